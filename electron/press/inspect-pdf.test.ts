import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectPdf } from './inspect-pdf.ts';
import { forkPress } from './node-child.ts';
import { createPressSupervisor, type PressChild } from './supervisor.ts';

const makePdf = (pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> =>
  new Promise((resolve) => {
    const pdf = new PDFDocument(options);
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
    for (let page = 0; page < pages; page += 1) {
      if (page > 0) pdf.addPage();
      pdf.text(`page ${page + 1}`);
    }
    pdf.end();
  });

describe('inspecting a PDF', () => {
  it('counts pages', async () => {
    expect(await inspectPdf(await makePdf(3))).toEqual({ pages: 3 });
  });

  it('tells that a password is needed', async () => {
    expect(await inspectPdf(await makePdf(1, { userPassword: 'geheim' }))).toEqual({ trouble: 'encrypted' });
  });

  it('reads a PDF that only restricts printing', async () => {
    expect(await inspectPdf(await makePdf(2, { ownerPassword: 'geheim' }))).toEqual({ pages: 2 });
  });

  it('tells that a file cannot be read', async () => {
    const whole = await makePdf(2);
    expect(await inspectPdf(whole.slice(0, 200))).toEqual({ trouble: 'damaged' });
    expect(await inspectPdf(new TextEncoder().encode('%PDF-1.7\nnothing'))).toEqual({ trouble: 'damaged' });
  });
});

describe('the press as a process', () => {
  const entry = fileURLToPath(new URL('./press.ts', import.meta.url));
  const supervisor = createPressSupervisor({ fork: () => forkPress(entry) });
  afterAll(() => supervisor.close());

  it('answers jobs one after another and refuses unknown ones', async () => {
    const [first, second, third] = await Promise.all([
      supervisor.run({ job: 'inspect-pdf', bytes: await makePdf(1) }),
      supervisor.run({ job: 'draw-money', bytes: new Uint8Array(1) }),
      supervisor.run({ job: 'inspect-pdf', bytes: await makePdf(4) }),
    ]);
    expect([first, second, third]).toEqual([
      { ok: true, result: { pages: 1 } },
      { ok: false, code: 'unknown-job' },
      { ok: true, result: { pages: 4 } },
    ]);
  });
});

describe('the supervisor', () => {
  /** A press that answers only the jobs named `quick`. */
  const fakePress = (started: { count: number; killed: number }) => (): PressChild => {
    started.count += 1;
    let answer: Parameters<PressChild['onAnswer']>[0] = () => undefined;
    let exit = (): void => undefined;
    return {
      post: ({ id, job }) => {
        if (job === 'quick') queueMicrotask(() => answer({ id, ok: true, result: { pages: 1 } }));
        if (job === 'crash') queueMicrotask(() => exit());
      },
      onAnswer: (listener) => {
        answer = listener;
      },
      onExit: (listener) => {
        exit = listener;
      },
      kill: () => {
        started.killed += 1;
      },
    };
  };
  const bytes = new Uint8Array();

  it('ends a press that takes too long and starts another for the next job', async () => {
    const started = { count: 0, killed: 0 };
    const supervisor = createPressSupervisor({ fork: fakePress(started), milliseconds: 20 });
    expect(await supervisor.run({ job: 'slow', bytes })).toEqual({ ok: false, code: 'time-limit' });
    expect(started).toEqual({ count: 1, killed: 1 });
    expect(await supervisor.run({ job: 'quick', bytes })).toEqual({ ok: true, result: { pages: 1 } });
    expect(started.count).toBe(2);
    supervisor.close();
  });

  it('answers a job whose press crashed and goes on with a new one', async () => {
    const started = { count: 0, killed: 0 };
    const supervisor = createPressSupervisor({ fork: fakePress(started) });
    expect(await supervisor.run({ job: 'crash', bytes })).toEqual({ ok: false, code: 'press-ended' });
    expect(await supervisor.run({ job: 'quick', bytes })).toEqual({ ok: true, result: { pages: 1 } });
    supervisor.close();
  });
});
