import path from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import { type Result, refuse } from '../../shared/contract/call.ts';
import type { Announcement } from '../../shared/contract/events.ts';
import type { FromCore, ToCore } from '../core/messages.ts';
import type { DocumentPart } from './app-protocol.ts';

/** Restarts in a row, without a minute of health between, after which we stop trying and say so. */
const RESTART_LIMIT = 3;
const HEALTHY_AFTER_MS = 60_000;

/** How long core may take to reach a durable boundary when it is told to stop (ARCHITECTURE §8). */
const STOP_LIMIT_MS = 10_000;

type PressJob = Extract<FromCore, { type: 'press-job' }>;
type PressResult = Extract<ToCore, { type: 'press-result' }>;

export type CoreProcessOptions = {
  folder: string;
  start: Omit<Extract<ToCore, { type: 'start' }>, 'type' | 'kdf'>;
  onAnnouncement: (announcement: Announcement) => void;
  /** Runs a job of the keyless press process. */
  press: (job: PressJob) => Promise<PressResult>;
  /** Core ended and a fresh, locked one is running. */
  onRestarted: () => void;
  /** Core keeps failing; nothing is lost, but nothing can be done either. */
  onKeepsFailing: () => void;
  report: (event: string, facts?: Record<string, string | number>) => void;
};

/** Only recognised images go to a window as what they are; everything else is opaque bytes (ARCHITECTURE §4). */
const safeContentType = (detected: string): string =>
  detected === 'jpeg' || detected === 'image/jpeg'
    ? 'image/jpeg'
    : detected === 'png' || detected === 'image/png'
      ? 'image/png'
      : 'application/octet-stream';

/**
 * Starts core as a process of its own and keeps one running: forwards calls and document pieces, hands press jobs
 * on, restarts it locked after a lock or a crash.
 */
export const startCoreProcess = (options: CoreProcessOptions) => {
  const { folder, start, onAnnouncement, press, onRestarted, onKeepsFailing, report } = options;
  let child: UtilityProcess | undefined;
  let ready: Promise<void> = Promise.resolve();
  let nextId = 1;
  let stopping = false;
  let restarts = 0;
  let startedAt = 0;
  const calls = new Map<number, (result: Result<unknown>) => void>();
  const parts = new Map<number, (part: DocumentPart | undefined) => void>();

  const send = (message: ToCore): void => child?.postMessage(message);

  const receive = (message: FromCore, from: UtilityProcess, onReady: () => void): void => {
    switch (message.type) {
      case 'ready':
        onReady();
        return;
      case 'result': {
        const answer = calls.get(message.id);
        calls.delete(message.id);
        answer?.(message.result);
        return;
      }
      case 'document-part': {
        const answer = parts.get(message.id);
        parts.delete(message.id);
        answer?.(
          message.ok
            ? { bytes: message.bytes, size: message.size, contentType: safeContentType(message.contentType) }
            : undefined,
        );
        return;
      }
      case 'announce':
        onAnnouncement(message.announcement);
        return;
      case 'press-job':
        // To the core that asked: a fresh one counts its jobs anew and would take the answer for its own.
        void press(message).then((result) => from.postMessage(result));
        return;
      case 'stopped':
        return;
    }
  };

  const failPending = (): void => {
    for (const answer of calls.values()) answer(refuse('store-locked'));
    for (const answer of parts.values()) answer(undefined);
    calls.clear();
    parts.clear();
  };

  const launch = (): void => {
    startedAt = Date.now();
    const process = utilityProcess.fork(path.join(folder, 'core.cjs'), [], {
      serviceName: 'desk-core',
      stdio: 'inherit',
    });
    child = process;
    ready = new Promise((resolve) => {
      process.on('message', (message: FromCore) => receive(message, process, resolve));
    });
    send({ type: 'start', ...start });
    process.on('exit', (code) => {
      failPending();
      if (stopping) return;
      if (code !== 0) report('core-ended', { code });
      restarts = code === 0 || Date.now() - startedAt > HEALTHY_AFTER_MS ? 0 : restarts + 1;
      if (restarts >= RESTART_LIMIT) {
        onKeepsFailing();
        return;
      }
      launch();
      void ready.then(onRestarted);
    });
  };
  launch();

  return {
    /** Forwards a call and resolves with core's answer; a core that ends meanwhile answers `store-locked`. */
    call: async (
      module: string,
      call: string,
      request: unknown,
      session: string,
      grants: Record<string, string>,
    ): Promise<Result<unknown>> => {
      await ready;
      return new Promise((resolve) => {
        const id = nextId++;
        calls.set(id, resolve);
        send({ type: 'call', id, module, call, request, session, grants });
      });
    },
    readDocument: async (
      documentId: string,
      startAt: number,
      end: number,
      session: string,
    ): Promise<DocumentPart | undefined> => {
      await ready;
      return new Promise((resolve) => {
        const id = nextId++;
        parts.set(id, resolve);
        send({ type: 'document', id, documentId, start: startAt, end, session });
      });
    },
    /** Lets core reach a durable boundary and end; kills it when it does not in time. */
    stop: async (): Promise<void> => {
      if (stopping || child === undefined) return;
      stopping = true;
      const process = child;
      const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
      send({ type: 'stop' });
      const timer = setTimeout(() => process.kill(), STOP_LIMIT_MS);
      await gone;
      clearTimeout(timer);
    },
  };
};
