import { IconButton, InputAdornment, TextField } from '@mui/material';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A passphrase that can be shown, with a warning when Caps Lock is on. */
export const PassphraseField = ({
  label,
  value,
  onChange,
  help,
  error = false,
  fresh = false,
  autoFocus = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string | undefined;
  error?: boolean;
  /** A new passphrase is being chosen. */
  fresh?: boolean;
  autoFocus?: boolean;
}) => {
  const { t } = useTranslation('shell');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      label={label}
      type={shown ? 'text' : 'password'}
      value={value}
      error={error}
      autoFocus={autoFocus}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      helperText={capsLock ? t('entry.capsLock') : help}
      onChange={(event) => onChange(event.target.value)}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      slotProps={{
        htmlInput: { maxLength: 200, spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={shown ? t('entry.hidePassphrase') : t('entry.showPassphrase')}
                onClick={() => setShown(!shown)}
              >
                <Icon size={16} aria-hidden="true" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
};
