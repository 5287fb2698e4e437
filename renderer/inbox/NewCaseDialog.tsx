import {
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
} from '@mui/material';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestOf } from '../../shared/contract/contract.ts';
import { APPLICANT_GROUPS, LEGAL_BASES } from '../../shared/domain/application.ts';
import { useCommand } from '../api/use-command.ts';
import { navigate } from '../app/router.ts';
import { DateField } from '../ui/DateField.tsx';
import { useDomainText } from '../ui/domain-text.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { today } from '../ui/format.ts';
import { nationalities } from '../ui/nationality.ts';
import { readPartialDate } from '../ui/read-date.ts';

type NewCase = RequestOf<'intake', 'createCase'>;
const CHANNELS = ['post', 'vorsprache', 'e-mail', 'file'] as const satisfies ReadonlyArray<NewCase['channel']>;
/** A repealed basis can stand on old cases, but nobody files under it any more. */
const OFFERED_BASES = LEGAL_BASES.filter((basis) => basis !== 'LB-10-3');

/** "Neuer Vorgang": a case for an application that did not come online; opens it when it is made. */
export const NewCaseDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation(['inbox', 'shell']);
  const domainText = useDomainText();
  const create = useCommand('intake', 'createCase');
  const states = useMemo(nationalities, []);
  const [birthDate, setBirthDate] = useState('');
  const [form, setForm] = useState<NewCase>({
    channel: 'post',
    receivedOn: today(),
    familyName: '',
    givenNames: '',
    birthDate: '',
    birthPlace: '',
    nationalities: [],
    legalBasis: 'LB-10-1',
    groups: [],
  });
  const set = (changes: Partial<NewCase>) => setForm((known) => ({ ...known, ...changes }));
  const readDate = readPartialDate(birthDate);
  const ready =
    readDate !== undefined &&
    form.nationalities.length > 0 &&
    form.receivedOn !== '' &&
    `${form.familyName}${form.givenNames}`.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readDate === undefined) return;
    create.mutate(
      { ...form, birthDate: readDate },
      {
        onSuccess: ({ caseId }) => {
          onClose();
          navigate({ name: 'case', caseId });
        },
      },
    );
  };
  const text = (name: 'familyName' | 'givenNames' | 'birthPlace', help?: string) => (
    <TextField
      label={t(`inbox:create.${name}`)}
      value={form[name]}
      helperText={help}
      autoFocus={name === 'familyName'}
      onChange={(event) => set({ [name]: event.target.value })}
      slotProps={{ htmlInput: { maxLength: 200, spellCheck: false, autoComplete: 'off' } }}
    />
  );
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="new-case-title">
      <form onSubmit={submit}>
        <DialogTitle id="new-case-title">{t('inbox:create.title')}</DialogTitle>
        <DialogContent>
          <p className="muted" style={{ margin: '0 0 8px' }}>
            {t('inbox:create.intro')}
          </p>
          <div className="create-form">
            {text('familyName')}
            {text('givenNames', t('inbox:create.singleName'))}
            <TextField
              label={t('inbox:create.birthDate')}
              value={birthDate}
              error={birthDate !== '' && readDate === undefined}
              helperText={
                birthDate !== '' && readDate === undefined
                  ? t('inbox:create.birthDateWrong')
                  : t('inbox:create.birthDateHelp')
              }
              onChange={(event) => setBirthDate(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 10, autoComplete: 'off' } }}
            />
            {text('birthPlace')}
            <Autocomplete
              className="wide"
              multiple
              size="small"
              options={states}
              getOptionLabel={({ name }) => name}
              value={states.filter(({ code }) => form.nationalities.includes(code))}
              onChange={(_, chosen) => set({ nationalities: chosen.slice(0, 8).map(({ code }) => code) })}
              renderInput={(params) => <TextField {...params} label={t('inbox:create.nationalities')} />}
            />
            <TextField
              select
              label={t('inbox:create.channel')}
              value={form.channel}
              onChange={(event) =>
                set({ channel: CHANNELS.find((channel) => channel === event.target.value) ?? form.channel })
              }
            >
              {CHANNELS.map((channel) => (
                <MenuItem key={channel} value={channel}>
                  {domainText('channel', channel)}
                </MenuItem>
              ))}
            </TextField>
            <DateField
              label={t('inbox:create.receivedOn')}
              helperText={t('inbox:create.receivedHelp')}
              value={form.receivedOn}
              onChange={(receivedOn) => set({ receivedOn })}
            />
            <TextField
              select
              label={t('inbox:create.legalBasis')}
              value={form.legalBasis}
              onChange={(event) => set({ legalBasis: event.target.value })}
            >
              {OFFERED_BASES.map((basis) => (
                <MenuItem key={basis} value={basis}>
                  {domainText('legalBasis', basis)}
                </MenuItem>
              ))}
            </TextField>
            <Autocomplete
              multiple
              size="small"
              options={[...APPLICANT_GROUPS] as string[]}
              getOptionLabel={(group) => domainText('group', group)}
              value={form.groups}
              onChange={(_, groups) => set({ groups })}
              renderInput={(params) => (
                <TextField {...params} label={t('inbox:create.groups')} helperText={t('inbox:create.groupsHelp')} />
              )}
            />
          </div>
          {create.error && <ErrorNotice error={create.error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('shell:notice.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!ready || create.isPending}>
            {create.isPending ? t('inbox:create.submitting') : t('inbox:create.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
