import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../../api/queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Workplace } from '../Workplace.tsx';
import { EntryPage } from './EntryPage.tsx';
import { RecoveryCheck } from './RecoveryCheck.tsx';
import { SetupWizard } from './SetupWizard.tsx';
import { SignIn } from './SignIn.tsx';
import { StoreTrouble } from './StoreTrouble.tsx';

/**
 * What the window shows first: set-up, the recovery code that is still to be tried, sign-in, trouble or the workplace. The wizard
 * stays until its last step, because the store exists (and core says so) before the recovery code was typed back.
 */
export const Entry = () => {
  const { t } = useTranslation('shell');
  const state = useQuery(callQuery('administration', 'state', {}));
  const [settingUp, setSettingUp] = useState(false);
  const [freshAccount, setFreshAccount] = useState<string>();
  const retry = () => void state.refetch();

  if (state.isPending) return <EntryPage title={t('appName')} intro={t('entry.starting')} />;
  if (state.isError)
    return (
      <EntryPage title={t('entry.troubleTitle')}>
        <ErrorNotice error={state.error} onRetry={retry} />
      </EntryPage>
    );
  if (settingUp || state.data.store === 'none')
    return (
      <SetupWizard
        onCreated={() => setSettingUp(true)}
        onDone={(accountName) => {
          setFreshAccount(accountName);
          setSettingUp(false);
          retry();
        }}
      />
    );
  switch (state.data.store) {
    case 'recovery-untested':
      return (
        <EntryPage title={t('setup.untestedTitle')} intro={t('setup.untestedIntro')}>
          <RecoveryCheck onConfirmed={retry} />
        </EntryPage>
      );
    case 'locked':
      if (state.data.accounts.length === 0) return <EntryPage title={t('appName')} intro={t('entry.locking')} />;
      return <SignIn accounts={state.data.accounts} freshAccount={freshAccount} onSignedIn={retry} />;
    case 'trouble':
      return <StoreTrouble code={state.data.code} details={state.data.details} onRetry={retry} />;
    case 'open':
      return <Workplace session={state.data} />;
  }
};
