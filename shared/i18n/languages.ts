import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** German is the source; every other language has the same keys ({@link Translation}). */
export const LANGUAGES = { de, en } as const;
export type Language = keyof typeof LANGUAGES;
export type Texts = typeof de;
