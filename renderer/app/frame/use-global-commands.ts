import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { scopesOf } from '../../../shared/domain/permissions.ts';
import { useCommand } from '../../api/use-command.ts';
import { type Command, useCommands } from '../commands.ts';
import { cyclePane } from '../panes.ts';
import { navigate } from '../router.ts';
import { useSession } from '../session.ts';
import { useLock } from '../use-lock.ts';
import { AREAS } from './areas.ts';
import type { Overlay } from './use-overlay.ts';

/** Id of the search field in the top bar; the command moves the focus there. */
export const SEARCH_FIELD = 'search-all';

/** What can be done on every screen. */
export const useGlobalCommands = ({ open }: Overlay): void => {
  const { t } = useTranslation('shell');
  const { roles } = useSession().account;
  const lock = useLock();
  const { mutate: fetchNow } = useCommand('intake', 'fetchNow');
  const commands = useMemo<readonly Command[]>(() => {
    const everywhere = t('command.groupGlobal');
    const keysOnly = true;
    return [
      {
        id: 'shell.palette',
        label: t('command.paletteOpen'),
        group: everywhere,
        keys: ['Ctrl+K'],
        keysOnly,
        run: () => open('palette'),
      },
      {
        id: 'shell.keys',
        label: t('command.keys'),
        group: everywhere,
        keys: ['F1', '?'],
        run: () => open('keys'),
      },
      {
        id: 'shell.search',
        label: t('command.search'),
        group: everywhere,
        keys: ['Ctrl+Shift+F'],
        run: () => document.getElementById(SEARCH_FIELD)?.focus(),
      },
      {
        id: 'intake.fetchNow',
        label: t('command.fetch'),
        group: everywhere,
        keys: ['F5'],
        run: () => fetchNow({}),
        enabled: scopesOf(roles, 'inbox.see').length > 0,
      },
      {
        id: 'shell.nextPane',
        label: t('command.nextPane'),
        group: everywhere,
        keys: ['F6'],
        keysOnly,
        run: () => cyclePane(1),
      },
      {
        id: 'shell.previousPane',
        label: t('command.previousPane'),
        group: everywhere,
        keys: ['Shift+F6'],
        keysOnly,
        run: () => cyclePane(-1),
      },
      {
        id: 'shell.back',
        label: t('command.back'),
        group: everywhere,
        keys: ['Alt+ArrowLeft'],
        keysOnly,
        run: () => window.history.back(),
      },
      {
        id: 'shell.forward',
        label: t('command.forward'),
        group: everywhere,
        keys: ['Alt+ArrowRight'],
        keysOnly,
        run: () => window.history.forward(),
      },
      { id: 'shell.lock', label: t('command.lock'), group: everywhere, keys: ['Ctrl+L'], run: lock },
      ...AREAS.map((area, index) => ({
        id: `go.${area.id}`,
        label: t('command.goTo', { place: t(`navigation.${area.id}`) }),
        group: t('command.groupGo'),
        keys: [`Ctrl+${index + 1}`],
        run: () => navigate(area.route),
        enabled: area.right === undefined || scopesOf(roles, area.right).length > 0,
      })),
    ];
  }, [t, open, lock, fetchNow, roles]);
  useCommands(commands, true);
};
