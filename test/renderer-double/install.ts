import { refuse } from '../../shared/contract/call.ts';
import type { Announcement } from '../../shared/contract/events.ts';
import { callNames } from '../../shared/contract/names.ts';
import { type Answers, readChoice } from './answers.ts';
import { listAnswers } from './list-answers.ts';
import { sampleRows } from './sample-rows.ts';
import { shellAnswers } from './shell-answers.ts';

/** Stands in for the preload: `window.desk` with the contract's names, answered from sample data in memory. */
const choice = readChoice(window.location.search);
const listeners = new Set<(announcement: Announcement) => void>();
const announce = (announcement: Announcement) => {
  for (const listener of listeners) listener(announcement);
};

const sizes = { many: 10_000, 'first-day': 0, 'not-connected': 0 } as const;
const size = choice.scene in sizes ? sizes[choice.scene as keyof typeof sizes] : 40;
const rows = sampleRows(size, Date.now());

/** Further sample answers by files named `case-*.ts`, each exporting `answers`. */
const more = Object.values(import.meta.glob('./case-*.ts', { eager: true })) as ReadonlyArray<{ answers?: Answers }>;
const sets: readonly Answers[] = [
  shellAnswers(choice, announce, size),
  { cases: listAnswers(() => rows) },
  ...more.flatMap(({ answers }) => answers ?? []),
];

type AnyAnswer = (request: unknown) => unknown;
const find = (module: string, name: string): AnyAnswer | undefined => {
  for (const set of sets.toReversed()) {
    const calls = (set as Record<string, Record<string, AnyAnswer> | undefined>)[module];
    if (calls?.[name]) return calls[name];
  }
  return undefined;
};

const desk: Record<string, unknown> = {
  onAnnouncement: (listener: (announcement: Announcement) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
for (const [module, calls] of Object.entries(callNames)) {
  desk[module] = Object.fromEntries(
    Object.keys(calls).map((name) => [
      name,
      async (request: unknown) =>
        (await find(module, name)?.(request)) ?? refuse('unexpected', { call: `${module}.${name}` }),
    ]),
  );
}
Object.assign(window, { desk, announce });
