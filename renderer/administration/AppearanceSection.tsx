import { Checkbox, FormControlLabel, Radio, RadioGroup } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useSavePreferences, useSession } from '../app/session.ts';

const Choice = <Value extends string>({
  legend,
  value,
  options,
  onChange,
}: {
  legend: string;
  value: Value;
  options: ReadonlyArray<readonly [value: Value, label: string]>;
  onChange: (value: Value) => void;
}) => (
  <fieldset className="choice-group">
    <legend>{legend}</legend>
    <RadioGroup row value={value}>
      {options.map(([option, label]) => (
        <FormControlLabel
          key={option}
          value={option}
          control={<Radio size="small" onChange={() => onChange(option)} />}
          label={label}
        />
      ))}
    </RadioGroup>
  </fieldset>
);

/** "Darstellung": colour scheme, language, row height and single keys of this account. */
export const AppearanceSection = () => {
  const { t } = useTranslation(['administration', 'shell']);
  const { preferences } = useSession();
  const save = useSavePreferences();
  return (
    <>
      <p>{t('administration:appearance.intro')}</p>
      <Choice
        legend={t('administration:appearance.theme')}
        value={preferences.theme}
        options={[
          ['light', t('administration:appearance.light')],
          ['dark', t('administration:appearance.dark')],
          ['system', t('administration:appearance.system')],
        ]}
        onChange={(theme) => save({ theme })}
      />
      <Choice
        legend={t('administration:appearance.language')}
        value={preferences.language}
        options={[
          ['de', t('shell:user.languageDe')],
          ['en', t('shell:user.languageEn')],
        ]}
        onChange={(language) => save({ language })}
      />
      <Choice
        legend={t('administration:appearance.density')}
        value={preferences.density}
        options={[
          ['normal', t('administration:appearance.normal')],
          ['comfortable', t('administration:appearance.comfortable')],
        ]}
        onChange={(density) => save({ density })}
      />
      <div>
        <FormControlLabel
          control={
            <Checkbox
              checked={preferences.singleKeys}
              onChange={(event) => save({ singleKeys: event.target.checked })}
              slotProps={{ input: { 'aria-describedby': 'single-keys-help' } }}
            />
          }
          label={t('administration:appearance.singleKeys')}
        />
        <p className="muted" id="single-keys-help" style={{ margin: 0 }}>
          {t('administration:appearance.singleKeysHelp')}
        </p>
      </div>
    </>
  );
};
