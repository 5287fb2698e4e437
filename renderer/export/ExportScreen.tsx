import './export.css';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../shared/contract/cases.ts';
import { displayName } from '../../shared/domain/names.ts';
import { callQuery } from '../api/queries.ts';
import { hrefOf } from '../app/router.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatBytes, formatInstant, formatPartialDate } from '../ui/format.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { ProgressCount } from '../ui/ProgressCount.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusLabel } from '../ui/StatusLabel.tsx';
import { ExportDialog } from './ExportDialog.tsx';

const FILTER = { view: 'export', statuses: [], search: '' } as const;
const SORT = { by: 'activity', direction: 'descending' } as const;
/** More ready cases than one page holds are worked off from the top; the number above tells how many there are. */
const PAGE = 200;

const useReadyCases = () => {
  const list = useQuery(
    callQuery('cases', 'openList', { filter: { ...FILTER, statuses: [...FILTER.statuses] }, sort: SORT }),
  );
  const page = useQuery({
    ...callQuery('cases', 'listPage', { listId: list.data?.listId ?? '', from: 0, count: PAGE }),
    enabled: list.data !== undefined,
  });
  return { list, page };
};

const ReadyCases = ({
  rows,
  listId,
  onExport,
}: {
  rows: readonly CaseRow[];
  listId: string;
  onExport: (caseId: string) => void;
}) => {
  const { t } = useTranslation('export');
  const label = useDomainText();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.birthDate')}</th>
          <th scope="col">{t('column.reference')}</th>
          <th scope="col">{t('column.progress')}</th>
          <th scope="col">{t('column.status')}</th>
          <th scope="col">{t('column.handover')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('column.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.caseId}>
            <th scope="row" className="export-name">
              <a href={hrefOf({ name: 'case', caseId: row.caseId, list: listId })}>{displayName(row)}</a>
            </th>
            <td className="tabular">{formatPartialDate(row.birthDate)}</td>
            <td className="export-reference">{row.reference}</td>
            <td>
              <ProgressCount {...row.progress} />
            </td>
            <td>
              <StatusLabel status={row.status} />
            </td>
            <td>{label('handover', row.handover)}</td>
            <td className="export-action">
              <Button
                variant="outlined"
                onClick={() => onExport(row.caseId)}
                aria-label={`${t('open')} ${displayName(row)}`}
              >
                {t('open')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** "An Fachverfahren": which cases can go, which packages wait for their confirmation. */
export const ExportScreen = () => {
  const { t } = useTranslation('export');
  const label = useDomainText();
  const { list, page } = useReadyCases();
  const exports = useQuery(callQuery('export', 'list', {}));
  const [shown, setShown] = useState<string | null>(null);
  const failed = [list, page, exports].find(({ isError }) => isError);
  const waiting = exports.data?.filter(({ state }) => state !== 'BESTAETIGT').length ?? 0;
  return (
    <div className="export-screen">
      <PageTitle>{t('title')}</PageTitle>
      {failed?.error ? <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      <section aria-labelledby="export-ready">
        <h2 id="export-ready">{t('ready', { number: list.data?.total ?? 0 })}</h2>
        {page.data === undefined || list.data === undefined ? (
          failed ? null : (
            <Skeleton rows={4} />
          )
        ) : page.data.rows.length === 0 ? (
          <EmptyState icon={FileOutput} title={t('readyEmpty')} text={t('readyEmptyHint')} />
        ) : (
          <ReadyCases rows={page.data.rows} listId={list.data.listId} onExport={setShown} />
        )}
      </section>
      <section aria-labelledby="export-done">
        <h2 id="export-done">{t('done', { waiting })}</h2>
        {exports.data === undefined ? (
          failed ? null : (
            <Skeleton rows={3} />
          )
        ) : exports.data.length === 0 ? (
          <p className="muted">{t('doneEmpty')}</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('column.name')}</th>
                <th scope="col">{t('column.reference')}</th>
                <th scope="col">{t('column.package')}</th>
                <th scope="col">{t('column.at')}</th>
                <th scope="col" className="number">
                  {t('column.files')}
                </th>
                <th scope="col">{t('column.handover')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('column.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {exports.data.map((row) => (
                <tr key={row.exportId}>
                  <th scope="row" className="export-name">
                    <a href={hrefOf({ name: 'case', caseId: row.caseId })}>{displayName(row)}</a>
                  </th>
                  <td className="export-reference">{row.reference}</td>
                  <td>
                    {row.packageName} {row.supplement ? `(${t('supplement')})` : ''}
                  </td>
                  <td className="tabular">{formatInstant(row.at)}</td>
                  <td className="number">{t('row.size', { files: row.files, size: formatBytes(row.bytes) })}</td>
                  <td>
                    {label('handover', row.state)}
                    {row.fileNumber ? ` · ${row.fileNumber}` : ''}
                  </td>
                  <td className="export-action">
                    <Button
                      onClick={() => setShown(row.caseId)}
                      aria-label={`${row.state === 'EXPORTIERT' ? t('confirm.button') : t('open')} ${displayName(row)}`}
                    >
                      {row.state === 'EXPORTIERT' ? t('confirm.button') : t('open')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {shown === null ? null : <ExportDialog caseId={shown} onClose={() => setShown(null)} />}
    </div>
  );
};
