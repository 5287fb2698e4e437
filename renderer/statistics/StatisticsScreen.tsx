import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import { callQuery } from '../api/queries.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatInstant, formatNumber } from '../ui/format.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { BarChart } from './BarChart.tsx';
import './statistics.css';
import { useAgeClassText } from './use-age-class-text.ts';

type Figures = ResponseOf<'statistics', 'figures'>;

const FigureList = ({ figures }: { figures: Figures }) => {
  const { t } = useTranslation('statistics');
  const domainText = useDomainText();
  const ageClassText = useAgeClassText();
  const basisText = ({ of, total }: { of: number; total: number }) =>
    t('basis', { of: formatNumber(of), total: formatNumber(total) });
  return (
    <div className="figures">
      <BarChart
        title={t('byStatus.title')}
        definition={t('byStatus.definition')}
        basis={basisText(figures.byStatus.basis)}
        head={t('byStatus.head')}
        unit={t('cases')}
        hidesEmpty
        bars={figures.byStatus.rows.map(({ status, cases }) => ({
          id: status,
          label: domainText('status', status),
          value: cases,
        }))}
      />
      <BarChart
        title={t('daysInStatus.title')}
        definition={t('daysInStatus.definition')}
        head={t('daysInStatus.head')}
        unit={t('daysInStatus.days')}
        bars={figures.daysInStatus.rows.map(({ status, medianDays, basis }) => ({
          id: status,
          label: domainText('status', status),
          value: medianDays,
          basis: t('basisStays', { of: formatNumber(basis.of) }),
        }))}
      />
      <BarChart
        title={t('byAge.title')}
        definition={t('byAge.definition')}
        basis={basisText(figures.byAge.basis)}
        head={t('byAge.head')}
        unit={t('cases')}
        bars={figures.byAge.rows.map(({ ageClass, cases }) => ({
          id: ageClass,
          label: ageClassText(ageClass),
          value: cases,
        }))}
      />
      <BarChart
        title={t('rounds.title')}
        definition={t('rounds.definition')}
        basis={basisText(figures.rounds.basis)}
        head={t('rounds.head')}
        unit={t('cases')}
        bars={figures.rounds.rows.map(({ rounds, cases }) => ({
          id: String(rounds),
          label: rounds === 0 ? t('rounds.none') : t('rounds.some', { count: rounds }),
          value: cases,
        }))}
      />
    </div>
  );
};

/** Figures for the supervisor: each with its definition and the set it was computed from. */
export const StatisticsScreen = () => {
  const { t } = useTranslation('statistics');
  const figures = useQuery(callQuery('statistics', 'figures', {}));
  return (
    <section className="page statistics">
      <div className="page-head">
        <PageTitle>{t('title')}</PageTitle>
        {figures.data && (
          <span className="muted tabular">{t('computedAt', { when: formatInstant(figures.data.computedAt) })}</span>
        )}
        <Button variant="outlined" disabled={figures.isFetching} onClick={() => void figures.refetch()}>
          {t('renew')}
        </Button>
      </div>
      {figures.isPending && <Skeleton rows={10} />}
      {figures.isError && <ErrorNotice error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.data &&
        (figures.data.byStatus.basis.total === 0 ? (
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={ChartColumn} />
        ) : (
          <FigureList figures={figures.data} />
        ))}
    </section>
  );
};
