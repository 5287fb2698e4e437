import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import { EntryPage } from './EntryPage.tsx';

type Trouble = Extract<ResponseOf<'administration', 'state'>, { store: 'trouble' }>;

/** The store cannot be opened: the whole page says what happened, what is safe, what to do, and what IT needs to know. */
export const StoreTrouble = ({
  code,
  details,
  onRetry,
}: Pick<Trouble, 'code' | 'details'> & { onRetry: () => void }) => {
  const { t } = useTranslation(['shell', 'errors']);
  const facts = Object.entries(details);
  return (
    <EntryPage title={t('shell:entry.troubleTitle')}>
      <dl className="fact-list">
        <dt>{t('shell:entry.what')}</dt>
        <dd>{t(`errors:${code}.what`)}</dd>
        <dt>{t('shell:entry.safe')}</dt>
        <dd>{t(`errors:${code}.safe`)}</dd>
        <dt>{t('shell:entry.todo')}</dt>
        <dd>{t(`errors:${code}.todo`)}</dd>
        <dt>{t('shell:entry.facts')}</dt>
        <dd>
          {code}
          {facts.map(([name, value]) => (
            <div key={name}>
              {name}: {value}
            </div>
          ))}
        </dd>
      </dl>
      <div className="entry-actions">
        <Button variant="contained" onClick={onRetry}>
          {t('shell:entry.tryAgain')}
        </Button>
      </div>
    </EntryPage>
  );
};
