import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { SUSPENSION_REASONS } from '../../../shared/domain/case-facts.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import { CallFailure } from '../../api/call-failure.ts';
import { invoke } from '../../api/invoke.ts';
import { DateField } from '../../ui/DateField.tsx';
import { useDomainText } from '../../ui/domain-text.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { RunCommand } from '../use-case-commands.ts';
import { type Offer, useBlockedReason } from './status-offers.ts';
import { type Entries, type Entry, entriesOf, isRequired, transitionValues } from './transition-input.ts';

const EntryField = (props: {
  entry: Entry;
  value: string | boolean | undefined;
  required: boolean;
  wrong: boolean;
  onChange: (value: string | boolean) => void;
}) => {
  const { entry, value, required, wrong, onChange } = props;
  const { t, i18n } = useTranslation('case');
  const label = useDomainText();
  const names: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case.entry;
  const name = names[entry.name] ?? entry.name;
  if (entry.field === 'confirmed')
    return (
      <FormControlLabel
        control={<Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)} />}
        label={name}
      />
    );
  const text = typeof value === 'string' ? value : '';
  const shared = {
    label: name,
    required,
    value: text,
    error: wrong,
    helperText: wrong ? t('status.required') : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (entry.name === 'suspensionReason')
    return (
      <TextField select {...shared}>
        {SUSPENSION_REASONS.map((code) => (
          <MenuItem key={code} value={code}>
            {code} {label('suspension', code)}
          </MenuItem>
        ))}
      </TextField>
    );
  if (entry.field === 'date') return <DateField {...shared} onChange={onChange} />;
  if (entry.field === 'reason')
    return <TextField multiline minRows={2} {...shared} slotProps={{ htmlInput: { maxLength: 4000 } }} />;
  return <TextField {...shared} slotProps={{ htmlInput: { maxLength: 200 } }} />;
};

/** One step of the procedure: what it leads to, what stands in its way, what must be entered. */
export const StatusDialog = (props: { view: CaseView; offer: Offer; run: RunCommand; onClose: () => void }) => {
  const { view, offer, run, onClose } = props;
  const { t } = useTranslation('case');
  const label = useDomainText();
  const blockedReason = useBlockedReason();
  const [entries, setEntries] = useState<Entries>({});
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const asked = entriesOf(offer.needs);
  const missing = (entry: Entry): boolean =>
    isRequired(entry, offer.needs, entries) &&
    (entries[entry.name] === undefined || entries[entry.name] === '' || entries[entry.name] === false);
  const blocked = offer.blockedBy.length > 0;

  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (blocked || asked.some(missing)) return;
    const answer = await run((base) =>
      invoke('cases', 'changeStatus', {
        ...base,
        transition: offer.transition,
        to: offer.to,
        ...transitionValues(asked, entries),
      }).catch((reason: unknown) => {
        if (reason instanceof CallFailure) setFailure(reason);
        throw reason;
      }),
    );
    if (answer !== null) onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="status-title">
      <form noValidate onSubmit={(event) => void change(event)}>
        <DialogTitle id="status-title">{label('transition', offer.transition)}</DialogTitle>
        <DialogContent className="stack">
          <p>{t('status.from', { from: label('status', view.status), to: label('status', offer.to) })}</p>
          {blocked ? (
            <Notice tone="warning">
              <p>{t('status.blocked')}</p>
              <ul>
                {offer.blockedBy.map((code) => (
                  <li key={code}>{blockedReason(code)}</li>
                ))}
              </ul>
            </Notice>
          ) : (
            asked.map((entry) => (
              <EntryField
                key={entry.name}
                entry={entry}
                value={entries[entry.name]}
                required={isRequired(entry, offer.needs, entries)}
                wrong={tried && missing(entry)}
                onChange={(value) => setEntries({ ...entries, [entry.name]: value })}
              />
            ))
          )}
          {failure === null ? null : <ErrorNotice error={failure} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('status.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={blocked}>
            {t('status.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
