import type { BevCode } from '../../shared/domain/application.ts';

type State = { german: string; adjective: string; icao: string };

/** The states of the cast only, by Destatis key; the product ships the complete code list elsewhere. */
const STATES: Readonly<Record<string, State>> = {
  '000': { german: 'Deutschland', adjective: 'deutsch', icao: 'D' },
  '120': { german: 'Jugoslawien (bis 1992)', adjective: 'jugoslawisch', icao: 'YUG' },
  '137': { german: 'Italien', adjective: 'italienisch', icao: 'ITA' },
  '150': { german: 'Kosovo', adjective: 'kosovarisch', icao: 'RKS' },
  '152': { german: 'Polen', adjective: 'polnisch', icao: 'POL' },
  '154': { german: 'Rumänien', adjective: 'rumänisch', icao: 'ROU' },
  '160': { german: 'Russische Föderation', adjective: 'russisch', icao: 'RUS' },
  '163': { german: 'Türkei', adjective: 'türkisch', icao: 'TUR' },
  '166': { german: 'Ukraine', adjective: 'ukrainisch', icao: 'UKR' },
  '170': { german: 'Serbien', adjective: 'serbisch', icao: 'SRB' },
  '224': { german: 'Eritrea', adjective: 'eritreisch', icao: 'ERI' },
  '232': { german: 'Nigeria', adjective: 'nigerianisch', icao: 'NGA' },
  '238': { german: 'Ghana', adjective: 'ghanaisch', icao: 'GHA' },
  '327': { german: 'Brasilien', adjective: 'brasilianisch', icao: 'BRA' },
  '423': { german: 'Afghanistan', adjective: 'afghanisch', icao: 'AFG' },
  '431': { german: 'Sri Lanka', adjective: 'sri-lankisch', icao: 'LKA' },
  '432': { german: 'Vietnam', adjective: 'vietnamesisch', icao: 'VNM' },
  '437': { german: 'Indonesien', adjective: 'indonesisch', icao: 'IDN' },
  '438': { german: 'Irak', adjective: 'irakisch', icao: 'IRQ' },
  '439': { german: 'Iran', adjective: 'iranisch', icao: 'IRN' },
  '451': { german: 'Libanon', adjective: 'libanesisch', icao: 'LBN' },
  '475': { german: 'Syrien', adjective: 'syrisch', icao: 'SYR' },
  '997': { german: 'staatenlos', adjective: 'staatenlos', icao: 'XXA' },
  '998': { german: 'ungeklärt', adjective: 'ungeklärt', icao: 'XXX' },
};

/** Looks a state up by its Destatis key; throws for a key the cast does not use. */
export function stateOf(code: BevCode | undefined): State {
  const state = STATES[code ?? '998'];
  if (state === undefined) throw new Error(`The cast knows no state ${code}`);
  return state;
}
