import { useEffect, useSyncExternalStore } from 'react';
import { isSingleKey, type KeyPress, matchesKey } from './keys.ts';

/** Something staff can do by palette, key or menu. One list feeds all three, so that they never disagree. */
export type Command = {
  /** Stable name, `module.action`. */
  readonly id: string;
  /** What it does, in the language of the window. */
  readonly label: string;
  /** Heading under which the key overlay and the palette show it. */
  readonly group: string;
  /** Chords such as `Ctrl+K`, `Alt+ArrowDown`, `a`, `?`; the first one is shown. */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** Absent or true: may be done now. */
  readonly enabled?: boolean;
  /** Kept out of the palette, for example moving in a list. */
  readonly keysOnly?: boolean;
};

type Registration = { commands: readonly Command[]; everywhere: boolean };

let registrations: readonly Registration[] = [];
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

const publish = (next: readonly Registration[]) => {
  registrations = next;
  // The frame's effects run after its screens', so the order of registration alone would put the frame last.
  const [frame, screens] = [next.filter(({ everywhere }) => everywhere), next.filter(({ everywhere }) => !everywhere)];
  all = [...frame, ...screens].flatMap(({ commands }) => commands);
  for (const listener of listeners) listener();
};

/** Adds commands until the returned function is called; `everywhere` for those of the frame, which yield to a screen's. */
export const registerCommands = (commands: readonly Command[], everywhere = false): (() => void) => {
  const registration = { commands, everywhere };
  publish([...registrations, registration]);
  return () => publish(registrations.filter((other) => other !== registration));
};

/** Registers the commands of a screen while it is shown. Pass a memoised list: a new list registers anew. */
export const useCommands = (commands: readonly Command[], everywhere = false): void => {
  useEffect(() => registerCommands(commands, everywhere), [commands, everywhere]);
};

/** All commands now: those of the frame, then those of the screen. */
export const currentCommands = (): readonly Command[] => all;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** All commands of the moment; renders again when a screen adds or removes some. */
export const useAllCommands = (): readonly Command[] => useSyncExternalStore(subscribe, currentCommands);

/**
 * The command a key press means. What was registered last wins, so that a screen may give a key its own meaning.
 * `typing` is true inside fields; single keys then stay text, and everywhere when `singleKeys` is switched off.
 */
export const commandForKey = (
  commands: readonly Command[],
  event: KeyPress,
  { typing, singleKeys }: { typing: boolean; singleKeys: boolean },
): Command | undefined =>
  commands.findLast(
    (command) =>
      command.enabled !== false &&
      command.keys?.some((chord) => matchesKey(event, chord) && (!isSingleKey(chord) || (singleKeys && !typing))),
  );
