import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Announcement } from '../../../shared/contract/events.ts';
import { type OpenDatabase, openMemoryDatabase, sql } from '../store/database.ts';
import { SCHEMA_1 } from '../store/schema-1.ts';
import { GENESIS_HASH } from './chain.ts';
import { entryKind, type Journal, systemActor } from './entry.ts';
import { openJournal } from './journal.ts';
import { createUuidV7 } from './uuid-v7.ts';
import { verifyJournal } from './verify.ts';

const noted = entryKind({
  kind: 'test.noted',
  version: 1,
  payload: z.strictObject({ id: z.string(), text: z.string() }),
  reduce: (writer, header, { id, text }) => {
    writer.run(sql`INSERT INTO note (id, case_id, at, by, text)
      VALUES (${id}, ${header.caseId}, ${header.at}, ${header.actor}, ${text})`);
  },
});
const other = entryKind({ ...noted, kind: 'test.other', payload: z.strictObject({}), reduce: () => undefined });

const actor = systemActor('AP-1');
let db: OpenDatabase;
let journal: Journal;
let announced: Announcement[];
let now: number;

const note = (caseId: string, id: string, text = 'x'): void =>
  journal.change(actor, (change) => {
    change.append(noted, caseId, { id, text });
    change.announce('cases', [caseId]);
  });
const headers = () => db.all<{ sequence: number }>(sql`SELECT sequence FROM journal_header`).length;

beforeEach(() => {
  db = openMemoryDatabase();
  db.migrate(SCHEMA_1, 1);
  announced = [];
  now = 1000;
  journal = openJournal({
    db,
    kinds: [noted, other],
    clock: () => now++,
    newId: createUuidV7(() => 1000),
    announce: (announcement) => announced.push(announcement),
  });
});

describe('the journal', () => {
  it('writes header, payload and what follows from it in one change, and announces once afterwards', () => {
    journal.change(actor, (change) => {
      const first = change.append(noted, 'c1', { id: 'n1', text: 'a' });
      const second = change.append(noted, 'c2', { id: 'n2', text: 'b' });
      expect([first.previousHash, second.previousHash]).toEqual([GENESIS_HASH, first.hash]);
      expect(first.at).toBe(second.at);
      change.announce('cases', ['c1']);
      change.announce('cases', ['c1', 'c2']);
      change.announce('intake', []);
      change.announce('intake', ['x']);
      expect(announced).toEqual([]);
    });
    expect(announced).toEqual([
      { topic: 'cases', ids: ['c1', 'c2'] },
      { topic: 'intake', ids: [] },
    ]);
    expect(db.all(sql`SELECT id, case_id, text FROM note ORDER BY id`)).toEqual([
      { id: 'n1', case_id: 'c1', text: 'a' },
      { id: 'n2', case_id: 'c2', text: 'b' },
    ]);
    expect(journal.head().sequence).toBe(2);
  });

  it('leaves no trace of a change that throws, and goes on afterwards', () => {
    expect(() =>
      journal.change(actor, (change) => {
        change.append(noted, 'c1', { id: 'n1', text: 'a' });
        change.announce('cases', ['c1']);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect([headers(), announced.length, db.all(sql`SELECT * FROM note`).length]).toEqual([0, 0, 0]);
    note('c1', 'n1');
    expect(verifyJournal(db, [noted])).toMatchObject({ entries: 1, chain: 'whole', projections: 'equal' });
  });

  it('refuses a payload that is not of its kind, an unregistered kind, and a change within a change', () => {
    const wrong = { id: 'n', text: 'x', more: 1 };
    expect(() => journal.change(actor, (change) => change.append(noted, 'c1', wrong))).toThrow(z.ZodError);
    const strange = entryKind({ ...noted, kind: 'test.strange' });
    expect(() => journal.change(actor, (change) => change.append(strange, 'c1', { id: 'n', text: 'x' }))).toThrow(
      'not registered',
    );
    expect(() => journal.change(actor, () => note('c1', 'n1'))).toThrow('inside another');
    expect(headers()).toBe(0);
  });

  it('refuses two kinds of one name and version', () => {
    const options = { db, clock: () => 0, newId: () => '', announce: () => undefined };
    expect(() => openJournal({ ...options, kinds: [noted, noted] })).toThrow('two journal kinds');
  });

  it('knows the version of a case and who changed it first after one', () => {
    note('c1', 'n1');
    note('c2', 'n2');
    note('c1', 'n3');
    expect([journal.caseVersion('c1'), journal.caseVersion('c2'), journal.caseVersion('c3')]).toEqual([3, 2, 0]);
    expect(journal.firstAfter('c1', 1)).toMatchObject({ sequence: 3, kind: 'test.noted', actor: 'system' });
    expect(journal.firstAfter('c1', 3)).toBeUndefined();
  });

  it('cannot be rewritten', () => {
    note('c1', 'n1');
    const attempts = [
      sql`UPDATE journal_header SET actor = 'x'`,
      sql`DELETE FROM journal_header`,
      sql`UPDATE journal_payload SET payload = '{}'`,
    ];
    for (const attempt of attempts) {
      expect(() => db.transaction((writer) => writer.run(attempt))).toThrow('append-only');
    }
  });
});

describe('verifyJournal', () => {
  const tamper = (...statements: string[]): void => {
    for (const trigger of ['journal_header_fixed', 'journal_header_kept', 'journal_payload_fixed']) {
      db.maintenance(`DROP TRIGGER IF EXISTS ${trigger}`);
    }
    for (const statement of statements) db.maintenance(statement);
  };
  beforeEach(() => {
    for (let number = 1; number <= 6; number += 1) note('c1', `n${number}`, `text ${number}`);
  });

  it('finds an untouched journal whole and its projections equal', () => {
    expect(verifyJournal(db, [noted])).toEqual({
      entries: 6,
      chain: 'whole',
      firstBreak: null,
      projections: 'equal',
      differing: [],
    });
  });

  it.each([
    ['an edited header', "UPDATE journal_header SET actor = 'somebody' WHERE sequence = 3", 3],
    ['an edited payload', `UPDATE journal_payload SET payload = '{"id":"n4","text":"!"}' WHERE sequence = 4`, 4],
    ['a removed entry', 'DELETE FROM journal_header WHERE sequence = 2', 3],
    ['a cut-off beginning', 'DELETE FROM journal_header WHERE sequence = 1', 2],
    ['a replaced salt', 'UPDATE journal_payload SET salt = zeroblob(32) WHERE sequence = 5', 5],
  ])('names the first break after %s', (_name, statement, sequence) => {
    tamper(statement);
    expect(verifyJournal(db, [noted])).toMatchObject({ chain: 'broken', firstBreak: sequence });
  });

  it('names the first break when two entries were swapped', () => {
    tamper(
      'UPDATE journal_header SET sequence = 99 WHERE sequence = 3',
      'UPDATE journal_header SET sequence = 3 WHERE sequence = 4',
      'UPDATE journal_header SET sequence = 4 WHERE sequence = 99',
    );
    expect(verifyJournal(db, [noted])).toMatchObject({ chain: 'broken', firstBreak: 3 });
  });

  it('accepts an erased payload whose rows are erased too', () => {
    db.transaction((writer) => {
      writer.run(sql`DELETE FROM journal_payload WHERE sequence = 3`);
      writer.run(sql`DELETE FROM note WHERE id = 'n3'`);
    });
    expect(verifyJournal(db, [noted])).toMatchObject({ chain: 'whole', projections: 'equal' });
  });

  it('names the table that says something the journal does not', () => {
    db.transaction((writer) => writer.run(sql`UPDATE note SET text = 'other' WHERE id = 'n5'`));
    expect(verifyJournal(db, [noted])).toMatchObject({ chain: 'whole', projections: 'different', differing: ['note'] });
  });

  it('names entries that nobody can replay', () => {
    expect(verifyJournal(db, []).differing).toContain('kind:test.noted/1');
  });
});
