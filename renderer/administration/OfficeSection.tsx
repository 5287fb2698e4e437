import { Button, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeProfile } from '../../shared/contract/administration.ts';
import { LANGUAGES } from '../../shared/i18n/languages.ts';
import { callQuery } from '../api/queries.ts';
import { useCommand } from '../api/use-command.ts';
import { useMay } from '../app/session.ts';
import { useDomainText } from '../ui/domain-text.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';

type TextFieldName = Exclude<keyof OfficeProfile, 'land' | 'requestWeeks'>;
const LANDS = Object.keys(LANGUAGES.de.domain.land) as ReadonlyArray<OfficeProfile['land']>;

const OfficeForm = ({ saved, version }: { saved: OfficeProfile; version: number }) => {
  const { t } = useTranslation(['administration', 'shell']);
  const domainText = useDomainText();
  const mayEdit = useMay('office.edit');
  const [profile, setProfile] = useState(saved);
  const save = useCommand('administration', 'saveOffice');
  const set = (changes: Partial<OfficeProfile>) => setProfile((known) => ({ ...known, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ profile, version });
  };
  const text = (name: TextFieldName, more: { wide?: boolean; help?: string } = {}) => (
    <TextField
      {...(more.wide ? { className: 'wide' } : {})}
      label={t(`administration:office.${name}`)}
      helperText={more.help}
      value={profile[name]}
      disabled={!mayEdit}
      onChange={(event) => set({ [name]: event.target.value })}
      slotProps={{ htmlInput: { maxLength: 200 } }}
    />
  );
  const changed = JSON.stringify(profile) !== JSON.stringify(saved);
  return (
    <form onSubmit={submit} className="settings-form">
      {text('officeName', { wide: true })}
      {text('unit', { wide: true })}
      {text('street', { wide: true })}
      {text('postalCode')}
      {text('town')}
      {text('phone')}
      {text('email')}
      <TextField
        select
        label={t('administration:office.land')}
        value={profile.land}
        disabled={!mayEdit}
        onChange={(event) => set({ land: LANDS.find((land) => land === event.target.value) ?? profile.land })}
      >
        {LANDS.map((land) => (
          <MenuItem key={land} value={land}>
            {domainText('land', land)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="number"
        label={t('administration:office.requestWeeks')}
        value={profile.requestWeeks}
        disabled={!mayEdit}
        onChange={(event) => set({ requestWeeks: Number(event.target.value) })}
        slotProps={{ htmlInput: { min: 1, max: 26 } }}
      />
      {text('referencePattern', { wide: true, help: t('administration:office.referenceHelp') })}
      <div className="wide notice-actions">
        <Button type="submit" variant="contained" disabled={!mayEdit || !changed || save.isPending}>
          {t('shell:notice.save')}
        </Button>
        <span className="muted">{t('administration:office.version', { version })}</span>
      </div>
      <div className="wide">
        {save.error && <ErrorNotice error={save.error} />}
        {save.isSuccess && !changed && (
          <Notice tone="success">
            <p>{t('administration:saved')}</p>
          </Notice>
        )}
        {!mayEdit && <p className="muted">{t('administration:readOnly')}</p>}
      </div>
    </form>
  );
};

/** "Behördenprofil": who writes the letters, which holidays count, how long a period usually is. */
export const OfficeSection = () => {
  const { t } = useTranslation('administration');
  const office = useQuery(callQuery('administration', 'office', {}));
  return (
    <>
      <p>{t('office.intro')}</p>
      <Answer query={office} rows={8}>
        {({ profile, version }) => <OfficeForm key={version} saved={profile} version={version} />}
      </Answer>
    </>
  );
};
