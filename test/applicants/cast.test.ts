import { describe, expect, it } from 'vitest';
import { applicationFromFachdaten } from '../../electron/core/intake/application-from-fachdaten-1-0.ts';
import { fachdatenSchema } from '../../electron/core/intake/fachdaten-1.0.ts';
import { APPLICANT_GROUPS } from '../../shared/domain/application.ts';
import { conformsToDin } from '../../shared/domain/din91379.ts';
import { character, characters } from './cast.ts';
import { localDayOf } from './define-character.ts';
import { EDGE_CASES } from './edge-cases.ts';
import { fachdatenOf } from './fachdaten-of.ts';
import { newerSchemaSubmission } from './newer-schema.ts';

const graphemes = (text: string) => [...new Intl.Segmenter('de').segment(text)].length;

describe('the cast', () => {
  it('has at least 14 characters with ids of their own', () => {
    expect(characters.length).toBeGreaterThanOrEqual(14);
    expect(new Set(characters.map((one) => one.id)).size).toBe(characters.length);
  });

  it.each(characters.map((one) => [one.id, one] as const))('%s sends Fachdaten that follow the schema', (_, one) => {
    const parsed = fachdatenSchema.parse(one.fachdaten);
    expect(parsed.personen.map((person) => person.id)).toEqual(
      one.application.persons.map((person) => person.personRef),
    );
    expect(parsed.nachweise.map((proof) => proof.anlageId)).toEqual(
      one.application.uploads.map((upload) => upload.attachmentId),
    );
  });

  it.each(characters.map((one) => [one.id, one] as const))('%s is understood by the adapter as intended', (_, one) => {
    const received: unknown = JSON.parse(JSON.stringify(one.fachdaten));
    expect(applicationFromFachdaten(received)).toEqual(one.application);
  });

  it('covers every applicant group', () => {
    const seen = new Set(characters.flatMap((one) => one.application.persons.flatMap((person) => person.groups)));
    expect([...APPLICANT_GROUPS].filter((group) => !seen.has(group))).toEqual([]);
  });

  it('maps each of the 24 edge cases to characters that exist', () => {
    expect(Object.keys(EDGE_CASES).map(Number)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    for (const { characters: ids } of Object.values(EDGE_CASES)) {
      expect(ids.length).toBeGreaterThan(0);
      for (const id of ids) expect(character(id).id).toBe(id);
    }
  });

  it('writes all names in NFC and in the letters of DIN 91379', () => {
    for (const one of characters) {
      for (const { name, birthPlace } of one.application.persons) {
        const names = [name.familyName, name.givenNames, name.birthName ?? '', ...(name.formerNames ?? [])];
        for (const text of names) {
          expect(text.normalize('NFC')).toBe(text);
          expect(conformsToDin(text, 'A'), text).toBe(true);
        }
        expect(conformsToDin(birthPlace, 'B'), birthPlace).toBe(true);
      }
    }
  });

  it('never puts a date or a reference to the machine clock into the data', () => {
    for (const one of characters) expect(one.submittedAt < '2026-11-20').toBe(true);
  });
});

describe('edge cases carried by the data', () => {
  const first = (id: string) => character(id).application.persons[0]!;

  it('gives a single name, sequences of several code points and 60 graphemes', () => {
    expect(first('wulandari').name).toEqual({ familyName: '', givenNames: 'Wulandari' });
    const { familyName, givenNames } = first('din-sequences').name;
    for (const sequence of ['C̨̆', 'K̂', 'D̂', 'ç̆']) {
      expect(`${familyName} ${givenNames}`).toContain(sequence.normalize('NFC'));
      expect([...sequence.normalize('NFC')].length).toBeGreaterThan(1);
    }
    expect(graphemes(first('long-name').name.familyName)).toBeGreaterThanOrEqual(60);
  });

  it('keeps the precision of unknown birth dates', () => {
    expect(first('nguyen-thi-hoa').birthDate).toBe('1976');
    expect(first('hamid-unclarified').birthDate).toBe('1988-03');
  });

  it('knows stateless, unclarified and three nationalities and a former state', () => {
    expect(first('samir-stateless').nationalities).toEqual(['997']);
    expect(first('hamid-unclarified').nationalities).toEqual(['998']);
    expect(first('livia-three-nationalities').nationalities).toHaveLength(3);
    expect(first('zorica-former-state').birthCountry).toBe('120');
  });

  it('files on both sides of 23.08.2023 by Berlin time although UTC says the 23rd for both', () => {
    const eve = character('eve-of-cutoff');
    const after = character('day-after-cutoff');
    expect([eve, after].map((one) => localDayOf(one.submittedAt))).toEqual(['2023-08-23', '2023-08-24']);
    expect(after.submittedAt.slice(0, 10)).toBe('2023-08-23');
    expect(localDayOf(eve.collectedAt!)).toBe('2023-08-26');
  });

  it('has a daughter who turns 16 within two months and twins with one birth date', () => {
    const [mother, son, daughter] = character('kovalenko-turning-16').application.persons;
    expect(mother?.groups).toEqual(['G-ALG1']);
    expect(son?.groups).toEqual(['G-M16']);
    expect(daughter?.birthDate).toBe('2010-12-19');
    const [, one, other] = character('mensah-twins').application.persons;
    expect(one?.birthDate).toBe(other?.birthDate);
    expect(one?.name.familyName).toBe(other?.name.familyName);
  });

  it('is abroad just over half of five years without a stay of six months', () => {
    const stays = first('alexej-stack').absences.map(
      ({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000,
    );
    expect(Math.max(...stays)).toBeLessThan(182);
    const days = stays.reduce((sum, stay) => sum + stay, 0);
    expect(days).toBeGreaterThan(1826 / 2);
    expect(days).toBeLessThan(1826 / 2 + 14);
  });

  it('applies twice with the same birth date and another spelling', () => {
    expect(first('twice-first').birthDate).toBe(first('twice-second').birthDate);
    expect(first('twice-first').name.familyName).not.toBe(first('twice-second').name.familyName);
  });

  it('sends unknown members that the internal model lists as further fields', () => {
    const { fachdaten, application } = character('marek-further-fields');
    expect(application.further.map((field) => field.label)).toEqual(['stockwerk', 'ausweisnummer', 'serviceversion']);
    expect(JSON.stringify(fachdaten)).toContain('3. OG rechts');
    expect(JSON.stringify(fachdatenOf(application))).not.toContain('3. OG rechts');
  });

  it('sends a schema from the future that today cannot parse', () => {
    expect(fachdatenSchema.safeParse(newerSchemaSubmission().data).success).toBe(false);
  });

  it('leaves Elif with gaps that no upload of hers fills', () => {
    const { application, gaps } = character('elif-sahin');
    const claimed = application.uploads
      .filter((upload) => upload.personRefs.includes('p1'))
      .map((upload) => upload.claimedEvidence);
    expect(gaps).toHaveLength(4);
    expect(claimed).not.toContain('EV-EMPC');
    expect(claimed).not.toContain('EV-EMPB');
    expect(claimed.filter((evidence) => evidence === 'EV-PAY')).toHaveLength(2);
  });
});
