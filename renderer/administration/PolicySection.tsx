import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PolicyName } from '../../shared/policy/policy.ts';
import { callQuery } from '../api/queries.ts';
import { Answer } from './Answer.tsx';

const SOURCES = { default: 'policy.sourceDefault', file: 'policy.sourceFile', demo: 'policy.sourceDemo' } as const;

const KNOWN = [
  'idleLockMinutes',
  'secondCopyWaived',
  'fetchIntervalMinutes',
  'allowedEnvironments',
  'allowedStorePlaces',
  'persistenceDeclared',
  'severalStoresAllowed',
] as const satisfies readonly PolicyName[];

/** A policy of a newer core has no words here yet and is shown by its name. */
const isKnown = (name: string): name is (typeof KNOWN)[number] => KNOWN.some((known) => known === name);

/** "Richtlinien": what IT decided for this workplace, read-only, each value with who set it. */
export const PolicySection = () => {
  const { t } = useTranslation('administration');
  const policy = useQuery(callQuery('administration', 'policy', {}));
  return (
    <>
      <p>{t('policy.intro')}</p>
      <Answer query={policy}>
        {(list) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('policy.name')}</th>
                <th scope="col">{t('policy.value')}</th>
                <th scope="col">{t('policy.source')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map(({ name, value, source }) => (
                <tr key={name}>
                  <td>
                    {isKnown(name) ? t(`policy.label.${name}`) : name} <span className="muted">({name})</span>
                  </td>
                  <td>{value === '' ? '–' : value}</td>
                  <td>{t(SOURCES[source])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </>
  );
};
