import { Button, Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material';
import { Folder, Printer } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeProfile } from '../../../shared/contract/administration.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import { useCommand } from '../../api/use-command.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatDate, today } from '../../ui/format.ts';
import { EntryPage } from './EntryPage.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import { passphraseStrength } from './passphrase-strength.ts';
import { RecoveryCheck } from './RecoveryCheck.tsx';
import { recoveryGroups } from './recovery-groups.ts';
import { useStrengthText } from './use-strength-text.ts';

type Land = OfficeProfile['land'];
const LANDS = Object.keys(LANGUAGES.de.domain.land) as readonly Land[];
const ACCOUNT_NAME = /^[a-z0-9._-]{2,40}$/;
const STEPS = 5;

type Answers = {
  officeName: string;
  land: Land;
  displayName: string;
  accountName: string;
  passphrase: string;
  again: string;
  folder: { grantId: string; label: string } | null;
};
const EMPTY: Answers = {
  officeName: '',
  land: 'NW',
  displayName: '',
  accountName: '',
  passphrase: '',
  again: '',
  folder: null,
};

/**
 * First start: office, first account, folder for the second copy, recovery code shown once and typed back. Nothing is
 * created before the third step is sent; from then on the wizard holds the only view of the recovery code.
 */
export const SetupWizard = ({
  onCreated,
  onDone,
}: {
  onCreated: () => void;
  onDone: (accountName: string) => void;
}) => {
  const { t } = useTranslation('shell');
  const domainText = useDomainText();
  const strengthText = useStrengthText();
  const [step, setStep] = useState(1);
  const [answers, setAnswers] = useState(EMPTY);
  const [code, setCode] = useState('');
  const [written, setWritten] = useState(false);
  const create = useCommand('administration', 'createStore');
  const chooseFolder = useCommand('desktop', 'chooseFolder');
  const set = (changes: Partial<Answers>) => setAnswers((known) => ({ ...known, ...changes }));

  const accountReady =
    answers.displayName.trim() !== '' &&
    ACCOUNT_NAME.test(answers.accountName) &&
    !['short', 'weak'].includes(passphraseStrength(answers.passphrase).level) &&
    answers.passphrase === answers.again;

  const choose = () =>
    chooseFolder.mutate({ purpose: 'second-copy' }, { onSuccess: ({ grant }) => grant && set({ folder: grant }) });
  const createStore = () => {
    if (answers.folder === null) return;
    create.mutate(
      {
        officeName: answers.officeName.trim(),
        land: answers.land,
        accountName: answers.accountName,
        displayName: answers.displayName.trim(),
        passphrase: answers.passphrase,
        secondCopyGrant: answers.folder.grantId,
      },
      {
        onSuccess: ({ recoveryCode }) => {
          onCreated();
          setCode(recoveryCode);
          set({ passphrase: '', again: '' });
          setStep(4);
        },
      },
    );
  };

  const page = (title: string, intro: string, content: ReactNode) => (
    <EntryPage title={title} intro={intro} above={`${t('setup.title')} · ${t('setup.step', { step, total: STEPS })}`}>
      {content}
    </EntryPage>
  );
  const form = (ready: boolean, content: ReactNode) => (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        setStep(step + 1);
      }}
    >
      {content}
      <div className="entry-actions">
        <Button type="submit" variant="contained" disabled={!ready}>
          {t('notice.next')}
        </Button>
        {step > 1 && <Button onClick={() => setStep(step - 1)}>{t('notice.back')}</Button>}
      </div>
    </form>
  );

  switch (step) {
    case 1:
      return page(
        t('setup.officeTitle'),
        t('setup.officeIntro'),
        form(
          answers.officeName.trim() !== '',
          <>
            <TextField
              label={t('setup.officeName')}
              helperText={t('setup.officeNameExample')}
              value={answers.officeName}
              onChange={(event) => set({ officeName: event.target.value })}
              autoFocus
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
            <TextField
              select
              label={t('setup.land')}
              value={answers.land}
              onChange={(event) => set({ land: LANDS.find((land) => land === event.target.value) ?? answers.land })}
            >
              {LANDS.map((land) => (
                <MenuItem key={land} value={land}>
                  {domainText('land', land)}
                </MenuItem>
              ))}
            </TextField>
          </>,
        ),
      );
    case 2:
      return page(
        t('setup.accountTitle'),
        t('setup.accountIntro'),
        form(
          accountReady,
          <>
            <TextField
              label={t('setup.displayName')}
              value={answers.displayName}
              onChange={(event) => set({ displayName: event.target.value })}
              autoComplete="name"
              autoFocus
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
            <TextField
              label={t('setup.accountName')}
              helperText={t('setup.accountNameHelp')}
              value={answers.accountName}
              error={answers.accountName !== '' && !ACCOUNT_NAME.test(answers.accountName)}
              onChange={(event) => set({ accountName: event.target.value })}
              autoComplete="username"
              slotProps={{ htmlInput: { maxLength: 40, spellCheck: false } }}
            />
            <PassphraseField
              label={t('setup.passphrase')}
              value={answers.passphrase}
              onChange={(passphrase) => set({ passphrase })}
              help={strengthText(answers.passphrase)}
              fresh
            />
            <PassphraseField
              label={t('setup.passphraseAgain')}
              value={answers.again}
              onChange={(again) => set({ again })}
              error={answers.again !== '' && answers.again !== answers.passphrase}
              help={
                answers.again !== '' && answers.again !== answers.passphrase ? t('setup.passphraseDiffers') : undefined
              }
              fresh
            />
          </>,
        ),
      );
    case 3:
      return page(
        t('setup.copyTitle'),
        t('setup.copyIntro'),
        <>
          <div className="entry-actions">
            <Button variant="outlined" startIcon={<Folder size={16} />} onClick={choose} autoFocus>
              {t('setup.chooseFolder')}
            </Button>
            {answers.folder && <span>{t('setup.chosenFolder', { name: answers.folder.label })}</span>}
          </div>
          {(create.error ?? chooseFolder.error) && (
            <ErrorNotice error={create.error ?? chooseFolder.error ?? new Error()} />
          )}
          <div className="entry-actions">
            <Button variant="contained" disabled={answers.folder === null || create.isPending} onClick={createStore}>
              {create.isPending ? t('setup.creating') : t('setup.create')}
            </Button>
            <Button onClick={() => setStep(2)} disabled={create.isPending}>
              {t('notice.back')}
            </Button>
          </div>
        </>,
      );
    case 4:
      return page(
        t('setup.codeTitle'),
        t('setup.codeIntro'),
        <>
          <p className="print-only">{t('setup.printedFor', { office: answers.officeName })}</p>
          <ol className="recovery-code" aria-label={t('entry.recoveryCode')}>
            {recoveryGroups(code).map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and never move
              <li key={index}>{group}</li>
            ))}
          </ol>
          <p className="print-only">{t('setup.printedOn', { date: formatDate(today()) })}</p>
          <FormControlLabel
            className="no-print"
            control={<Checkbox checked={written} onChange={(event) => setWritten(event.target.checked)} />}
            label={t('setup.codeWritten')}
          />
          <div className="entry-actions">
            <Button variant="contained" disabled={!written} onClick={() => setStep(5)}>
              {t('notice.next')}
            </Button>
            <Button variant="outlined" startIcon={<Printer size={16} />} onClick={() => window.print()}>
              {t('setup.print')}
            </Button>
          </div>
        </>,
      );
    default:
      return page(
        t('setup.confirmTitle'),
        t('setup.confirmIntro'),
        <RecoveryCheck onConfirmed={() => onDone(answers.accountName)}>
          <Button onClick={() => setStep(4)}>{t('setup.showCodeAgain')}</Button>
        </RecoveryCheck>,
      );
  }
};
