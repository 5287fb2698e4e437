import { Dialog } from '@mui/material';
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from '../commands.ts';
import { keyLabel } from '../keys.ts';

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const matching = (commands: readonly Command[], text: string): Command[] => {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const seen = new Set<string>();
  // What the screen added comes first: it is closer to what one is doing.
  const nearest = [...Map.groupBy(commands, ({ group }) => group).values()].toReversed().flat();
  return nearest.filter((command) => {
    if (command.keysOnly || command.enabled === false || seen.has(command.id)) return false;
    seen.add(command.id);
    const label = plain(`${command.label} ${command.group}`);
    return words.every((word) => label.includes(word));
  });
};

/** Everything that can be done now, found by typing (Ctrl+K). */
export const CommandPalette = ({ onClose }: { onClose: () => void }) => {
  const { t, i18n } = useTranslation('shell');
  const commands = useAllCommands();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = matching(commands, text);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // After the dialog gave the focus back, so that the command may move it.
    window.setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(found[active]);
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-label={t('command.palette')}
      slotProps={{
        // Whoever focuses the dialog itself means its field.
        paper: {
          className: 'palette',
          onFocus: (event: FocusEvent) => event.target === event.currentTarget && field.current?.focus(),
        },
        container: { className: 'palette-place' },
      }}
    >
      <input
        ref={field}
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        aria-label={t('command.paletteHint')}
        placeholder={t('command.paletteHint')}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" role="listbox" id={listId} aria-label={t('command.palette')} ref={list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of its listbox
          <div
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="palette-option"
            onClick={() => run(command)}
            onMouseMove={() => setActive(index)}
          >
            <span className="cut">{command.label}</span>
            <span className="muted palette-group">{command.group}</span>
            {command.keys?.[0] && <kbd>{keyLabel(command.keys[0], i18n.language)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="palette-empty muted" role="status">
          {t('command.paletteEmpty')}
        </p>
      )}
    </Dialog>
  );
};
