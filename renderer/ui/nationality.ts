import list from '../../resources/codelists/staatsangehoerigkeit.json' with { type: 'json' };
import { nationalityLabel } from '../../shared/domain/nationality.ts';

/** German name of a state by its three-digit key; an unknown key stays visible. */
export const nationalityName = nationalityLabel;

/** All citizenship keys with their German names, in alphabetical order, for choosing. */
export const nationalities = (): ReadonlyArray<{ code: string; name: string }> =>
  Object.entries(list.names)
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'de'));
