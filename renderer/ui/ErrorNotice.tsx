import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { CallFailure, failureCode } from '../api/call-failure.ts';
import { formatInstant } from './format.ts';
import { Notice } from './Notice.tsx';

/** Facts of a refusal that complete its message: how long to wait, who was faster. */
const useFacts = (error: Error): string | undefined => {
  const { t } = useTranslation('shell');
  const details = error instanceof CallFailure ? error.error.details : undefined;
  const seconds = details?.seconds;
  if (typeof seconds === 'number') return t('notice.waitSeconds', { count: seconds });
  const by = details?.changedBy;
  const at = details?.changedAt;
  if (typeof by === 'string' && typeof at === 'number') return t('notice.changedBy', { by, at: formatInstant(at) });
  return undefined;
};

/** Why a call was refused, in three short sentences: what happened, what is safe, what to do. */
export const ErrorNotice = ({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) => {
  const { t } = useTranslation(['shell', 'errors']);
  const code = failureCode(error);
  const facts = useFacts(error);
  return (
    <Notice
      tone="danger"
      actions={
        onRetry && (
          <Button variant="outlined" onClick={onRetry}>
            {t('shell:notice.retry')}
          </Button>
        )
      }
    >
      <p>{t(`errors:${code}.what`)}</p>
      {facts && <p>{facts}</p>}
      <p>{t(`errors:${code}.safe`)}</p>
      <p>{t(`errors:${code}.todo`)}</p>
    </Notice>
  );
};
