import { Landmark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keyLabel } from '../keys.ts';
import { useMay } from '../session.ts';
import { SearchAll } from './SearchAll.tsx';
import { UserMenu } from './UserMenu.tsx';
import type { Overlay } from './use-overlay.ts';

/** Name of the product, the search over everything, commands, and who is signed in. */
export const TopBar = ({ overlay }: { overlay: Overlay }) => {
  const { t, i18n } = useTranslation('shell');
  const maySearch = useMay('inbox.see');
  return (
    <div className="top-bar" data-pane="top">
      <span className="brand">
        <Landmark size={20} aria-hidden="true" />
        <span>{t('appName')}</span>
      </span>
      {maySearch ? <SearchAll /> : <span />}
      <div className="top-bar-end">
        <button type="button" className="bar-button" onClick={() => overlay.open('palette')}>
          {t('command.palette')} <kbd>{keyLabel('Ctrl+K', i18n.language)}</kbd>
        </button>
        <UserMenu overlay={overlay} />
      </div>
    </div>
  );
};
