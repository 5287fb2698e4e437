import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Plain from 'better-sqlite3';
import {
  type OpenDatabase,
  openDatabase,
  overConnection,
  type StoreKey,
  sql,
} from '../../electron/core/store/database.ts';
import { SCHEMA_1 } from '../../electron/core/store/schema-1.ts';
import { type Measure, median } from './measure.ts';

const CASES = 20_000;
const BATCH = 1_000;
const COMMITS = 400;
/** The first pair warms machine and compiler and does not count. */
const PAIRS = 8;

/** Everything the app sets on a connection but cipher and key (SECURITY D3, D4); cache and durability above all. */
const PRAGMAS = [
  'temp_store=MEMORY',
  'trusted_schema=OFF',
  'cell_size_check=ON',
  'foreign_keys=ON',
  'busy_timeout=5000',
  'cache_size=-262144',
  'journal_mode=wal',
  'synchronous=FULL',
  'secure_delete=ON',
];
/** What both sides must answer, so that the comparison compares ciphers and nothing else. */
const COMPARED = [
  'synchronous',
  'journal_mode',
  'cache_size',
  'temp_store',
  'secure_delete',
  'page_size',
  'foreign_keys',
];

const openPlain = (file: string): OpenDatabase => {
  const db = new Plain(file);
  for (const pragma of PRAGMAS) db.pragma(pragma);
  return overConnection(db, file);
};
const openEncrypted = (file: string): OpenDatabase =>
  openDatabase(file, randomBytes(32) as Uint8Array as StoreKey, { readonly: false, create: true });

type Side = 'plain' | 'encrypted';
/** Milliseconds. */
type Times = { bulk: number; commit: number; warm: number };

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const word = (seed: number): string =>
  Array.from({ length: 9 }, (_none, at) => LETTERS[(seed * 7 + at * 11 + (seed >> at)) % 26]).join('');
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** As long as the declared person of an ordinary application. */
const declared = (number: number): string =>
  JSON.stringify({ person: word(number), remarks: word(number + 1).repeat(60) });

const insertCases = (db: OpenDatabase): void => {
  for (let from = 0; from < CASES; from += BATCH) {
    db.transaction((writer) => {
      for (let at = from; at < from + BATCH; at += 1) {
        const filed = new Date(Date.UTC(2020, 0, 1 + (at % 2000))).toISOString().slice(0, 10);
        const name = word(at);
        writer.run(sql`
          INSERT INTO cases (id, reference, family_id, person_ref, role, channel, family_name, given_names, birth_date,
            nationalities, sort_name, search_form, loose_form, declared, legal_basis, status, status_since, filing_date,
            last_activity_at)
          VALUES (${idOf(at)}, ${`EB-${at}`}, ${idOf(at)}, 'p1', 'antragsteller', 'fit-connect', ${name}, ${name}, '1990',
            '152', ${name}, ${name}, ${name}, ${declared(at)}, 'LB-10-1', ${`S${at % 9}`}, ${at}, ${filed}, ${at})`);
      }
    });
  }
};

/** One journal entry per transaction, as a decision at the desk writes it. */
const commitEntries = (db: OpenDatabase): void => {
  for (let sequence = 1; sequence <= COMMITS; sequence += 1) {
    db.transaction((writer) => {
      writer.run(sql`
        INSERT INTO journal_header (sequence, id, at, actor, role, workstation, case_id, kind, kind_version,
          payload_digest, previous_hash, hash)
        VALUES (${sequence}, ${randomUUID()}, ${sequence}, 'a', 'SB', 'AP-1', ${idOf(sequence)}, 'case-noted', 1,
          ${'d'.repeat(64)}, ${'p'.repeat(64)}, ${'h'.repeat(64)})`);
      writer.run(
        sql`INSERT INTO journal_payload (sequence, salt, payload) VALUES (${sequence}, ${randomBytes(32)}, ${declared(sequence)})`,
      );
      writer.run(sql`UPDATE cases SET status = 'S9', last_activity_at = ${sequence} WHERE id = ${idOf(sequence)}`);
    });
  }
};

/** Lists, single cases, a search over everything and figures: what a day at the desk reads. */
const readAround = (db: OpenDatabase): number => {
  let seen = 0;
  for (let page = 0; page < 100; page += 1) {
    const from = new Date(Date.UTC(2020, 0, 1 + page * 19)).toISOString().slice(0, 10);
    seen += db.all(sql`SELECT id, family_name, status, filing_date FROM cases
      WHERE filing_date >= ${from} ORDER BY filing_date, id LIMIT 100`).length;
  }
  for (let at = 0; at < CASES; at += 2) {
    seen += db.get(sql`SELECT * FROM cases WHERE id = ${idOf((at * 7919) % CASES)}`) === undefined ? 0 : 1;
  }
  seen += db.all(sql`SELECT id FROM cases WHERE declared LIKE '%no such text%'`).length;
  seen += db.all(sql`SELECT status, count(*) AS n, sum(length(declared)) AS size FROM cases GROUP BY status`).length;
  return seen;
};

const runOnce = (side: Side, file: string): { times: Times; pragmas: string } => {
  const db = side === 'plain' ? openPlain(file) : openEncrypted(file);
  try {
    db.migrate(SCHEMA_1, 1);
    const bulk = timed(() => insertCases(db));
    const commit = timed(() => commitEntries(db));
    readAround(db);
    const warm = timed(() => readAround(db));
    const pragmas = COMPARED.map((name) => `${name}=${Object.values(db.maintenance(`PRAGMA ${name}`)[0] ?? {})[0]}`);
    return { times: { bulk, commit, warm }, pragmas: pragmas.join(' ') };
  } finally {
    db.close();
  }
};

const row = (name: string, times: readonly Times[]): string =>
  [
    name.padEnd(12),
    ...(['bulk', 'commit', 'warm'] as const).map((part) =>
      `${median(times.map((one) => one[part])).toFixed(0)} ms`.padStart(14),
    ),
  ].join('');

/**
 * Group `store`: what encryption costs. The app's own connection against plain better-sqlite3 with the same pragmas, the
 * same schema and the same statements; sides take turns in going first; median of the paired ratios.
 */
export const bench = async (): Promise<Measure[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-bench-store-'));
  try {
    console.log(
      `${PAIRS} pairs of ${CASES} cases, ${COMMITS} commits and a day's reading; the first pair does not count …`,
    );
    const [plain, encrypted]: [Times[], Times[]] = [[], []];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const order: readonly Side[] = pair % 2 === 0 ? ['plain', 'encrypted'] : ['encrypted', 'plain'];
      const pragmas = new Set<string>();
      for (const side of order) {
        const ran = runOnce(side, path.join(folder, `${side}-${pair}.db`));
        pragmas.add(ran.pragmas);
        if (pair > 0) (side === 'plain' ? plain : encrypted).push(ran.times);
      }
      if (pragmas.size !== 1) throw new Error(`the sides differ: ${[...pragmas].join(' | ')}`);
      if (pair === 0) console.log(`both: ${[...pragmas][0]}`);
    }
    const ratios = (part: keyof Times): number[] =>
      encrypted.map((one, pair) => one[part] / (plain[pair]?.[part] ?? 1));
    const spread = (part: keyof Times): string =>
      `${Math.min(...ratios(part)).toFixed(2)} to ${Math.max(...ratios(part)).toFixed(2)}`;
    console.log(
      `\n${'medians'.padEnd(12)}${['bulk write', 'commits', 'warm read'].map((text) => text.padStart(14)).join('')}`,
    );
    console.log(row('plain', plain));
    console.log(row('encrypted', encrypted));
    console.log(`\nratios: bulk ${spread('bulk')}, commits ${spread('commit')}, warm read ${spread('warm')}\n`);
    return [
      { name: 'store.warm-read', value: median(ratios('warm')), aim: '<= 1.1' },
      { name: 'store.bulk-write', value: median(ratios('bulk')), aim: '<= 2.2' },
      { name: 'store.commit', value: median(ratios('commit')), aim: '<= 2.0' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
