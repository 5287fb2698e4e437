import { useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';
import { invoke } from '../api/invoke.ts';
import { Frame } from './frame/Frame.tsx';
import { changeLanguage } from './i18n.ts';
import { rememberPaneFocus } from './panes.ts';
import { type Session, SessionContext } from './session.ts';
import { useKeyCommands } from './use-key-commands.ts';

/** Makes the window look as the account wants it, and tells main (title bar, menus, dialogs). */
const useAppearance = ({ theme, language, density }: Session['preferences']) => {
  const { setMode } = useColorScheme();
  useEffect(() => {
    setMode(theme);
    changeLanguage(language);
    document.documentElement.dataset.density = density;
    void invoke('desktop', 'setAppearance', { theme, language }).catch(() => undefined);
  }, [theme, language, density, setMode]);
};

/** Everything behind the sign-in. */
export const Workplace = ({ session }: { session: Session }) => {
  useAppearance(session.preferences);
  useKeyCommands(session.preferences.singleKeys);
  useEffect(rememberPaneFocus, []);
  return (
    <SessionContext value={session}>
      <Frame />
    </SessionContext>
  );
};
