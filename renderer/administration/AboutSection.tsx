import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { Answer } from './Answer.tsx';

/** "Über": versions IT asks for, and whose work is inside. */
export const AboutSection = () => {
  const { t } = useTranslation('administration');
  const about = useQuery(callQuery('desktop', 'about', {}));
  return (
    <>
      <Answer query={about}>
        {({ version, runtime, electron, chromium, node }) => (
          <dl className="fact-list">
            <dt>{t('about.version')}</dt>
            <dd>{version}</dd>
            <dt>{t('about.runtime')}</dt>
            <dd>{runtime === 'electron' ? `${t('about.electron')} ${electron ?? ''}` : t('about.host')}</dd>
            <dt>{t('about.chromium')}</dt>
            <dd>{chromium}</dd>
            <dt>{t('about.node')}</dt>
            <dd>{node}</dd>
          </dl>
        )}
      </Answer>
      <p className="muted">{t('about.fonts')}</p>
    </>
  );
};
