/*
 * Rule: SECURITY G5 and H4. Data of strangers is parsed strictly and within limits; text is text; nothing is lost.
 * Threat: T3 and T9, an applicant, or who stands in for one, sends data made to break, exhaust or deceive.
 * Consequence: one application stops the intake of all, makes its own case unreadable, or looks like another person's.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IntakeTrouble } from '../../shared/domain/intake-troubles.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import { application, codeOf, openTroubleOffice, type TroubleOffice, value } from '../integration/trouble-office.ts';

let office: TroubleOffice;
let service: CentralService;
beforeAll(async () => {
  office = await openTroubleOffice();
  service = await startCentralService({ port: 0, state: office.place('service'), testKeys: true });
  await office.connect(service);
});
afterAll(async () => {
  await service?.close();
  await office?.close();
});

type Person = Record<string, unknown>;
const plain = JSON.parse(String(application().fachdaten)) as { personen: [Person] } & Record<string, unknown>;
const withPerson = (changes: Person, more: object = {}): string =>
  JSON.stringify({ ...plain, ...more, personen: [{ ...plain.personen[0], ...changes }] });
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Data that holds to the schema, and is kept, however it looks. */
const KEPT: readonly (readonly [what: string, fachdaten: string | Uint8Array])[] = [
  ['names that run backwards', withPerson({ familienname: '\u202eluaP\u202c', vornamen: 'Anna\u200b\u2066' })],
  ['names with control characters', withPerson({ familienname: 'Mül\u0000ler\u0007', vornamen: 'A\r\nBcc: x' })],
  ['half a surrogate', withPerson({ familienname: 'M\ud800ller' })],
  [
    'ten thousand marks',
    withPerson({ vornamen: `Z${'\u0300\u0301'.repeat(900)}` }, { bemerkungen: 'a\u0300'.repeat(9000) }),
  ],
  [
    'the longest of everything',
    withPerson({
      familienname: 'a'.repeat(2000),
      vornamen: 'b'.repeat(2000),
      geburtsort: 'c'.repeat(2000),
      email: 'd'.repeat(2000),
      telefon: '1'.repeat(2000),
      geburtsname: 'e'.repeat(2000),
      rechtsgrundlage: 'f'.repeat(2000),
    }),
  ],
  [
    'HTML, statements and formulas',
    withPerson({
      familienname: '<img src=x onerror=alert(1)>',
      vornamen: "'); DROP TABLE cases; --",
      geburtsort: '=HYPERLINK("http://a.example")',
    }),
  ],
  ['only blanks as a name', withPerson({ familienname: '   ', vornamen: '\u00a0' })],
  [
    'prototype keys',
    `${withPerson({}).slice(0, -1)},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
  ],
  ['one key twice', withPerson({}).replace('"familienname":', '"familienname":"Erst","familienname":')],
  ['numbers beyond all numbers', `${withPerson({}).slice(0, -1)},"zahl":1e400,"lang":${'9'.repeat(400)},"klein":-0.0}`],
  ['a byte order mark', `\ufeff${withPerson({})}`],
  ['thirty levels', `${withPerson({}).slice(0, -1)},"tief":${deep(30)}}`],
  [
    'days that do not exist',
    withPerson(
      {
        geburtsdatum: '1989-02-30',
        inDeutschlandSeit: '2015-13',
        auslandsaufenthalte: [{ von: '2020-02-30', bis: '2020-04-31', staat: '432' }],
      },
      { antragsdatum: '2026-02-31' },
    ),
  ],
  [
    'codes nobody knows',
    withPerson({
      staatsangehoerigkeiten: ['000', '999'],
      gruppen: ['G-NONE', '__proto__'],
      rechtsgrundlage: 'toString',
    }),
  ],
  [
    'ten thousand further fields',
    `${withPerson({}).slice(0, -1)},"mehr":${JSON.stringify(Array.from({ length: 10_000 }, (_, n) => n))}}`,
  ],
];

/** Data that does not, and waits at the service, named. */
const REFUSED: readonly (readonly [what: string, fachdaten: string | Uint8Array, code: IntakeTrouble])[] = [
  ['a hundred thousand levels', `${withPerson({}).slice(0, -1)},"tief":${deep(100_000)}}`, 'too-large'],
  ['half a million values', `${withPerson({}).slice(0, -1)},"mehr":[${'0,'.repeat(500_000)}0]}`, 'too-large'],
  ['no JSON', '{"personen":[', 'data-syntax'],
  ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), 'data-syntax'],
  ['nothing', new Uint8Array(), 'data-syntax'],
  ['a text beyond all texts', withPerson({ familienname: 'a'.repeat(100_000) }), 'schema-violation'],
  ['nobody', JSON.stringify({ ...plain, personen: [] }), 'schema-violation'],
  [
    'ten thousand persons',
    JSON.stringify({ ...plain, personen: Array.from({ length: 10_000 }, () => plain.personen[0]) }),
    'too-large',
  ],
  [
    'one person twice',
    JSON.stringify({ ...plain, personen: [plain.personen[0], plain.personen[0]] }),
    'schema-violation',
  ],
];

it('is kept where it holds to the schema, waits where it does not, and stops nobody else', async () => {
  const refused = new Map<string, string>();
  for (const [what, fachdaten] of REFUSED) {
    refused.set((await service.onlineService.sendApplication(application({ fachdaten }))).submissionId, what);
  }
  for (const [, fachdaten] of KEPT) await service.onlineService.sendApplication(application({ fachdaten }));
  const { troubles } = await office.fetch();
  expect(troubles.map(({ submissionId, code }) => [refused.get(submissionId ?? ''), code])).toEqual(
    REFUSED.map(([what, , code]) => [what, code]),
  );
  const rows = await office.rows();
  expect(rows).toHaveLength(KEPT.length);

  // Each of them can be worked on: every answer is checked against the contract on its way out.
  for (const { caseId, familyName, givenNames } of rows) {
    const answer = await office.core.call('cases', 'get', { caseId });
    expect(answer, familyName.slice(0, 40)).toMatchObject({ ok: true });
    expect(`${familyName}${givenNames}`).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    const timeline = await office.core.call('cases', 'timeline', { caseId, before: null, count: 50 });
    expect(timeline).toMatchObject({ ok: true });
    const { draft } = value(await office.core.call('requests', 'editor', { caseId }));
    const previewed = await office.core.call('requests', 'preview', { caseId, draft });
    expect(['ok', 'no-items'], familyName.slice(0, 40)).toContain(codeOf(previewed));
    expect(await office.core.call('export', 'check', { caseId })).toMatchObject({ ok: true });
  }
  expect(await office.core.call('statistics', 'figures', {})).toMatchObject({ ok: true });
  expect(value(await office.core.call('administration', 'verifyJournal', {}))).toMatchObject({
    chain: 'whole',
    projections: 'equal',
  });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
