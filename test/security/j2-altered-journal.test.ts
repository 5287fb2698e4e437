/*
 * Rule: SECURITY J2 and J4. Every entry is chained to the one before; the first break is named, by the app and by
 * somebody who shares no code with it.
 * Threat: T7, somebody with the key edits, removes, slips in or reorders entries of the encrypted file.
 * Consequence: the record says something that never happened, and nobody can tell.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { verifyJournal } from '../../electron/core/journal/verify.ts';
import { type OpenDatabase, openDatabase } from '../../electron/core/store/database.ts';
import { copyDatabase } from '../../electron/core/store/store.ts';
import { firstBreakOf } from '../integration/store-verifier.ts';
import { openWholeDesk, type WholeDesk } from './whole-desk.ts';

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

/** A copy of the real store whose guards somebody took away, altered by these statements. */
const tampered = async (statements: readonly string[]): Promise<OpenDatabase> => {
  const file = path.join(desk.folder, 'tampered.db');
  await copyDatabase(desk.db, desk.key, file);
  const db = openDatabase(file, desk.key, { readonly: false, create: false, journalMode: 'delete' });
  for (const { name } of db.maintenance("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
    db.maintenance(`DROP TRIGGER ${String(name)}`);
  }
  db.maintenance('PRAGMA foreign_keys=OFF');
  for (const statement of statements) db.maintenance(statement);
  return db;
};

const verdicts = (db: OpenDatabase) => {
  const rows = (table: string) =>
    db.all<Record<string, string>>({ text: `SELECT * FROM ${table} ORDER BY sequence`, values: [] });
  return { ours: verifyJournal(db, entryKinds), theirs: firstBreakOf(rows('journal_header'), rows('journal_payload')) };
};

const swap = (table: string): string[] => [
  `UPDATE ${table} SET sequence = 9999 WHERE sequence = 5`,
  `UPDATE ${table} SET sequence = 5 WHERE sequence = 6`,
  `UPDATE ${table} SET sequence = 6 WHERE sequence = 9999`,
];
const insertBetween = [
  ...[...Array(60).keys()]
    .map((index) => 70 - index)
    .flatMap((sequence) =>
      ['journal_header', 'journal_payload'].map(
        (table) => `UPDATE ${table} SET sequence = ${sequence + 1} WHERE sequence = ${sequence}`,
      ),
    ),
  `INSERT INTO journal_header SELECT 11, 'slipped-in', at, actor, role, workstation, case_id, kind, kind_version,
     payload_digest, previous_hash, hash FROM journal_header WHERE sequence = 10`,
  'INSERT INTO journal_payload SELECT 11, salt, payload FROM journal_payload WHERE sequence = 10',
];

describe('a journal that somebody altered', () => {
  it('is whole before', async () => {
    const db = await tampered([]);
    const { ours, theirs } = verdicts(db);
    db.close();
    expect(ours.entries).toBeGreaterThan(10);
    expect([ours.chain, ours.projections, theirs]).toEqual(['whole', 'equal', null]);
  });

  it.each([
    ['another person', ["UPDATE journal_header SET actor = 'somebody else' WHERE sequence = 4"], 4],
    ['another time', ['UPDATE journal_header SET at = at + 86400000 WHERE sequence = 7'], 7],
    ['another role', ["UPDATE journal_header SET role = 'TL' WHERE sequence = 3"], 3],
    ['another workstation', ["UPDATE journal_header SET workstation = 'AP-9' WHERE sequence = 3"], 3],
    ['another case', ["UPDATE journal_header SET case_id = 'x' WHERE sequence = 6"], 6],
    ['another kind', ["UPDATE journal_header SET kind = 'case.noted' WHERE sequence = 6"], 6],
    ['other content', ["UPDATE journal_payload SET payload = replace(payload, 'a', 'b') WHERE sequence = 5"], 5],
    ['other salt', ['UPDATE journal_payload SET salt = randomblob(32) WHERE sequence = 5'], 5],
    [
      'an entry taken out',
      ['DELETE FROM journal_header WHERE sequence = 5', 'DELETE FROM journal_payload WHERE sequence = 5'],
      6,
    ],
    [
      'the beginning cut off',
      ['DELETE FROM journal_header WHERE sequence < 4', 'DELETE FROM journal_payload WHERE sequence < 4'],
      4,
    ],
    ['an entry slipped in', insertBetween, 11],
    ['two entries exchanged', [...swap('journal_header'), ...swap('journal_payload')], 5],
    ['two contents exchanged', swap('journal_payload'), 5],
  ] as const)('by %s names the first break', async (_what, statements, sequence) => {
    const db = await tampered(statements);
    const { ours, theirs } = verdicts(db);
    db.close();
    expect(ours).toMatchObject({ chain: 'broken', firstBreak: sequence });
    expect(theirs).toBe(sequence);
  });

  it('by a projection that says more than the journal is told by its table', async () => {
    const db = await tampered(["UPDATE cases SET status = 'VOLLSTAENDIG'", "UPDATE placement SET result = 'OK'"]);
    const { ours } = verdicts(db);
    db.close();
    expect(ours).toMatchObject({ chain: 'whole', projections: 'different', differing: ['cases', 'placement'] });
  });
});
