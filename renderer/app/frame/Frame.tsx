import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../../api/queries.ts';
import { useRoute } from '../router.ts';
import { Screen } from '../Screen.tsx';
import { useMay, useSession } from '../session.ts';
import { useIdleLock } from '../use-idle-lock.ts';
import { CommandPalette } from './CommandPalette.tsx';
import './frame.css';
import { IntakeAnnouncer } from './IntakeAnnouncer.tsx';
import { KeyOverlay } from './KeyOverlay.tsx';
import { Navigation } from './Navigation.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TopBar } from './TopBar.tsx';
import { useGlobalCommands } from './use-global-commands.ts';
import { useOverlay } from './use-overlay.ts';

/** What stands around every screen: environment band, top bar, areas, and the conscience at the bottom. */
export const Frame = () => {
  const { t } = useTranslation('shell');
  const { environment } = useSession();
  const overlay = useOverlay();
  const route = useRoute();
  const mayList = useMay('inbox.see');
  const intake = useQuery(callQuery('intake', 'status', {}));
  const health = useQuery(callQuery('administration', 'storeHealth', {}));
  const counts = useQuery({ ...callQuery('cases', 'counts', {}), enabled: mayList });
  useGlobalCommands(overlay);
  useIdleLock();

  return (
    <div className="frame">
      <button type="button" className="skip-link" onClick={() => document.getElementById('workplace')?.focus()}>
        {t('skipToContent')}
      </button>
      <header>
        {(environment === 'TEST' || environment === 'STAGE') && (
          <p className="environment-band">{t(`environment.${environment}`)}</p>
        )}
        <TopBar overlay={overlay} />
      </header>
      <div className="frame-middle" data-paper={route.name === 'case' || route.name === 'request' ? '' : undefined}>
        <Navigation counts={counts.data} />
        <main className="workplace" id="workplace" tabIndex={-1} data-pane="workplace">
          <Screen />
        </main>
      </div>
      <StatusLine intake={intake} health={health.data} />
      <IntakeAnnouncer status={intake.data} />
      {overlay.shown === 'palette' && <CommandPalette onClose={overlay.close} />}
      {overlay.shown === 'keys' && <KeyOverlay onClose={overlay.close} />}
    </div>
  );
};
