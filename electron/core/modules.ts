import type { Announcement } from '../../shared/contract/events.ts';
import type { EffectivePolicy } from '../../shared/policy/effective-policy.ts';
import type { OpenDesk } from './administration/desk.ts';
import { createHealth } from './administration/health.ts';
import { createCases } from './cases/cases.ts';
import { createCryptoPool } from './crypto/crypto-pool.ts';
import { createOutbox } from './delivery/outbox.ts';
import { createServices } from './delivery/services.ts';
import type { PresentHandlers } from './dispatcher.ts';
import { entryKinds } from './entry-kinds.ts';
import { createExport } from './export/export.ts';
import { createIntake } from './intake/intake.ts';
import type { Press } from './intake/press-client.ts';
import { anchorGate, persistenceGate, placeGate, recoveryGate, secondCopyGate, soundGate } from './intake/release.ts';
import { systemActor } from './journal/entry.ts';
import { openJournal } from './journal/journal.ts';
import { createUuidV7 } from './journal/uuid-v7.ts';
import { errorFacts, type Log } from './log.ts';
import type { readerJobs } from './reader-jobs.ts';
import { createRequests } from './requests/requests.ts';
import { createStatistics } from './statistics/statistics.ts';
import { createChecks } from './store/checks.ts';
import { sweepOrphans } from './store/orphans.ts';
import type { PersistenceProof } from './store/persistence.ts';
import type { PlaceGuard } from './store/place-guard.ts';
import { startReader } from './store/reader-client.ts';
import { openSecondCopy } from './store/second-copy.ts';
import type { Store } from './store/store.ts';
import { workerFile } from './worker-file.ts';

export type ModulesOptions = {
  store: Store;
  /** UTC milliseconds. */
  clock: () => number;
  policy: EffectivePolicy;
  workstation: string;
  log: Log;
  announce: (announcement: Announcement) => void;
  /** The keyless process that looks into foreign files. */
  press: Press;
  /** Product version, for the User-Agent. */
  version: string;
  /** Nothing may be acknowledged before this is true. */
  recoveryTested: () => boolean;
  place: PlaceGuard;
  persistence: PersistenceProof;
};

export type OpenModules = {
  desk: OpenDesk;
  /** Handlers of every module but administration. */
  handlers: PresentHandlers;
  /** Bytes of a letter being previewed; previews live in memory only. */
  previewBytes(id: string): Uint8Array | undefined;
  /** Something failed as only damage does: the database is looked at. */
  suspect(): void;
  /** Whether anything may still be changed: nothing is written to a database that is known to be damaged. */
  mayWrite(): boolean;
  /** Somebody is signed in: what works by itself may work. Called at every sign-in. */
  begin(): void;
  /** Reaches a durable boundary and closes everything. */
  close(): Promise<void>;
};

/** How often the second copy is looked at while nobody waits for it; at least every 15 minutes is demanded. */
const COPY_INTERVAL_MILLISECONDS = 60_000;

/** Wires the modules over an opened store: what needs the key lives from here until core ends. */
export const openModules = (options: ModulesOptions): OpenModules => {
  const { store, clock, log, announce, workstation, policy, press, recoveryTested, place, persistence } = options;
  const { db } = store;
  const documentsFolder = store.paths.documents;
  const newId = createUuidV7(clock);
  const journal = openJournal({ db, kinds: entryKinds, clock, newId, announce });
  const reader = startReader<typeof readerJobs>(workerFile('reader-worker'), store.paths.database, store.key);
  const secondCopy = openSecondCopy({
    store,
    workstation,
    clock,
    waived: policy.values.secondCopyWaived,
    snapshot: (file) => reader.run('snapshot', { file }),
    changed: () => announce({ topic: 'intake', ids: [] }),
    failed: (error) => log('second-copy-failed', errorFacts(error)),
    found: (event, facts) => log(event, facts),
  });

  const checks = createChecks({
    db,
    clock,
    jobs: {
      database: () => reader.run('quickCheck', null),
      journal: (from) => reader.run('verifyChain', from),
      documents: () => reader.run('scanDocuments', { folder: documentsFolder, now: clock() }),
    },
    suspicious: !store.asLeft,
    changed: () => announce({ topic: 'administration', ids: [] }),
    judged: (whole) => {
      if (whole) {
        intake.start();
        sweep();
      } else void intake.stop();
    },
    log,
  });

  const crypto = createCryptoPool(documentsFolder);
  const services = createServices({ db, crypto, version: options.version, clock });
  const outbox = createOutbox({ db, service: services.of, clock, log });
  const cases = createCases({ db, journal, clock });
  const intake = createIntake({
    db,
    journal,
    crypto,
    press,
    services,
    outbox,
    documentsFolder,
    workstation,
    newId,
    log,
    clock,
    announce,
    secondCopy,
    gates: [
      placeGate(place.isRefused),
      persistenceGate(persistence.isProved),
      recoveryGate(recoveryTested),
      soundGate(checks.isSound),
      secondCopyGate(secondCopy),
      anchorGate(db, store.anchor),
    ],
    intervalMinutes: policy.values.fetchIntervalMinutes,
  });
  const requests = createRequests({
    db,
    journal,
    documentsFolder,
    outbox,
    clock,
    system: systemActor(workstation),
  });
  const exporting = createExport({ db, journal, documentsFolder, clock });
  const statistics = createStatistics({ figures: (now) => reader.run('figures', { now }), clock });

  const health = createHealth({ place, persistence, checks, store });

  /** What works by itself must not end core: a damaged store is told by its checks, not by a crash. */
  const told = (event: string) => (error: unknown) => log(event, errorFacts(error));
  const copyWhatIsNew = async (): Promise<void> => {
    if (secondCopy.isBehind()) await secondCopy.ensureCopied();
  };

  let copying: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  const sweep = (): void => {
    sweeping ??= sweepOrphans(db, documentsFolder).then(
      (removed) => log('orphans-swept', { removed }),
      (error) => log('orphans-not-swept', errorFacts(error)),
    );
  };
  return {
    desk: { store, journal, secondCopy, health, verifyJournal: () => reader.run('verifyJournal', null) },
    handlers: {
      cases: cases.handlers,
      intake: intake.handlers,
      requests: requests.handlers,
      export: exporting.handlers,
      statistics: statistics.handlers,
    },
    previewBytes: requests.previewBytes,
    suspect: checks.suspect,
    mayWrite: checks.mayWrite,
    begin: () => {
      checks.begin();
      if (checks.isWhole()) intake.start();
      // A file that somebody touched is looked at first: rows it lost would make orphans of papers.
      if (store.asLeft && checks.isWhole()) sweep();
      copying ??= setInterval(
        () => void secondCopy.tend().catch(told('second-copy-failed')),
        COPY_INTERVAL_MILLISECONDS,
      );
    },
    close: async () => {
      clearInterval(copying);
      await intake.stop();
      await crypto.close();
      await sweeping;
      await copyWhatIsNew().catch(told('second-copy-failed'));
      // A check may take long on a large store; ending its thread ends it, and it is due again.
      const checked = checks.end();
      await reader.close();
      await checked;
      await store.anchor.advance([]).catch(told('anchor-not-set'));
      try {
        store.close();
        // A damaged store stays suspicious: it is looked at anew at the next start.
        if (checks.isSound()) await store.anchor.closed();
      } catch (error) {
        told('store-not-closed-well')(error);
      }
    },
  };
};
