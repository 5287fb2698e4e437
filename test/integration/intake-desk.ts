import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCryptoPool } from '../../electron/core/crypto/crypto-pool.ts';
import { readConnectionFile } from '../../electron/core/delivery/connection-file.ts';
import { type Destination, saveDestination } from '../../electron/core/delivery/destination.ts';
import { createOutbox } from '../../electron/core/delivery/outbox.ts';
import { createServices } from '../../electron/core/delivery/services.ts';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { intakeEntries } from '../../electron/core/intake/entries.ts';
import { createIntake } from '../../electron/core/intake/intake.ts';
import type { Press } from '../../electron/core/intake/press-client.ts';
import { recoveryGate, secondCopyGate } from '../../electron/core/intake/release.ts';
import { type Actor, systemActor } from '../../electron/core/journal/entry.ts';
import { openJournal } from '../../electron/core/journal/journal.ts';
import { createUuidV7 } from '../../electron/core/journal/uuid-v7.ts';
import { openDatabase, type StoreKey, sql } from '../../electron/core/store/database.ts';
import { openStore, storePaths } from '../../electron/core/store/store.ts';
import { forkPress } from '../../electron/press/node-child.ts';
import { createPressSupervisor } from '../../electron/press/supervisor.ts';
import type { CentralService } from '../central-service/central-service.ts';

/** Short pauses: the service under test is on loopback. */
const TIMES = { answerMs: 1500, idleMs: 1500, pauseMs: 5, longestPauseMs: 50 };

const pressEntry = fileURLToPath(new URL('../../electron/press/press.ts', import.meta.url));

/** The destination of a running simulator, as a connection file brings it; `changes` make it wrong on purpose. */
export const destinationOf = async (
  service: CentralService,
  changes: Partial<Destination['settings']> = {},
): Promise<Destination> => {
  const read = readConnectionFile(await readFile(service.connectionFile, 'utf8'));
  if (!read.ok) throw new Error(read.fault);
  const [destination] = read.destinations;
  if (destination === undefined) throw new Error('no destination');
  return { ...destination, settings: { ...destination.settings, ...changes } };
};

/** Intake over a real encrypted store, the real crypto thread and the real press, without windows. */
export const openIntakeDesk = async (destination: Destination) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-intake-'));
  const key = randomBytes(32) as Uint8Array as StoreKey;
  const store = await openStore({ profileFolder: folder, key, storeId: randomUUID(), create: true });
  const { db } = store;
  await mkdir(storePaths(folder).documents, { recursive: true });
  db.transaction((writer) => saveDestination(writer, destination));
  const supervisor = createPressSupervisor({ fork: () => forkPress(pressEntry) });
  const press: Press = {
    inspectPdf: async (bytes) => {
      const outcome = await supervisor.run({ job: 'inspect-pdf', bytes });
      return outcome.ok ? (outcome.result as Awaited<ReturnType<Press['inspectPdf']>>) : { trouble: 'not-checked' };
    },
  };
  let copy: 'ok' | 'unavailable' = 'ok';
  let recovery = true;
  let clockOffset = 0;
  const clock = (): number => Date.now() + clockOffset;
  const log: { event: string; facts: unknown }[] = [];

  /** A fresh core over the same store, as after a restart. */
  const start = () => {
    const crypto = createCryptoPool(storePaths(folder).documents);
    const services = createServices({ db, crypto, version: '0.1.0', clock, times: TIMES });
    const note = (event: string, facts: unknown): void => {
      log.push({ event, facts });
    };
    const journal = openJournal({
      db,
      kinds: [...new Set([...entryKinds, ...intakeEntries])],
      clock,
      newId: createUuidV7(clock),
      announce: () => undefined,
    });
    const outbox = createOutbox({ db, service: services.of, clock, log: note });
    const intake = createIntake({
      db,
      journal,
      crypto,
      press,
      services,
      outbox,
      secondCopy: { state: () => ({ state: copy, lastAt: null }) },
      gates: [recoveryGate(() => recovery), secondCopyGate({ ensureCopied: async () => copy })],
      documentsFolder: storePaths(folder).documents,
      workstation: 'test',
      newId: randomUUID,
      clock,
      log: note,
      announce: () => undefined,
      intervalMinutes: 60,
      firstRoundMs: 3_600_000,
    });
    return { crypto, services, outbox, journal, intake };
  };
  let core = start();
  const actor: Actor = { ...systemActor('test'), id: 'a0000000-0000-4000-8000-000000000001', role: 'SB' };
  const context = { actor, session: 'session', grant: () => undefined };

  return {
    db,
    log,
    get core() {
      return core;
    },
    /** One whole round. */
    fetch: async (): Promise<void> => {
      await core.intake.handlers.fetchNow(context, {});
      await core.intake.settled();
    },
    status: async () => {
      const answer = await core.intake.handlers.status(context, {});
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    context,
    restart: async (): Promise<void> => {
      await core.intake.stop();
      await core.crypto.close();
      core = start();
    },
    connect: (changed: Destination): void => db.transaction((writer) => saveDestination(writer, changed)),
    setSecondCopy: (state: typeof copy): void => {
      copy = state;
    },
    setRecoveryTested: (tested: boolean): void => {
      recovery = tested;
    },
    passTime: (milliseconds: number): void => {
      clockOffset += milliseconds;
    },
    count: (table: 'eingang' | 'cases' | 'outbox' | 'document' | 'intake_trouble' | 'fachdaten'): number =>
      db.all({ text: `SELECT 1 FROM ${table}`, values: [] }).length,
    journalKinds: (): string[] =>
      db.all<{ kind: string }>(sql`SELECT kind FROM journal_header ORDER BY sequence`).map(({ kind }) => kind),
    close: async (): Promise<void> => {
      await core.intake.stop();
      await core.crypto.close();
      supervisor.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
    readonly: () => openDatabase(storePaths(folder).database, key, { readonly: true, create: false }),
  };
};
export type IntakeDesk = Awaited<ReturnType<typeof openIntakeDesk>>;
