import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreHealth } from '../../shared/contract/administration.ts';
import { callQuery } from '../api/queries.ts';
import { formatBytes, formatInstant } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';

/** Where the store lies, what the checks found, and whether that place has proved lasting. */
export const PlaceFacts = () => {
  const { t } = useTranslation('administration');
  const health = useQuery(callQuery('administration', 'storeHealth', {}));
  const checkText = ({ at, found, running }: StoreHealth['checks'][number]): string => {
    if (running) return t('place.checkRunning');
    if (at === null) return t('place.checkNever');
    const when = formatInstant(at);
    return found === 0 ? t('place.checkSound', { when }) : t('place.checkFound', { count: found, when });
  };
  return (
    <>
      <h2>{t('place.title')}</h2>
      <Answer query={health} rows={2}>
        {({ place, persistence, disk, checks }) => (
          <>
            {place.refused && (
              <Notice tone="danger">
                <p>{t('place.refused')}</p>
              </Notice>
            )}
            <dl className="fact-list">
              <dt>{t('place.kind')}</dt>
              <dd>
                {t(`place.kindName.${place.kind}`)} <span className="muted">({place.sign})</span>
                {!place.refused && ['network', 'sync-folder', 'profile-container'].includes(place.kind) && (
                  <span className="muted"> · {t('place.allowed')}</span>
                )}
              </dd>
              <dt>{t('place.persistence')}</dt>
              <dd>{t(`place.persistenceName.${persistence}`)}</dd>
              <dt>{t('place.free')}</dt>
              <dd className="tabular">
                {formatBytes(disk.freeBytes)}
                {disk.state === 'low' && ` · ${t('place.diskLow')}`}
                {disk.state === 'full' && ` · ${t('place.diskFull')}`}
              </dd>
              {checks.map((check) => (
                <Fragment key={check.check}>
                  <dt>{t(`place.check.${check.check}`)}</dt>
                  <dd>{checkText(check)}</dd>
                </Fragment>
              ))}
            </dl>
          </>
        )}
      </Answer>
    </>
  );
};
