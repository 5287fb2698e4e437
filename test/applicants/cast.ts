import { nameCharacters } from './cast/names.ts';
import { originCharacters } from './cast/origins.ts';
import { sahinFamily } from './cast/sahin-family.ts';
import { situationCharacters } from './cast/situations.ts';
import type { Character } from './character.ts';

/** All hand-made synthetic applicants; the first is the main character of tour and end-to-end tests. */
export const characters: readonly Character[] = [
  sahinFamily,
  ...nameCharacters,
  ...originCharacters,
  ...situationCharacters,
];

/** One character by id; throws for an unknown id. */
export function character(id: string): Character {
  const found = characters.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No character "${id}"`);
  return found;
}
