import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Folder } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { useCommand } from '../api/use-command.ts';
import { useMay } from '../app/session.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';
import { PlaceFacts } from './PlaceFacts.tsx';

/** "Datensicherung": how the second copy is, and where it goes. */
export const BackupSection = () => {
  const { t } = useTranslation('administration');
  const mayChange = useMay('connection.manage');
  const status = useQuery(callQuery('intake', 'status', {}));
  const chooseFolder = useCommand('desktop', 'chooseFolder');
  const change = useCommand('administration', 'changeSecondCopy');
  const [folder, setFolder] = useState<string>();
  const choose = () =>
    chooseFolder.mutate(
      { purpose: 'second-copy' },
      {
        onSuccess: ({ grant }) => {
          if (!grant) return;
          change.mutate({ grantId: grant.grantId }, { onSuccess: () => setFolder(grant.label) });
        },
      },
    );
  const error = change.error ?? chooseFolder.error;
  return (
    <>
      <p>{t('backup.intro')}</p>
      <Answer query={status} rows={2}>
        {({ secondCopy }) => (
          <dl className="fact-list">
            <dt>{t('backup.state')}</dt>
            <dd>{t(`backup.${secondCopy.state}`)}</dd>
            {secondCopy.lastAt !== null && (
              <>
                <dt>{t('backup.last')}</dt>
                <dd className="tabular">{formatInstant(secondCopy.lastAt)}</dd>
              </>
            )}
          </dl>
        )}
      </Answer>
      {error && <ErrorNotice error={error} />}
      {folder !== undefined && !error && (
        <Notice tone="success">
          <p>{t('backup.changed', { name: folder })}</p>
        </Notice>
      )}
      {mayChange ? (
        <div>
          <Button
            variant="outlined"
            startIcon={<Folder size={16} aria-hidden="true" />}
            disabled={change.isPending || chooseFolder.isPending}
            onClick={choose}
          >
            {change.isPending ? t('backup.changing') : t('backup.change')}
          </Button>
        </div>
      ) : (
        <p className="muted">{t('readOnly')}</p>
      )}
      <PlaceFacts />
    </>
  );
};
