import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { Answer } from './Answer.tsx';

/** "Benutzer und Rollen": who may sign in here, and as what. */
export const AccountsSection = () => {
  const { t } = useTranslation('administration');
  const domainText = useDomainText();
  const { account } = useSession();
  const accounts = useQuery(callQuery('administration', 'accounts', {}));
  return (
    <>
      <p>{t('accounts.intro')}</p>
      <Answer query={accounts}>
        {(list) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('accounts.name')}</th>
                <th scope="col">{t('accounts.account')}</th>
                <th scope="col">{t('accounts.roles')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map(({ id, name, displayName, roles }) => (
                <tr key={id}>
                  <td>
                    {displayName}
                    {id === account.id && <span className="muted"> ({t('accounts.you')})</span>}
                  </td>
                  <td>{name}</td>
                  <td>{roles.map((role) => domainText('role', role)).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </>
  );
};
