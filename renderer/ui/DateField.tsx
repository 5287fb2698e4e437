import { TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { isLocalDate } from '../../shared/domain/dates.ts';
import { formatDate } from './format.ts';
import { readDate } from './read-date.ts';

type DateFieldProps = {
  label: string;
  /** ISO date, or empty while what stands in the field is none. */
  value: string;
  onChange: (date: string) => void;
  helperText?: string | undefined;
  error?: boolean;
  required?: boolean;
  fullWidth?: boolean;
  autoFocus?: boolean;
};

/**
 * A date as it is written in letters (`18.12.2026`), typed rather than picked: the browser's own field follows the
 * system's language, and an office reads day before month whatever the system thinks.
 */
export const DateField = ({
  label,
  value,
  onChange,
  helperText,
  error = false,
  required = false,
  fullWidth = false,
  autoFocus = false,
}: DateFieldProps) => {
  const shown = isLocalDate(value) ? formatDate(value) : '';
  const [typed, setTyped] = useState(shown);
  useEffect(() => {
    // A value from outside (a suggestion, a loaded draft) replaces the text; one the text itself means does not.
    setTyped((current) => (readDate(current) === value ? current : shown));
  }, [value, shown]);
  return (
    <TextField
      size="small"
      label={label}
      value={typed}
      error={error || (typed !== '' && readDate(typed) === undefined)}
      helperText={helperText}
      required={required}
      fullWidth={fullWidth}
      autoFocus={autoFocus}
      autoComplete="off"
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 10 }, inputLabel: { shrink: true } }}
      placeholder="TT.MM.JJJJ"
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readDate(event.target.value) ?? '');
      }}
      onBlur={() =>
        setTyped((current) => (readDate(current) === undefined ? current : formatDate(readDate(current) ?? '')))
      }
    />
  );
};
