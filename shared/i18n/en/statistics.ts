import type { statistics as source } from '../de/statistics.ts';
import type { Translation } from '../translation.ts';

export const statistics = {
  title: 'Statistics',
  computedAt: 'As of {{when}}',
  renew: 'Compute again',
  basis: 'Basis: {{of}} of {{total}} cases',
  basisStays: 'from {{of}}',
  tooFew: 'fewer than three observations',
  showTable: 'As table',
  showChart: 'As bars',
  cases: 'Cases',
  byStatus: {
    title: 'Cases by status',
    definition: 'Each case counts once, with the status it has now.',
    head: 'Status',
  },
  byAge: {
    title: 'Open cases by age',
    definition: 'How long the application has been with us, counted from the filing date; closed cases do not count.',
    head: 'Age',
  },
  daysInStatus: {
    title: 'Days in status',
    definition:
      'Median of the days cases stayed in a status, and from how many stays it was computed. Suspended times are subtracted; below three nothing is stated.',
    head: 'Status',
    days: 'Median in days',
  },
  rounds: {
    title: 'Requests per case',
    definition: 'How often documents were requested.',
    head: 'Rounds',
    none: 'none',
    some_one: '{{count}} round',
    some_other: '{{count}} rounds',
  },
  ageClass: {
    '0-30': 'up to 30 days',
    '31-90': '31 to 90 days',
    '91-180': '91 to 180 days',
    '181-365': '181 to 365 days',
    '366+': 'more than a year',
  },
  emptyTitle: 'No figures yet',
  emptyText: 'As soon as the first cases are here, their figures appear with the set they were computed from.',
} as const satisfies Translation<typeof source>;
