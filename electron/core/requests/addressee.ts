import { ageOn } from '../../../shared/domain/dates.ts';
import { fullName } from '../../../shared/domain/names.ts';
import type { Declared } from '../cases/opening.ts';
import { shownLine } from '../cases/shown-line.ts';

/** Who gets the letter, the lines of the address field, and why (`representative`, `legal-representatives`, `person`). */
export type Addressee = {
  name: string;
  lines: string[];
  because: 'representative' | 'legal-representatives' | 'person';
};

/** Age from which a person acts alone (§ 34 S. 1 StAG). */
const CAPACITY_AGE = 16;

/** Tells whether a person is surely under 16 on a day, so that the legal representatives act. */
export const isUnderSixteen = (birthDate: string, on: string): boolean => ageOn(birthDate, on).atMost < CAPACITY_AGE;

/**
 * A representative comes first (§ 14 Abs. 3 VwVfG); for a child under 16 the letter goes to the legal
 * representatives, otherwise to the person.
 */
export const addresseeOf = ({ person, representative }: Declared, today: string): Addressee => {
  const name = shownLine(fullName(person.name));
  const { address } = person;
  const home = [
    [address.street, address.houseNumber].filter(Boolean).join(' '),
    address.addition ?? '',
    [address.postalCode, address.town].filter(Boolean).join(' '),
  ];
  const kept = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '').map(shownLine);
  if (representative !== null) {
    const at = representative.address;
    const lines =
      at === undefined
        ? home
        : [
            [at.street, at.houseNumber].filter(Boolean).join(' '),
            at.addition ?? '',
            [at.postalCode, at.town].filter(Boolean).join(' '),
          ];
    return {
      name: shownLine(representative.name),
      lines: kept([representative.name, ...lines]),
      because: 'representative',
    };
  }
  if (isUnderSixteen(person.birthDate, today)) {
    return {
      name,
      lines: kept(['An die gesetzlichen Vertreter von', name, ...home]),
      because: 'legal-representatives',
    };
  }
  return { name, lines: kept([name, ...home]), because: 'person' };
};
