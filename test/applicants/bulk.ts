import type { Fachdaten } from '../../electron/core/intake/fachdaten-1.0.ts';
import {
  APPLICATION_MODEL_VERSION,
  type ApplicantGroup,
  type ApplicantPerson,
  type Application,
} from '../../shared/domain/application.ts';
import { home, SETTLED, someone } from './cast/persons.ts';
import { fachdatenOf } from './fachdaten-of.ts';
import { type Prng, prng } from './prng.ts';

export type BulkApplication = {
  /** Running number from 0, stable for a seed whatever the count. */
  index: number;
  submittedAt: string;
  fachdaten: Fachdaten;
  application: Application;
};

type Origin = {
  state: string;
  /** Share among applicants, in rough proportion to the naturalisations of 2024 (DOMAIN §19). */
  weight: number;
  family: readonly string[];
  given: readonly [women: readonly string[], men: readonly string[]];
  places: readonly string[];
};

const ORIGINS: readonly Origin[] = [
  {
    state: '475',
    weight: 30,
    family: ['Al-Ahmad', 'Darwish', 'Haddad', 'Khalil', 'Al-Masri', 'Sabbagh', 'Najjar', 'Hamoud'],
    given: [
      ['Rima', 'Lina', 'Hala', 'Noor', 'Samar'],
      ['Omar', 'Khaled', 'Bassel', 'Anas', 'Majd'],
    ],
    places: ['Aleppo', 'Damaskus', 'Homs', 'Hama'],
  },
  {
    state: '163',
    weight: 12,
    family: ['Yılmaz', 'Şahin', 'Çelik', 'Öztürk', 'Aydın', 'Kılıç', 'Doğan', 'Güneş'],
    given: [
      ['Ayşe', 'Zeynep', 'Elif', 'Gülşen', 'Özlem'],
      ['Mehmet', 'Çağlar', 'Emre', 'İsmail', 'Uğur'],
    ],
    places: ['Mardin', 'İzmir', 'Şanlıurfa', 'Eskişehir'],
  },
  {
    state: '438',
    weight: 9,
    family: ['Al-Dulaimi', 'Hussein', 'Jabbar', 'Salman', 'Al-Tai'],
    given: [
      ['Zahra', 'Shahad', 'Nadia'],
      ['Haidar', 'Mustafa', 'Raad'],
    ],
    places: ['Bagdad', 'Mossul', 'Basra'],
  },
  {
    state: '160',
    weight: 8,
    family: ['Smirnov', 'Kuznecov', 'Ščerbakov', 'Lebedev', 'Žukov'],
    given: [
      ['Anastasija', 'Olʹga', 'Ksenija'],
      ['Aleksej', 'Dmitrij', 'Evgenij'],
    ],
    places: ['Omsk', 'Jekaterinburg', 'Kazanʹ'],
  },
  {
    state: '423',
    weight: 8,
    family: ['Noori', 'Ahmadzai', 'Rahimi', 'Haidari', ''],
    given: [
      ['Fatima', 'Zarghuna', 'Maryam'],
      ['Hamid', 'Najib', 'Zabiullah'],
    ],
    places: ['Herat', 'Kabul', 'Masar-e Scharif'],
  },
  {
    state: '439',
    weight: 5,
    family: ['Rahimi', 'Mohammadi', 'Tehrani', 'Karimi'],
    given: [
      ['Shirin', 'Parisa', 'Nasrin'],
      ['Dariush', 'Behrouz', 'Kian'],
    ],
    places: ['Isfahan', 'Teheran', 'Schiras'],
  },
  {
    state: '154',
    weight: 5,
    family: ['Popescu', 'Ţurcanu', 'Bălan', 'Ştefănescu', 'K̦umitraç̆'],
    given: [
      ['Ioana', 'Mădălina', 'Crina'],
      ['Ştefan', 'Răzvan', 'Andrei'],
    ],
    places: ['Iaşi', 'Timişoara', 'Cluj'],
  },
  {
    state: '152',
    weight: 4,
    family: ['Kowalczyk', 'Wiśniewska', 'Źrebiec', 'Łukasik'],
    given: [
      ['Małgorzata', 'Agnieszka', 'Zofia'],
      ['Łukasz', 'Michał', 'Bożydar'],
    ],
    places: ['Łódź', 'Gdańsk', 'Rzeszów'],
  },
  {
    state: '166',
    weight: 4,
    family: ['Kovalenko', 'Ševčenko', 'Bondarčuk', 'Tkačuk'],
    given: [
      ['Oksana', 'Sofija', 'Darija'],
      ['Taras', 'Bohdan', 'Danylo'],
    ],
    places: ['Poltava', 'Odesa', 'Lʹviv'],
  },
  {
    state: '432',
    weight: 4,
    family: ['Nguyễn', 'Trần', 'Phạm', 'Đặng', 'Vũ'],
    given: [
      ['Thị Hoa', 'Thị Bích Ngọc', 'Thu Hằng'],
      ['Văn Đức', 'Quốc Huy', 'Minh Tuấn'],
    ],
    places: ['Hải Phòng', 'Đà Nẵng', 'Huế'],
  },
  {
    state: '170',
    weight: 3,
    family: ['Marković', 'Đorđević', 'Živković'],
    given: [
      ['Jelena', 'Zorica'],
      ['Miloš', 'Đorđe'],
    ],
    places: ['Užice', 'Niš'],
  },
  {
    state: '238',
    weight: 2,
    family: ['Mensah', 'Osei', 'Boateng'],
    given: [
      ['Ama', 'Akosua'],
      ['Kofi', 'Kwame'],
    ],
    places: ['Kumasi', 'Accra'],
  },
  {
    state: '431',
    weight: 2,
    family: ['Wickramasinghe Mudiyanselage', 'Jayawardhana', 'Perera'],
    given: [
      ['Dilini', 'Sanduni'],
      ['Nuwan Tharanga', 'Chamara'],
    ],
    places: ['Kandy', 'Galle'],
  },
  {
    state: '437',
    weight: 1,
    family: ['', 'Siregar'],
    given: [
      ['Wulandari', 'Dewi'],
      ['Suryanto', 'Budi'],
    ],
    places: ['Yogyakarta', 'Medan'],
  },
  {
    state: '997',
    weight: 1,
    family: ['Al-Khatib', 'Ibrahim', 'K̂aradaǧ'],
    given: [
      ['Amal', 'Rana'],
      ['Samir', 'Ziad'],
    ],
    places: ['Lindenrath', 'Beirut'],
  },
];
const DRAWN: readonly Origin[] = ORIGINS.flatMap((origin) => Array.from({ length: origin.weight }, () => origin));
const ADULT_GROUPS: readonly ApplicantGroup[] = [
  'G-EMP',
  'G-EMP',
  'G-EMP',
  'G-EMP',
  'G-EMP',
  'G-SELF',
  'G-APPR',
  'G-STUD',
  'G-PENS',
  'G-ALG1',
  'G-BENE',
  'G-NOINC',
  'G-PARENT',
  'G-REF',
];
const STREETS = [
  'Lindenallee',
  'Bahnhofstraße',
  'Am Wasserturm',
  'Goethestraße',
  'Mühlenweg',
  'Zechenstraße',
  'Große Gasse',
  'Südring',
] as const;
const FIRST_DAY = Date.UTC(2024, 0, 2, 6);
const MINUTES = 1_500_000;

/**
 * Yields `count` applications without files, for benches: plausible spread of nationalities, groups and family sizes, a
 * few single names, unknown birthdays and DIN 91379 sequences. Lazy; same seed, same applications; the first n of a longer
 * run are those of a shorter one.
 */
export function* bulkApplications(count: number, seed: string): Generator<BulkApplication> {
  for (let index = 0; index < count; index += 1) {
    const chance = prng(`${seed}/${index}`);
    const persons = family(chance);
    const application: Application = {
      modelVersion: APPLICATION_MODEL_VERSION,
      persons,
      uploads: [],
      further: [],
    };
    yield {
      index,
      submittedAt: new Date(FIRST_DAY + chance.int(0, MINUTES) * 60_000).toISOString(),
      fachdaten: fachdatenOf(application),
      application,
    };
  }
}

function family(chance: Prng): ApplicantPerson[] {
  const origin = chance.pick(DRAWN);
  const familyName = chance.pick(origin.family);
  const address = home(chance.pick(STREETS), String(chance.int(1, 180)));
  const size = chance.next() < 0.78 ? 1 : chance.int(2, 5);
  const persons: ApplicantPerson[] = [];
  for (let at = 0; at < size; at += 1) {
    const role = at === 0 ? 'applicant' : at === 1 && chance.next() < 0.8 ? 'spouse' : 'child';
    const woman = chance.next() < 0.5;
    const year = role === 'child' ? chance.int(2011, 2023) : chance.int(1950, 2006);
    const month = String(chance.int(1, 12)).padStart(2, '0');
    const precision = chance.next();
    const birthDate =
      precision < 0.012
        ? String(year)
        : precision < 0.018
          ? `${year}-${month}`
          : `${year}-${month}-${String(chance.int(1, 28)).padStart(2, '0')}`;
    const givenNames = chance.pick(origin.given[woman ? 0 : 1]);
    persons.push(
      someone({
        personRef: `p${at + 1}`,
        role,
        name: { familyName, givenNames },
        birthDate,
        birthPlace: role === 'child' ? 'Lindenrath' : chance.pick(origin.places),
        birthCountry: role === 'child' || origin.state === '997' ? '000' : origin.state,
        sex: woman ? 'w' : 'm',
        maritalStatus: role !== 'child' && size > 1 ? 'VH' : 'LD',
        nationalities: chance.next() < 0.03 && origin.state !== '997' ? [origin.state, '327'] : [origin.state],
        address,
        legalBasis: role === 'applicant' ? 'LB-10-1' : 'LB-10-2',
        groups: role === 'child' ? ['G-MINOR'] : [chance.pick(ADULT_GROUPS)],
        residenceTitle: SETTLED,
        residenceSince: role === 'child' ? birthDate : String(chance.int(Math.max(2000, year), 2019)),
      }),
    );
  }
  return persons;
}
