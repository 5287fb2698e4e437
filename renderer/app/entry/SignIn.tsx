import { Button, MenuItem, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api/use-command.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { EntryPage } from './EntryPage.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import { Recover } from './Recover.tsx';

/** Signing in with account and passphrase, or with the recovery code when the passphrase is lost. */
export const SignIn = ({
  accounts,
  freshAccount,
  onSignedIn,
}: {
  accounts: readonly string[];
  /** The account just set up, to be told that all went well. */
  freshAccount: string | undefined;
  onSignedIn: () => void;
}) => {
  const { t } = useTranslation('shell');
  const [chosen, setChosen] = useState<string>();
  const [passphrase, setPassphrase] = useState('');
  const [recovering, setRecovering] = useState(false);
  const signIn = useCommand('administration', 'signIn');
  const account = chosen ?? freshAccount ?? accounts[0] ?? '';

  if (recovering)
    return (
      <Recover accounts={accounts} account={account} onSignedIn={onSignedIn} onBack={() => setRecovering(false)} />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ accountName: account, passphrase }, { onSuccess: onSignedIn, onError: () => setPassphrase('') });
  };
  return (
    <EntryPage title={t('entry.signInTitle')} intro={t('entry.signInIntro')}>
      {freshAccount && (
        <Notice tone="success">
          <p>{t('setup.done')}</p>
        </Notice>
      )}
      <form onSubmit={submit}>
        <TextField
          select={accounts.length > 1}
          label={t('entry.account')}
          value={account}
          onChange={(event) => setChosen(event.target.value)}
          autoComplete="username"
        >
          {accounts.map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <PassphraseField
          label={t('entry.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          error={signIn.error?.error.code === 'wrong-passphrase'}
          autoFocus
        />
        {signIn.error && <ErrorNotice error={signIn.error} />}
        <div className="entry-actions">
          <Button type="submit" variant="contained" disabled={account === '' || passphrase === '' || signIn.isPending}>
            {signIn.isPending ? t('entry.signingIn') : t('entry.signIn')}
          </Button>
          <Button className="push" onClick={() => setRecovering(true)}>
            {t('entry.useRecovery')}
          </Button>
        </div>
      </form>
    </EntryPage>
  );
};
