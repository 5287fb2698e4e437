import { Divider, ListSubheader, Menu, MenuItem } from '@mui/material';
import { Check, CircleUserRound, Info, Keyboard, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../../shared/contract/administration.ts';
import { keyLabel } from '../keys.ts';
import { navigate } from '../router.ts';
import { useSavePreferences, useSession } from '../session.ts';
import { useLock } from '../use-lock.ts';
import type { Overlay } from './use-overlay.ts';

const THEMES = { light: 'user.themeLight', dark: 'user.themeDark', system: 'user.themeSystem' } as const;
const LANGUAGE_NAMES = { de: 'user.languageDe', en: 'user.languageEn' } as const;
const themes = Object.keys(THEMES) as ReadonlyArray<Preferences['theme']>;
const languages = Object.keys(LANGUAGE_NAMES) as ReadonlyArray<Preferences['language']>;

/** Who is signed in; colour scheme, language, lock and help. */
export const UserMenu = ({ overlay }: { overlay: Overlay }) => {
  const { t, i18n } = useTranslation('shell');
  const { account, preferences } = useSession();
  const save = useSavePreferences();
  const lock = useLock();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const then = (action: () => void) => () => {
    close();
    action();
  };
  const choice = (label: string, selected: boolean, choose: () => void) => (
    <MenuItem key={label} role="menuitemradio" aria-checked={selected} onClick={choose}>
      <span className="menu-check">{selected && <Check size={16} aria-hidden="true" />}</span>
      {label}
    </MenuItem>
  );
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('user.menu', { name: account.displayName })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <CircleUserRound size={20} aria-hidden="true" />
        <span className="cut user-name">{account.displayName}</span>
      </button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <ListSubheader role="presentation">{t('user.theme')}</ListSubheader>
        {themes.map((theme) => choice(t(THEMES[theme]), preferences.theme === theme, () => save({ theme })))}
        <ListSubheader role="presentation">{t('user.language')}</ListSubheader>
        {languages.map((language) =>
          choice(t(LANGUAGE_NAMES[language]), preferences.language === language, () => save({ language })),
        )}
        <Divider role="presentation" component="li" />
        <MenuItem onClick={then(() => overlay.open('keys'))}>
          <Keyboard size={16} aria-hidden="true" />
          {t('user.help')}
          <kbd className="push">F1</kbd>
        </MenuItem>
        <MenuItem onClick={then(() => navigate({ name: 'administration', section: 'about' }))}>
          <Info size={16} aria-hidden="true" />
          {t('user.about')}
        </MenuItem>
        <MenuItem onClick={then(lock)}>
          <Lock size={16} aria-hidden="true" />
          {t('user.lock')}
          <kbd className="push">{keyLabel('Ctrl+L', i18n.language)}</kbd>
        </MenuItem>
      </Menu>
    </>
  );
};
