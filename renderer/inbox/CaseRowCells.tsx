import { CircleAlert, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../shared/contract/cases.ts';
import { DeadlineLabel } from '../ui/DeadlineLabel.tsx';
import { formatAgo, formatDate, formatPartialDate } from '../ui/format.ts';
import { nationalityName } from '../ui/nationality.ts';
import { ProgressCount } from '../ui/ProgressCount.tsx';
import { StatusLabel } from '../ui/StatusLabel.tsx';
import type { ColumnId } from './columns.ts';

/** A person's name in list order; a single name stands alone. Never shortened by us: CSS cuts what does not fit. */
const fullName = ({ familyName, givenNames }: CaseRow) => [familyName, givenNames].filter(Boolean).join(', ');

const NameCell = ({ row }: { row: CaseRow }) => {
  const { t } = useTranslation('inbox');
  return (
    <>
      <span className="cut row-name" title={fullName(row)}>
        {fullName(row)}
      </span>
      {row.familySize > 1 && (
        <span className="row-mark muted" title={t('row.family', { count: row.familySize })}>
          <UsersRound size={14} aria-hidden="true" />
          <span aria-hidden="true">{row.familySize}</span>
          <span className="visually-hidden">{t('row.family', { count: row.familySize })}</span>
        </span>
      )}
      {row.unplaced > 0 && (
        <span className="row-mark row-unplaced" title={t('row.unplaced', { count: row.unplaced })}>
          <CircleAlert size={14} aria-hidden="true" />
          <span aria-hidden="true">{row.unplaced}</span>
          <span className="visually-hidden">{t('row.unplaced', { count: row.unplaced })}</span>
        </span>
      )}
    </>
  );
};

/** What stands in one cell of the list. */
export const CaseCell = ({ row, column, now }: { row: CaseRow; column: ColumnId; now: number }): ReactNode => {
  const { t } = useTranslation('inbox');
  switch (column) {
    case 'name':
      return <NameCell row={row} />;
    case 'birthDate':
      return <span className="tabular">{formatPartialDate(row.birthDate)}</span>;
    case 'nationality': {
      const names = row.nationalities.map(nationalityName).join(', ');
      return (
        <span className="cut" title={names}>
          {names}
        </span>
      );
    }
    case 'progress':
      return <ProgressCount settled={row.progress.settled} total={row.progress.total} />;
    case 'status':
      return <StatusLabel status={row.status} round={row.round} />;
    case 'deadline':
      return <DeadlineLabel deadlineOn={row.deadlineOn} />;
    case 'received':
      return <span className="tabular">{formatDate(row.filingDate)}</span>;
    case 'assignee':
      return row.assignee === null ? (
        <span className="muted">{t('row.unassigned')}</span>
      ) : (
        <span className="cut" title={row.assignee}>
          {row.assignee}
        </span>
      );
    case 'activity':
      return <span className="tabular muted">{formatAgo(row.lastActivityAt, now)}</span>;
  }
};
