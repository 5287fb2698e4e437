import { useEffect } from 'react';
import { commandForKey, currentCommands } from './commands.ts';

const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
};

/** In a dialog or menu the keys belong to it; the window behind must not move. */
const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** Lets keys run the commands of the registry while the workplace is shown. */
export const useKeyCommands = (singleKeys: boolean): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isInOverlay(event.target)) return;
      const command = commandForKey(currentCommands(), event, { typing: isTyping(event.target), singleKeys });
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [singleKeys]);
};
