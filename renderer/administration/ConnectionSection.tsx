import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { FileKey2, Plug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import { callQuery } from '../api/queries.ts';
import { useCommand } from '../api/use-command.ts';
import { useMay } from '../app/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';

type Destination = ResponseOf<'administration', 'connection'>[number];

const DestinationCard = ({ destination }: { destination: Destination }) => {
  const { t } = useTranslation('administration');
  const { trouble, lastSuccessAt } = destination;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [
      t('connection.state'),
      trouble === null
        ? t('connection.healthy')
        : `${t('connection.trouble', { when: formatInstant(trouble.since) })} (${trouble.code})`,
    ],
    [t('connection.lastSuccess'), lastSuccessAt === null ? t('connection.never') : formatInstant(lastSuccessAt)],
    [t('connection.environment'), destination.environment],
    [t('connection.host'), destination.host],
    [t('connection.version'), destination.apiVersion],
    [t('connection.destination'), destination.destinationId],
    [t('connection.decryptionKeys'), destination.decryptionKeyIds.join(', ')],
    [t('connection.signingKey'), destination.signingKeyId],
  ];
  return (
    <article className="destination">
      <h2>{destination.name}</h2>
      <dl className="fact-list">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
};

/** Destinations and how they are; importing a connection file. */
export const ConnectionSection = () => {
  const { t } = useTranslation('administration');
  const mayConnect = useMay('connection.manage');
  const destinations = useQuery(callQuery('administration', 'connection', {}));
  const chooseFile = useCommand('desktop', 'chooseFile');
  const connect = useCommand('administration', 'connect');
  const importFile = () =>
    chooseFile.mutate(
      { purpose: 'connection' },
      { onSuccess: ({ grant }) => grant && connect.mutate({ grantId: grant.grantId }) },
    );
  const error = connect.error ?? chooseFile.error;
  const importButton = mayConnect && (
    <Button
      variant="contained"
      startIcon={<FileKey2 size={16} aria-hidden="true" />}
      disabled={connect.isPending || chooseFile.isPending}
      onClick={importFile}
    >
      {connect.isPending ? t('connection.importing') : t('connection.import')}
    </Button>
  );
  return (
    <>
      <p>{t('connection.intro')}</p>
      {!mayConnect && <p className="muted">{t('readOnly')}</p>}
      {error && <ErrorNotice error={error} onRetry={importFile} />}
      {connect.data && (
        <Notice tone="success">
          <p>{t('connection.imported', { names: connect.data.destinations.map(({ name }) => name).join(', ') })}</p>
          <p>{t('connection.importHelp')}</p>
        </Notice>
      )}
      <Answer query={destinations}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('connection.noneTitle')} text={t('connection.noneText')} icon={Plug}>
              {importButton}
            </EmptyState>
          ) : (
            <>
              {list.map((destination) => (
                <DestinationCard key={destination.destinationId} destination={destination} />
              ))}
              <div>{importButton}</div>
            </>
          )
        }
      </Answer>
    </>
  );
};
