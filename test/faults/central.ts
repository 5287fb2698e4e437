import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../tools/root.ts';
import type { ConnectionInfo } from '../central-service/connection-file.ts';
import type { StateReport } from '../central-service/control/control.ts';
import type { Fault } from '../central-service/http/faults.ts';
import type { SentSubmission } from '../central-service/online-service/online-service.ts';

/** A file to send along, as the control endpoint takes it. */
export type FileToSend = {
  attachmentId: string;
  filename: string;
  mimeType: string;
  base64: string;
  purpose: 'attachment';
};
type ReceivedReply = { replyId: string; caseId: string; data: unknown };

/** The simulator in a process of its own, driven through its control endpoint as a stranger would. */
export type Central = {
  connectionFile: string;
  issuer: string;
  state(): Promise<StateReport>;
  injectFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  sendApplication(application: {
    fachdaten: string;
    schemaUri: string;
    attachments: FileToSend[];
    replyChannel: boolean;
    caseId?: string;
  }): Promise<SentSubmission>;
  /** Fetches and accepts what waits for the applicant's side. */
  receiveReplies(): Promise<ReceivedReply[]>;
  keptReplies(): Promise<ReceivedReply[]>;
  answerNachforderung(answer: { replyId: string; answers: FileToSend[] }): Promise<SentSubmission>;
  close(): Promise<void>;
};

/** Starts the simulator with public test keys on a free port and waits until it answers. */
export const startCentral = async (state: string): Promise<Central> => {
  const main = path.join(root, 'test', 'central-service', 'main.ts');
  const child: ChildProcess = spawn(process.execPath, [main, '--state', state, '--test-keys'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  if (child.stdout === null) throw new Error('the simulator has no output');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => Promise.reject(new Error('the simulator did not start'))),
  ])) as [string];
  const info = JSON.parse(line) as ConnectionInfo;

  const command = async (name: string, body: object = {}): Promise<never> => {
    const answer = await fetch(`${info.controlUrl}/${name}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${info.controlToken}` },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the simulator refuses ${name}: ${text}`);
    return JSON.parse(text) as never;
  };
  return {
    connectionFile: info.connectionFile,
    issuer: info.issuer,
    state: () => command('state'),
    injectFault: async (fault) => void (await command('injectFault', fault)),
    clearFaults: async () => void (await command('clearFaults')),
    sendApplication: (application) => command('sendApplication', application),
    receiveReplies: () => command('receiveReplies'),
    keptReplies: () => command('keptReplies'),
    answerNachforderung: (answer) => command('answerNachforderung', answer),
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
