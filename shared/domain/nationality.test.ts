import { describe, expect, it } from 'vitest';
import {
  hasFreeMovement,
  NATIONALITY_LIST,
  nationalityLabel,
  nationalityName,
  STATELESS,
  UNCLARIFIED,
} from './nationality.ts';

describe('nationalities', () => {
  it.each([
    ['163', 'Türkei'],
    ['120', 'Jugoslawien'],
    ['000', 'Deutschland'],
    [STATELESS, 'staatenlos'],
    [UNCLARIFIED, 'ungeklärt'],
  ])('with key %s are called %s', (code, name) => {
    expect(nationalityLabel(code)).toBe(name);
  });
  it('without an entry stay visible by their key', () => {
    expect(nationalityName('777')).toBeUndefined();
    expect(nationalityLabel('777')).toBe('777 (unbekannt)');
  });
  it('name the list and version they come from', () => {
    expect(NATIONALITY_LIST.urn).toContain('staatsangehoerigkeit_2021-02-19');
  });
  it('with free movement are the 26 other EU states, the three EEA states and Switzerland', () => {
    const free = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0')).filter(hasFreeMovement);
    expect(free).toHaveLength(30);
    expect(free.map(nationalityLabel).sort((a, b) => a.localeCompare(b, 'de'))).toEqual([
      'Belgien',
      'Bulgarien',
      'Dänemark',
      'Estland',
      'Finnland',
      'Frankreich',
      'Griechenland',
      'Irland',
      'Island',
      'Italien',
      'Kroatien',
      'Lettland',
      'Liechtenstein',
      'Litauen',
      'Luxemburg',
      'Malta',
      'Niederlande',
      'Norwegen',
      'Österreich',
      'Polen',
      'Portugal',
      'Rumänien',
      'Schweden',
      'Schweiz',
      'Slowakei',
      'Slowenien',
      'Spanien',
      'Tschechien',
      'Ungarn',
      'Zypern',
    ]);
  });
});
