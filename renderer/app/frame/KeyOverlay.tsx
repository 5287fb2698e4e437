import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from '../commands.ts';
import { keyLabel } from '../keys.ts';
import { useSession } from '../session.ts';

/** The keys that work right now, by group (F1, ?). Made from the registry, so it cannot be out of date. */
export const KeyOverlay = ({ onClose }: { onClose: () => void }) => {
  const { t, i18n } = useTranslation('shell');
  const { singleKeys } = useSession().preferences;
  const groups = Map.groupBy(
    useAllCommands().filter((command): command is Command & { keys: readonly string[] } =>
      Boolean(command.enabled !== false && command.keys?.length),
    ),
    ({ group }) => group,
  );
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="key-overlay-title">
      <DialogTitle id="key-overlay-title">{t('command.keys')}</DialogTitle>
      <DialogContent>
        <p className="muted key-intro">{singleKeys ? t('command.keysIntro') : t('command.singleKeysOff')}</p>
        <div className="key-groups">
          {[...groups].map(([group, commands]) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl className="fact-list key-list">
                {commands.map((command) => (
                  <div key={command.id}>
                    <dt>
                      {command.keys.map((chord) => (
                        <kbd key={chord}>{keyLabel(chord, i18n.language)}</kbd>
                      ))}
                    </dt>
                    <dd>{command.label}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('notice.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
