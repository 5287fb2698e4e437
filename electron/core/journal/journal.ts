import { randomBytes } from 'node:crypto';
import type { Announcement, Topic } from '../../../shared/contract/events.ts';
import { type OpenDatabase, sql, type Writer } from '../store/database.ts';
import { canonicalJson } from './canonical-json.ts';
import { GENESIS_HASH, headerHash, payloadDigest } from './chain.ts';
import type { AnyEntryKind, Change, Header, Journal } from './entry.ts';
import { type HeaderRow, headerOfRow } from './header-row.ts';

export type JournalOptions = {
  db: OpenDatabase;
  /** Every kind that may be appended; one that is missing here could not be replayed by `verify`. */
  kinds: readonly AnyEntryKind[];
  /** UTC milliseconds. */
  clock: () => number;
  /** UUIDv7 of entries. */
  newId: () => string;
  /** Called after the commit, once per topic, ids merged and without duplicates. */
  announce: (announcement: Announcement) => void;
};

/** Indexes kinds by name and version. Throws when two kinds claim the same name and version. */
export const kindsByName = (kinds: readonly AnyEntryKind[]): ReadonlyMap<string, AnyEntryKind> => {
  const known = new Map<string, AnyEntryKind>();
  for (const kind of kinds) {
    const name = `${kind.kind}/${kind.version}`;
    if (known.has(name)) throw new Error(`two journal kinds are called ${name}`);
    known.set(name, kind);
  }
  return known;
};

const insert = (writer: Writer, header: Header, salt: Uint8Array, payload: string): void => {
  writer.run(sql`INSERT INTO journal_header
    (sequence, id, at, actor, role, workstation, case_id, kind, kind_version, payload_digest, previous_hash, hash)
    VALUES (${header.sequence}, ${header.id}, ${header.at}, ${header.actor}, ${header.role}, ${header.workstation},
            ${header.caseId}, ${header.kind}, ${header.kindVersion}, ${header.payloadDigest}, ${header.previousHash},
            ${header.hash})`);
  writer.run(
    sql`INSERT INTO journal_payload (sequence, salt, payload) VALUES (${header.sequence}, ${salt}, ${payload})`,
  );
};

/** What a change wants announced, merged per topic. "All of this topic" (no ids) swallows single ids. */
const collectAnnouncements = () => {
  const topics = new Map<Topic, Set<string> | 'all'>();
  return {
    add: (topic: Topic, ids: readonly string[]): void => {
      const known = topics.get(topic);
      if (ids.length === 0 || known === 'all') topics.set(topic, 'all');
      else topics.set(topic, new Set([...(known ?? []), ...ids]));
    },
    send: (announce: (announcement: Announcement) => void): void => {
      for (const [topic, ids] of topics) announce({ topic, ids: ids === 'all' ? [] : [...ids] });
    },
  };
};

/** Opens the journal over an open store: the one way to change anything (ARCHITECTURE §5). */
export const openJournal = (options: JournalOptions): Journal => {
  const { db, clock, newId, announce } = options;
  const kinds = kindsByName(options.kinds);
  let changing = false;

  const beginChange = (
    writer: Writer,
    actor: Change['actor'],
    wanted: ReturnType<typeof collectAnnouncements>,
  ): Change => {
    const last = writer.get<{ sequence: number; hash: string }>(
      sql`SELECT sequence, hash FROM journal_header ORDER BY sequence DESC LIMIT 1`,
    );
    let { sequence, hash } = last ?? { sequence: 0, hash: GENESIS_HASH };
    const at = clock();
    return {
      writer,
      actor,
      at,
      announce: wanted.add,
      append: (kind, caseId, payload) => {
        if (kinds.get(`${kind.kind}/${kind.version}`) !== kind) {
          throw new Error(`journal kind ${kind.kind}/${kind.version} is not registered`);
        }
        const parsed = kind.payload.parse(payload);
        const text = canonicalJson(parsed);
        const salt = randomBytes(32);
        const unhashed: Omit<Header, 'hash'> = {
          sequence: sequence + 1,
          id: newId(),
          at,
          actor: actor.id,
          role: actor.role,
          workstation: actor.workstation,
          caseId,
          kind: kind.kind,
          kindVersion: kind.version,
          payloadDigest: payloadDigest(salt, text),
          previousHash: hash,
        };
        const header: Header = { ...unhashed, hash: headerHash(unhashed) };
        insert(writer, header, salt, text);
        kind.reduce(writer, header, parsed);
        ({ sequence, hash } = header);
        return header;
      },
    };
  };

  return {
    change: (actor, work) => {
      if (changing) throw new Error('a change cannot stand inside another one');
      changing = true;
      const wanted = collectAnnouncements();
      let value: ReturnType<typeof work>;
      try {
        value = db.transaction((writer) => work(beginChange(writer, actor, wanted)));
      } finally {
        changing = false;
      }
      wanted.send(announce);
      return value;
    },
    caseVersion: (caseId) =>
      db.get<{ last: number | null }>(sql`SELECT max(sequence) AS last FROM journal_header WHERE case_id = ${caseId}`)
        ?.last ?? 0,
    firstAfter: (caseId, version) => {
      const row = db.get<HeaderRow>(
        sql`SELECT * FROM journal_header WHERE case_id = ${caseId} AND sequence > ${version} ORDER BY sequence LIMIT 1`,
      );
      return row === undefined ? undefined : headerOfRow(row);
    },
    head: () => {
      const last = db.get<{ sequence: number; hash: string }>(
        sql`SELECT sequence, hash FROM journal_header ORDER BY sequence DESC LIMIT 1`,
      );
      return last ?? { sequence: 0, hash: GENESIS_HASH };
    },
  };
};
