import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenDatabase, openMemoryDatabase } from './database.ts';
import { type DocumentFile, documentPath, recordDocument, writeDocument } from './documents.ts';
import { sweepOrphans } from './orphans.ts';
import { SCHEMA_1 } from './schema-1.ts';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261124);
const BEFORE_START = new Date(Date.now() - 3_600_000);

/** A documents folder and its database; `age` makes a file older than the process, as a crash would have left it. */
const openPlace = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-orphans-'));
  const db = openMemoryDatabase();
  db.migrate(SCHEMA_1, 1);
  const refer = (file: DocumentFile, derivedFrom: string | null = null): void =>
    db.transaction((writer) =>
      recordDocument(writer, {
        ...file,
        detectedType: 'pdf',
        declaredType: '',
        name: 'x.pdf',
        derivedFrom,
        createdAt: 0,
      }),
    );
  const age = ({ id }: DocumentFile): Promise<void> => utimes(documentPath(folder, id), BEFORE_START, BEFORE_START);
  const isThere = ({ id }: DocumentFile): boolean => existsSync(documentPath(folder, id));
  return { folder, db, refer, age, isThere, write: () => writeDocument(folder, randomBytes(40)) };
};

type Place = Awaited<ReturnType<typeof openPlace>>;
const opened: Place[] = [];
const place = async (): Promise<Place> => {
  const made = await openPlace();
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const { folder, db } of opened.splice(0)) {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
});

describe('the sweep of document files nobody refers to', () => {
  it('removes old files without a row and nothing else, while others are written and referred to', async () => {
    const life = fc.array(
      fc.record({ old: fc.boolean(), referred: fc.constantFrom('before', 'derived', 'while', 'never') }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(life, async (files) => {
        const { folder, db, refer, age, isThere, write } = await place();
        const origin = await write();
        refer(origin);
        await age(origin);
        const made: { file: DocumentFile; stays: boolean }[] = [{ file: origin, stays: true }];
        const later: (() => Promise<void>)[] = [];
        for (const { old, referred } of files) {
          if (referred === 'while') {
            // Written and referred to by this process while the sweep is under way.
            later.push(async () => {
              const file = await write();
              await Promise.resolve();
              refer(file);
              made.push({ file, stays: true });
            });
            continue;
          }
          const file = await write();
          if (referred !== 'never') refer(file, referred === 'derived' ? origin.id : null);
          if (old) await age(file);
          made.push({ file, stays: referred !== 'never' || !old });
        }
        await Promise.all([sweepOrphans(db, folder), ...later.map((work) => work())]);
        for (const { file, stays } of made) expect(isThere(file)).toBe(stays);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('looks again right before it removes: a row that came meanwhile saves its file', async () => {
    const { folder, db, refer, age, isThere, write } = await place();
    const file = await write();
    await age(file);
    let asked = 0;
    const reader: Pick<OpenDatabase, 'all' | 'get'> = {
      all: db.all,
      get: (query) => {
        const row = db.get(query);
        asked += 1;
        if (asked === 1) refer(file);
        return row as never;
      },
    };
    expect(await sweepOrphans(reader, folder)).toBe(0);
    expect(isThere(file)).toBe(true);
  });

  it('leaves what is not a document file of ours', async () => {
    const { folder, db } = await place();
    const strange = ['ab/notes.txt', 'ab/cd0c3c5e-9a5e-4a52-8c5a-2f8f4f0a1b2c', 'unfinished/x.part', 'Fotos/a.jpg'];
    for (const name of strange) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), 'x');
      await utimes(path.join(folder, name), BEFORE_START, BEFORE_START);
    }
    expect(await sweepOrphans(db, folder)).toBe(0);
    expect(strange.filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
  });

  it('does nothing when the clock was moved: then no age can be trusted', async () => {
    const { folder, db, age, isThere, write } = await place();
    const file = await write();
    await age(file);
    const moved = Date.now() - 7_200_000;
    vi.spyOn(Date, 'now').mockImplementation(() => moved);
    expect(await sweepOrphans(db, folder)).toBe(0);
    expect(isThere(file)).toBe(true);
    vi.restoreAllMocks();
    expect(await sweepOrphans(db, folder)).toBe(1);
  });
});
