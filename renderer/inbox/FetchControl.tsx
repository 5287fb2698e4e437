import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { failureCode } from '../api/call-failure.ts';
import { callQuery } from '../api/queries.ts';
import { useCommand } from '../api/use-command.ts';

/** "Jetzt abrufen": starts a round; while one runs, says which step it is at and lets one stop it. */
export const FetchControl = () => {
  const { t } = useTranslation(['inbox', 'errors']);
  const status = useQuery(callQuery('intake', 'status', {}));
  const fetchNow = useCommand('intake', 'fetchNow');
  const cancel = useCommand('intake', 'cancelFetch');
  if (status.data?.state === 'running' || fetchNow.isPending) {
    const progress = status.data?.progress;
    return (
      <div className="fetch-progress">
        <span className="tabular" role="status">
          {progress
            ? t(`inbox:fetchStep.${progress.step}`, { done: progress.done, total: progress.total })
            : t('inbox:fetchRunning')}
        </span>
        <progress
          aria-label={t('inbox:fetchRunning')}
          {...(progress && progress.total > 0 ? { max: progress.total, value: progress.done } : {})}
        />
        <Button variant="outlined" disabled={cancel.isPending} onClick={() => cancel.mutate({})}>
          {t('inbox:stop')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {fetchNow.error && <span role="alert">{t(`errors:${failureCode(fetchNow.error)}.what`)}</span>}
      <Button
        variant="outlined"
        startIcon={<RefreshCw size={16} aria-hidden="true" />}
        disabled={status.data?.state === 'not-connected'}
        onClick={() => fetchNow.mutate({})}
      >
        {t('inbox:fetch')}
      </Button>
    </>
  );
};
