import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import { formatInstant } from '../../ui/format.ts';
import { EntryPage } from './EntryPage.tsx';

type Trouble = Extract<ResponseOf<'administration', 'state'>, { store: 'trouble' }>;

const WORDED = ['user', 'host', 'since', 'kind', 'sign', 'entries', 'applications', 'named'] as const;
const isWorded = (name: string): name is (typeof WORDED)[number] => WORDED.some((known) => known === name);
const KINDS = ['network', 'sync-folder', 'profile-container'] as const;
const isKind = (value: unknown): value is (typeof KINDS)[number] => KINDS.some((known) => known === value);

/** The store cannot be opened: the whole page says what happened, what is safe, what to do, and what IT needs to know. */
export const StoreTrouble = ({
  code,
  details,
  onRetry,
}: Pick<Trouble, 'code' | 'details'> & { onRetry: () => void }) => {
  const { t } = useTranslation(['shell', 'errors', 'administration']);
  const facts = Object.entries(details);
  const shown = (name: string, value: string | number): string => {
    if (name === 'since' && typeof value === 'number') return formatInstant(value);
    return name === 'kind' && isKind(value) ? t(`administration:place.kindName.${value}`) : String(value);
  };
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
              {isWorded(name) ? t(`shell:entry.fact.${name}`) : name}: {shown(name, value)}
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
