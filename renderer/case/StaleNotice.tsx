import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/i18n/languages.ts';
import type { CallFailure } from '../api/call-failure.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';

/** Somebody else was faster: who and when, that nothing was overwritten, and the way to the new state. Other refusals as usual. */
export const StaleNotice = (props: { failure: CallFailure; onReload: () => void; onDismiss: () => void }) => {
  const { failure, onReload, onDismiss } = props;
  const { t, i18n } = useTranslation('case');
  if (failure.error.code !== 'stale-version')
    return (
      <div className="case-notice">
        <ErrorNotice error={failure} />
        <Button onClick={onDismiss}>{t('stale.dismiss')}</Button>
      </div>
    );
  const { changedBy: by, changedAt: at, kind } = failure.error.details ?? {};
  const subjects: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case
    .changed;
  const what = subjects[String(kind)];
  return (
    <div className="case-notice">
      <Notice
        tone="warning"
        actions={
          <Button variant="outlined" onClick={onReload}>
            {t('stale.reload')}
          </Button>
        }
      >
        <p>
          {typeof by === 'string' && by !== ''
            ? typeof at === 'number'
              ? t('stale.byAt', { by, at: formatInstant(at) })
              : t('stale.by', { by })
            : t('stale.someone')}
        </p>
        {what === undefined ? null : <p>{t('stale.what', { what })}</p>}
        <p>{t('stale.safe')}</p>
      </Notice>
    </div>
  );
};
