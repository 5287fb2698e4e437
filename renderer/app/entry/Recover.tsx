import { Button, MenuItem, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api/use-command.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { EntryPage } from './EntryPage.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import { PASSPHRASE_MINIMUM } from './passphrase-strength.ts';
import { useStrengthText } from './use-strength-text.ts';

/** Recovery code and a new passphrase for one account; signs in at once. */
export const Recover = ({
  accounts,
  account,
  onSignedIn,
  onBack,
}: {
  accounts: readonly string[];
  account: string;
  onSignedIn: () => void;
  onBack: () => void;
}) => {
  const { t } = useTranslation('shell');
  const strengthText = useStrengthText();
  const [accountName, setAccountName] = useState(account);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const recover = useCommand('administration', 'recoverAccess');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    recover.mutate({ recoveryCode: code.trim(), accountName, newPassphrase: passphrase }, { onSuccess: onSignedIn });
  };
  const ready = code.trim().length >= 8 && passphrase.length >= PASSPHRASE_MINIMUM && accountName !== '';
  return (
    <EntryPage title={t('entry.recoverTitle')} intro={t('entry.recoverIntro')}>
      <form onSubmit={submit}>
        <TextField
          select={accounts.length > 1}
          label={t('entry.account')}
          value={accountName}
          onChange={(event) => setAccountName(event.target.value)}
        >
          {accounts.map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t('entry.recoveryCode')}
          helperText={t('entry.recoveryCodeHelp')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoFocus
          slotProps={{ htmlInput: { maxLength: 120, spellCheck: false } }}
        />
        <PassphraseField
          label={t('entry.newPassphrase')}
          value={passphrase}
          onChange={setPassphrase}
          help={strengthText(passphrase)}
          fresh
        />
        {recover.error && <ErrorNotice error={recover.error} />}
        <div className="entry-actions">
          <Button type="submit" variant="contained" disabled={!ready || recover.isPending}>
            {recover.isPending ? t('entry.signingIn') : t('entry.recover')}
          </Button>
          <Button className="push" onClick={onBack}>
            {t('entry.usePassphrase')}
          </Button>
        </div>
      </form>
    </EntryPage>
  );
};
