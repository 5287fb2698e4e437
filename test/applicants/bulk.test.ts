import { describe, expect, it } from 'vitest';
import { fachdatenSchema } from '../../electron/core/intake/fachdaten-1.0.ts';
import { conformsToDin } from '../../shared/domain/din91379.ts';
import { bulkApplications } from './bulk.ts';

describe('bulkApplications', () => {
  const some = Array.from(bulkApplications(2000, 'test'));
  const persons = some.flatMap((one) => one.application.persons);

  it('follows the schema', () => {
    for (const one of some.slice(0, 200)) expect(() => fachdatenSchema.parse(one.fachdaten)).not.toThrow();
  });

  it('is the same for the same seed, whatever the count, and another for another seed', () => {
    expect(Array.from(bulkApplications(50, 'test'))).toEqual(some.slice(0, 50));
    expect(Array.from(bulkApplications(50, 'other'))).not.toEqual(some.slice(0, 50));
  });

  it('spreads over nationalities, family sizes, single names and unknown birthdays', () => {
    expect(new Set(persons.map((person) => person.nationalities[0])).size).toBeGreaterThan(12);
    expect(persons.length).toBeGreaterThan(some.length * 1.2);
    expect(persons.filter((person) => person.name.familyName === '').length).toBeGreaterThan(10);
    expect(persons.filter((person) => person.birthDate.length === 4).length).toBeGreaterThan(5);
    expect(
      new Set(persons.map((person) => `${person.name.familyName} ${person.name.givenNames}`)).size,
    ).toBeGreaterThan(300);
  });

  it('writes names in NFC and in the letters of DIN 91379', () => {
    for (const { name } of persons) {
      expect(name.familyName.normalize('NFC')).toBe(name.familyName);
      expect(conformsToDin(`${name.familyName} ${name.givenNames}`, 'A'), name.familyName + name.givenNames).toBe(true);
    }
  });
});
