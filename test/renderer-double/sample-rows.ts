import type { CaseRow } from '../../shared/contract/cases.ts';
import { CASE_STATUSES } from '../../shared/domain/case-status.ts';

/** Ids of the double are readable: kind, then number. */
export const sampleId = (kind: number, number: number): string =>
  `00000000-000${kind}-7000-8000-${String(number).padStart(12, '0')}`;

const DAY = 86_400_000;
const isoDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);

type Person = Pick<CaseRow, 'familyName' | 'givenNames' | 'birthDate' | 'nationalities' | 'familySize' | 'status'> &
  Partial<CaseRow>;

/** Hand-made persons: a family of four, single names, several nationalities, long and combined letters, partial dates. */
const PERSONS: readonly Person[] = [
  {
    familyName: 'Şahin',
    givenNames: 'Elif',
    birthDate: '1989-04-03',
    nationalities: ['163'],
    familySize: 4,
    status: 'NEU',
    unplaced: 2,
  },
  {
    familyName: 'Şahin',
    givenNames: 'Mehmet',
    birthDate: '1986-11-21',
    nationalities: ['163'],
    familySize: 4,
    status: 'NEU',
  },
  {
    familyName: 'Şahin',
    givenNames: 'Deniz',
    birthDate: '2011-06-30',
    nationalities: ['163'],
    familySize: 4,
    status: 'NEU',
  },
  {
    familyName: 'Şahin',
    givenNames: 'Ada',
    birthDate: '2016-02-29',
    nationalities: ['163'],
    familySize: 4,
    status: 'NEU',
  },
  {
    familyName: 'Nguyễn',
    givenNames: 'Thị Hoa',
    birthDate: '1976',
    nationalities: ['432'],
    familySize: 1,
    status: 'NACHFORDERUNG',
    round: 2,
  },
  {
    familyName: '',
    givenNames: 'Suharto',
    birthDate: '1994-08-17',
    nationalities: ['437'],
    familySize: 1,
    status: 'VORPRUEFUNG',
    unplaced: 1,
  },
  {
    familyName: 'Wołoszczak-Hölderlin-Przybyszewska',
    givenNames: 'Małgorzata Katarzyna Wiesława',
    birthDate: '1981-12-24',
    nationalities: ['152', '166', '160'],
    familySize: 1,
    status: 'NACHREICHUNG',
  },
  {
    familyName: 'K̂anan',
    givenNames: 'Ç̆elik D̦ora',
    birthDate: '1990-05',
    nationalities: ['997'],
    familySize: 1,
    status: 'AUSGESETZT',
  },
  {
    familyName: 'Al-Khatib',
    givenNames: 'Rana',
    birthDate: '1998-01-15',
    nationalities: ['475'],
    familySize: 2,
    status: 'VOLLSTAENDIG',
  },
  {
    familyName: 'Okonkwo',
    givenNames: 'Chidi',
    birthDate: '1987-09-09',
    nationalities: ['232'],
    familySize: 1,
    status: 'SACHPRUEFUNG',
  },
];

const FAMILY_NAMES = [
  'Petrović',
  'Ivanova',
  'Haddad',
  'Yılmaz',
  'Kowalska',
  'Nowak',
  'Tran',
  'Mensah',
  'Rossi',
  'Öztürk',
];
const GIVEN_NAMES = ['Ana', 'Bogdan', 'Carla', 'Dilan', 'Emre', 'Fatima', 'Goran', 'Hana', 'Ilir', 'Jana', 'Kwame'];
const STATES = ['163', '475', '152', '154', '133', '160', '166', '423', '432', '251'];

const complete = (person: Person, index: number, now: number): CaseRow => ({
  caseId: sampleId(1, index + 1),
  progress: { settled: (index * 5) % 12, total: 11 + (index % 3) },
  round: person.status === 'NACHFORDERUNG' ? 1 : 0,
  deadlineOn: person.status === 'NACHFORDERUNG' ? isoDay(now + ((index % 30) - 3) * DAY) : null,
  filingDate: isoDay(now - (index + 2) * 3 * DAY),
  lastActivityAt: now - index * 5_400_000,
  assignee: person.status === 'NEU' ? null : 'Aylin Yıldız',
  reference: `33-20/2026/${412 + index}`,
  channel: 'fit-connect',
  handover: 'OFFEN',
  unplaced: 0,
  ...person,
});

/** Rows for the list: the hand-made persons first, then generated ones up to `count`. `now` in milliseconds. */
export const sampleRows = (count: number, now: number): CaseRow[] =>
  Array.from({ length: count }, (_, index) => {
    const made = PERSONS[index];
    if (made) return complete(made, index, now);
    const pick = <Item>(list: readonly Item[], factor: number): Item => list[(index * factor) % list.length]!;
    return complete(
      {
        familyName: pick(FAMILY_NAMES, 7),
        givenNames: pick(GIVEN_NAMES, 3),
        birthDate: `${1950 + ((index * 13) % 55)}-0${1 + (index % 9)}-1${index % 9}`,
        nationalities: [pick(STATES, 3)],
        familySize: index % 9 === 0 ? 3 : 1,
        status: pick(CASE_STATUSES, 5),
      },
      index,
      now,
    );
  });
