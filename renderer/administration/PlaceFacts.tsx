import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';

/** Where the store lies, and whether that place has proved lasting. */
export const PlaceFacts = () => {
  const { t } = useTranslation('administration');
  const health = useQuery(callQuery('administration', 'storeHealth', {}));
  return (
    <>
      <h2>{t('place.title')}</h2>
      <Answer query={health} rows={2}>
        {({ place, persistence }) => (
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
            </dl>
          </>
        )}
      </Answer>
    </>
  );
};
