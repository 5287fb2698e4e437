import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { CallFailure } from '../../api/call-failure.ts';
import { invoke } from '../../api/invoke.ts';
import { DateField } from '../../ui/DateField.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import type { RunCommand } from '../use-case-commands.ts';

/** Filing date with its confirmation: frozen once confirmed, corrected only with a reason (ARCHITECTURE §7). */
export const FilingDate = ({ view, mayChange, run }: { view: CaseView; mayChange: boolean; run: RunCommand }) => {
  const { filingDate, filingDateConfirmed, submittedAt, collectedAt } = view.dates;
  const { t } = useTranslation('case');
  const [open, setOpen] = useState(false);
  const [date, setDate] = useState(filingDate);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const text = t(filingDateConfirmed ? 'identity.filing' : 'identity.filingUnconfirmed', {
    date: formatDate(filingDate),
  });
  if (!mayChange) return <span>{text}</span>;
  const needsReason = date !== filingDate;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run((base) =>
      invoke('cases', 'confirmFilingDate', { ...base, filingDate: date, reason: reason.trim() }).catch(
        (why: unknown) => {
          if (why instanceof CallFailure) setFailure(why);
          throw why;
        },
      ),
    );
    if (answer !== null) setOpen(false);
  };
  return (
    <>
      <button
        type="button"
        className={filingDateConfirmed ? 'fact-button' : 'fact-button fact-open'}
        title={t('filing.button')}
        onClick={() => {
          setDate(filingDate);
          setFailure(null);
          setOpen(true);
        }}
      >
        {text}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} fullWidth maxWidth="xs" aria-labelledby="filing-title">
        <form onSubmit={(event) => void save(event)}>
          <DialogTitle id="filing-title">{t('filing.title')}</DialogTitle>
          <DialogContent className="stack">
            <p>{t('filing.explain')}</p>
            <div className="quiet">
              {submittedAt === null ? null : <p>{t('filing.submitted', { at: formatInstant(submittedAt) })}</p>}
              {collectedAt === null ? null : <p>{t('filing.collected', { at: formatInstant(collectedAt) })}</p>}
            </div>
            <DateField required label={t('filing.date')} value={date} onChange={setDate} />
            {needsReason ? (
              <TextField
                required
                multiline
                label={t('filing.reason')}
                helperText={t('filing.reasonRequired')}
                value={reason}
                slotProps={{ htmlInput: { maxLength: 4000 } }}
                onChange={(event) => setReason(event.target.value)}
              />
            ) : null}
            {failure === null ? null : <ErrorNotice error={failure} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{t('filing.cancel')}</Button>
            <Button type="submit" variant="contained" disabled={date === '' || (filingDateConfirmed && !needsReason)}>
              {filingDateConfirmed ? t('filing.correct') : t('filing.confirm')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
