import type { CallName, ModuleName, RequestOf, ResultOf } from '../../shared/contract/contract.ts';
import type { Announcement } from '../../shared/contract/events.ts';

/** What the double answers: any part of the contract; what is missing is refused as `unexpected`. */
export type Answers = {
  [M in ModuleName]?: {
    [N in CallName<M>]?: (request: RequestOf<M, N>) => ResultOf<M, N> | Promise<ResultOf<M, N>>;
  };
};

export type Announce = (announcement: Announcement) => void;

/** A situation to look at or test, chosen in the page's address (`?scene=first-day&theme=dark`). */
export const SCENES = [
  'work',
  'many',
  'first-start',
  'first-day',
  'not-connected',
  'locked',
  'recovery-untested',
  'store-trouble',
  'intake-trouble',
  'fetching',
  'read-only',
] as const;
export type Scene = (typeof SCENES)[number];

export type Choice = { scene: Scene; theme: 'light' | 'dark'; language: 'de' | 'en' };

/** Reads the choice from the page's query part; the working day in light German when nothing is said. */
export const readChoice = (query: string): Choice => {
  const said = new URLSearchParams(query);
  return {
    scene: SCENES.find((scene) => scene === said.get('scene')) ?? 'work',
    theme: said.get('theme') === 'dark' ? 'dark' : 'light',
    language: said.get('language') === 'en' ? 'en' : 'de',
  };
};
