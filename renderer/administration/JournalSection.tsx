import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { useMay } from '../app/session.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Notice } from '../ui/Notice.tsx';

/** "Protokoll": recomputes the journal's chain and compares the data with it. */
export const JournalSection = () => {
  const { t } = useTranslation('administration');
  const mayRead = useMay('journal.read');
  const verify = useQuery({ ...callQuery('administration', 'verifyJournal', {}), enabled: false });
  const result = verify.data;
  const sound = result?.chain === 'whole' && result.projections === 'equal';
  return (
    <>
      <p>{t('journal.intro')}</p>
      {mayRead ? (
        <div>
          <Button variant="contained" disabled={verify.isFetching} onClick={() => void verify.refetch()}>
            {verify.isFetching ? t('journal.verifying') : t('journal.verify')}
          </Button>
        </div>
      ) : (
        <p className="muted">{t('readOnly')}</p>
      )}
      {verify.error && <ErrorNotice error={verify.error} onRetry={() => void verify.refetch()} />}
      {result && !verify.isFetching && (
        <Notice tone={sound ? 'success' : 'danger'}>
          <p>{t('journal.entries', { count: result.entries })}</p>
          <p>
            {result.chain === 'whole' ? t('journal.whole') : t('journal.broken', { sequence: result.firstBreak ?? 0 })}
          </p>
          <p>
            {result.projections === 'equal'
              ? t('journal.equal')
              : t('journal.different', { names: result.differing.join(', ') })}
          </p>
        </Notice>
      )}
    </>
  );
};
