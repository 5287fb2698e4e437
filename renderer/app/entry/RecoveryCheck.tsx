import { Button, TextField } from '@mui/material';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api/use-command.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

/** The recovery code typed from the printout: proof that it opens the store before anything depends on it. */
export const RecoveryCheck = ({ onConfirmed, children }: { onConfirmed: () => void; children?: ReactNode }) => {
  const { t } = useTranslation('shell');
  const [code, setCode] = useState('');
  const confirm = useCommand('administration', 'confirmRecovery');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ recoveryCode: code.trim() }, { onSuccess: onConfirmed });
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={t('entry.recoveryCode')}
        helperText={t('entry.recoveryCodeHelp')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="off"
        autoFocus
        slotProps={{ htmlInput: { maxLength: 120, spellCheck: false } }}
      />
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <div className="entry-actions">
        <Button type="submit" variant="contained" disabled={code.trim().length < 8 || confirm.isPending}>
          {confirm.isPending ? t('setup.confirming') : t('setup.confirm')}
        </Button>
        {children}
      </div>
    </form>
  );
};
