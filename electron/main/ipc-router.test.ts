import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/contract/call.ts';
import { type Answer, routeCalls } from './ipc-router.ts';

type Listener = (event: IpcMainInvokeEvent, ...parts: unknown[]) => Promise<unknown>;

const own = { url: 'app://bundle/#/inbox/new', parent: null };
const event = (frame: object | null, options: { id?: number; destroyed?: boolean } = {}): IpcMainInvokeEvent =>
  ({
    senderFrame: frame,
    sender: { id: options.id ?? 1, isDestroyed: () => options.destroyed === true },
  }) as unknown as IpcMainInvokeEvent;

const open = (answer: Answer = async () => ok({})) => {
  let listener: Listener | undefined;
  const reports: string[] = [];
  const asked: string[] = [];
  routeCalls({ handle: (_channel: string, handler: Listener) => (listener = handler) } as unknown as IpcMain, {
    isOurWindow: (id) => id === 1,
    report: (name) => reports.push(name),
    answer: (module, name, request, sender) => {
      asked.push(`${module}.${name}`);
      return answer(module, name, request, sender);
    },
  });
  return { call: (from: IpcMainInvokeEvent, ...parts: unknown[]) => listener?.(from, ...parts), reports, asked };
};

describe('the door between windows and the product (SECURITY C2, C3, C5)', () => {
  it.each([
    ['a frame inside our page', event({ url: own.url, parent: own })],
    ['no frame at all', event(null)],
    ['a window that is gone', event(own, { destroyed: true })],
    ['a window that is not ours', event(own, { id: 7 })],
    ['a look-alike host', event({ url: 'app://bundle.evil/', parent: null })],
    ['another scheme', event({ url: 'https://bundle/', parent: null })],
    ['an address that is none', event({ url: 'not an address', parent: null })],
  ])('refuses %s before anything is asked', async (_who, from) => {
    const door = open();
    expect(await door.call(from, 'cases', 'counts', {})).toEqual({ ok: false, error: { code: 'not-permitted' } });
    expect(door.asked).toEqual([]);
    expect(door.reports).toEqual(['call-refused']);
  });

  it.each([
    ['an unknown module', ['nowhere', 'counts', {}]],
    ['an unknown call', ['cases', 'drop', {}]],
    ['a name of the prototype', ['cases', 'constructor', {}]],
    ['the prototype as a module', ['__proto__', 'toString', {}]],
    ['a module that is no text', [['cases'], 'counts', {}]],
    ['an unknown key', ['cases', 'counts', { extra: 1 }]],
    ['a missing field', ['cases', 'get', {}]],
    ['a path instead of an id', ['cases', 'get', { caseId: '../../etc/passwd' }]],
    [
      'more rows than a page has',
      ['cases', 'listPage', { listId: '8f3c1c1e-4b0a-4a53-9f0e-1d1f5a7c0001', from: 0, count: 201 }],
    ],
    ['no request', ['cases', 'counts', undefined]],
  ])('answers %s as invalid-request', async (_what, parts) => {
    const door = open();
    expect(await door.call(event(own), ...parts)).toEqual({ ok: false, error: { code: 'invalid-request' } });
    expect(door.asked).toEqual([]);
  });

  it('lets a good call of our own page through and hands its answer back', async () => {
    const door = open(async () => ok({ started: true }));
    expect(await door.call(event(own), 'intake', 'fetchNow', {})).toEqual({ ok: true, value: { started: true } });
    expect(door.asked).toEqual(['intake.fetchNow']);
  });

  it('never throws across the bridge and tells nothing of the failure', async () => {
    const door = open(async () => {
      throw new Error('SELECT secret FROM /home/someone');
    });
    expect(await door.call(event(own), 'cases', 'counts', {})).toEqual({ ok: false, error: { code: 'unexpected' } });
  });
});
