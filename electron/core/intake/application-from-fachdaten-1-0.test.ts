import { describe, expect, it } from 'vitest';
import { applicationFromFachdaten } from './application-from-fachdaten-1-0.ts';
import { leavesOf, parseFachdaten } from './declared-fields.ts';
import { FACHDATEN_1_0, type Fachdaten, NACHREICHUNG_1_0 } from './fachdaten-1.0.ts';
import { followUpFromNachreichung } from './follow-up-from-nachreichung-1-0.ts';

const person: Fachdaten['personen'][number] = {
  id: 'p1',
  rolle: 'antragsteller',
  familienname: 'Yılmaz',
  vornamen: 'Elif Nur',
  geburtsname: 'Demir',
  fruehereNamen: ['Aksoy', 'Kaya'],
  doktorgrad: 'Dr.',
  geburtsdatum: '1989-04-03',
  geburtsort: 'İzmir',
  geburtsstaat: '163',
  geschlecht: 'w',
  familienstand: 'VH',
  staatsangehoerigkeiten: ['163', '125'],
  anschrift: {
    strasse: 'Lindenweg',
    hausnummer: '4b',
    postleitzahl: '12345',
    ort: 'Musterstadt',
    zusatz: 'bei Kaya',
    ags: '05111000',
    etage: '3. OG',
  },
  email: 'elif@example.org',
  telefon: '0211 123',
  rechtsgrundlage: 'LB-10-1',
  gruppen: ['G-EMP', 'G-UNHEARD-OF'],
  aufenthaltstitel: {
    art: 'Niederlassungserlaubnis',
    paragraph: '§ 9 AufenthG',
    gueltigBis: '2030-01-31',
    unbefristet: true,
  },
  inDeutschlandSeit: '2012-09',
  aufenthaltszeiten: [{ von: '2012-09', bis: '2015', staat: '000', ort: 'Bonn', miete: 430.5 }],
  auslandsaufenthalte: [{ von: '2019-01-01', bis: '2019-02-30', staat: '163', grund: 'Pflege' }],
  straftatenAngegeben: true,
  straftaten: [{ gericht: 'AG Musterstadt', datum: '2016', staat: '000', strafe: '20 Tagessätze' }],
  lebensunterhalt: 'Gehalt',
  sprachnachweis: 'B1',
  einbuergerungstest: 'bestanden',
  haustiere: [],
  hobby: { name: 'Schach', verein: null, 'mit Punkt.im Namen': true },
};

const whole: Fachdaten = {
  $schema: FACHDATEN_1_0,
  antragsdatum: '2026-02-01',
  personen: [person, { ...person, id: 'p2', rolle: 'kind', geburtsdatum: '2011-02-30', rechtsgrundlage: '§ 99 XYZ' }],
  vertreter: {
    art: 'rechtsanwalt',
    name: 'RA Muster',
    anschrift: person.anschrift,
    email: 'ra@example.org',
    kammer: 'Köln',
  },
  nachweise: [
    { anlageId: '2046F9F1-dc89-4440-9c24-c76a8f40d668', art: 'EV-PASS', personen: ['p1', 'p2'], bezeichnung: 'Pässe' },
    { anlageId: '3046f9f1-dc89-4440-9c24-c76a8f40d668', art: 'Reisepass', personen: [], seiten: 3 },
  ],
  bemerkungen: 'Erste Zeile\nzweite Zeile',
  zusatz: [{ tief: [[1, 2]] }],
};

/** Values of the input that a model keeps in another form. */
const TRANSLATED = new Set(['antragsteller', 'kind', 'rechtsanwalt', FACHDATEN_1_0]);

describe('mapping Fachdaten 1.0', () => {
  it('loses no value: each stands in the model or, by its path, under "weitere Angaben"', () => {
    const application = applicationFromFachdaten(whole);
    expect(application).toBeDefined();
    const { further, ...model } = application!;
    const kept = new Set(leavesOf(model).map(({ value }) => value.toLowerCase()));
    const furtherPaths = new Map(further.map(({ path, value }) => [path, value]));
    for (const leaf of leavesOf(whole)) {
      const inModel = kept.has(leaf.value.toLowerCase()) || TRANSLATED.has(leaf.value);
      const inFurther = furtherPaths.get(leaf.path) === leaf.value;
      expect(inModel || inFurther, leaf.path).toBe(true);
    }
  });

  it('names what it could not map, in reading order', () => {
    const paths = applicationFromFachdaten(whole)!.further.map(({ path }) => path);
    expect(paths).toEqual([
      'personen[0].anschrift.etage',
      'personen[0].gruppen[1]',
      'personen[0].aufenthaltszeiten[0].miete',
      'personen[0].auslandsaufenthalte[0].von',
      'personen[0].auslandsaufenthalte[0].bis',
      'personen[0].auslandsaufenthalte[0].staat',
      'personen[0].auslandsaufenthalte[0].grund',
      'personen[0].haustiere',
      'personen[0].hobby.name',
      'personen[0].hobby.verein',
      'personen[0].hobby.mit Punkt\\.im Namen',
      'personen[1].geburtsdatum',
      'personen[1].anschrift.etage',
      'personen[1].rechtsgrundlage',
      'personen[1].gruppen[1]',
      'personen[1].aufenthaltszeiten[0].miete',
      'personen[1].auslandsaufenthalte[0].von',
      'personen[1].auslandsaufenthalte[0].bis',
      'personen[1].auslandsaufenthalte[0].staat',
      'personen[1].auslandsaufenthalte[0].grund',
      'personen[1].haustiere',
      'personen[1].hobby.name',
      'personen[1].hobby.verein',
      'personen[1].hobby.mit Punkt\\.im Namen',
      'vertreter.anschrift.etage',
      'vertreter.kammer',
      'nachweise[1].art',
      'nachweise[1].seiten',
      'zusatz[0].tief[0][0]',
      'zusatz[0].tief[0][1]',
    ]);
  });

  it('is not deceived by a member whose name looks like a path', () => {
    const { further } = applicationFromFachdaten({
      ...whole,
      personen: [{ ...person, 'anschrift.strasse': 'Nebenwohnung 1' }],
    })!;
    expect(further.find(({ value }) => value === 'Nebenwohnung 1')?.path).toBe('personen[0].anschrift\\.strasse');
  });

  it('keeps only the part of a birth date that exists', () => {
    expect(applicationFromFachdaten(whole)!.persons[1]!.birthDate).toBe('2011-02');
    expect(applicationFromFachdaten({ ...whole, personen: [{ ...person, geburtsdatum: '0000' }] })).toBeUndefined();
  });

  it('brings text to NFC and mends lone surrogates, nothing else', () => {
    const application = applicationFromFachdaten({
      ...whole,
      personen: [{ ...person, familienname: 'Mu\u0308ller \ud800', vornamen: ' McDONALD ' }],
    });
    expect(application!.persons[0]!.name).toMatchObject({ familyName: 'Müller \ufffd', givenNames: ' McDONALD ' });
  });

  it('refuses what violates the schema and two persons with one id', () => {
    expect(applicationFromFachdaten({ ...whole, personen: [] })).toBeUndefined();
    expect(applicationFromFachdaten({ ...whole, personen: [person, person] })).toBeUndefined();
  });
});

describe('mapping a Nachreichung', () => {
  it('keeps what is answered, the message and everything else', () => {
    const followUp = followUpFromNachreichung({
      $schema: NACHREICHUNG_1_0,
      nachforderungId: '3046f9f1-dc89-4440-9c24-c76a8f40d661',
      nachweise: [
        {
          anlageId: '2046f9f1-dc89-4440-9c24-c76a8f40d668',
          positionId: '5046f9f1-dc89-4440-9c24-c76a8f40d661',
          art: 'EV-INC',
          laune: 'gut',
        },
      ],
      mitteilung: 'Anbei.',
    });
    expect(followUp).toEqual({
      requestId: '3046f9f1-dc89-4440-9c24-c76a8f40d661',
      uploads: [
        {
          attachmentId: '2046f9f1-dc89-4440-9c24-c76a8f40d668',
          claimedEvidence: 'EV-INC',
          personRefs: [],
          answersItem: '5046f9f1-dc89-4440-9c24-c76a8f40d661',
        },
      ],
      message: 'Anbei.',
      further: [{ path: 'nachweise[0].laune', label: 'laune', value: 'gut' }],
    });
  });
});

describe('parsing Fachdaten', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it('skips a byte order mark', () => {
    expect(parseFachdaten(bytes('\ufeff{"a":1}'))).toEqual({ ok: true, content: { a: 1 } });
  });
  it.each([
    ['text that is no JSON', '{"a":', 'data-syntax'],
    ['a document nested too deeply', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'too-large'],
  ])('refuses %s', (_name, text, fault) => {
    expect(parseFachdaten(bytes(text))).toEqual({ ok: false, fault });
  });
  it('refuses bytes that are no UTF-8', () => {
    expect(parseFachdaten(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ ok: false, fault: 'data-syntax' });
  });
  it('takes a member called __proto__ as data', () => {
    const parsed = parseFachdaten(bytes('{"__proto__":{"admin":true}}'));
    const content = parsed.ok ? parsed.content : undefined;
    expect(leavesOf(content)).toEqual([{ path: '__proto__.admin', label: 'admin', value: 'true' }]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});
