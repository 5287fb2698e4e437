/** What of a keyboard event decides about a command; a plain object in tests. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

const NAMES: Readonly<Record<string, string>> = { Space: ' ', Plus: '+' };

const isLetter = (key: string): boolean => key.length === 1 && key.toLowerCase() !== key.toUpperCase();

/**
 * Whether an event is the chord written as `Ctrl+Shift+F`, `Alt+ArrowDown`, `F6`, `a` or `?`.
 * For signs (`?`, `+`) Shift is left out of account, because layouts differ in where they need it; AltGr (Ctrl and Alt
 * together) never matches, because German layouts type signs with it.
 */
export const matchesKey = (event: KeyPress, chord: string): boolean => {
  const parts = chord.split('+');
  const last = parts.pop() ?? '';
  const wanted = NAMES[last] ?? last;
  if (event.metaKey || (event.ctrlKey && event.altKey)) return false;
  if (event.ctrlKey !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false;
  if (event.key.toLowerCase() !== wanted.toLowerCase()) return false;
  const shiftMatters = wanted.length > 1 || wanted === ' ' || isLetter(wanted);
  return !shiftMatters || event.shiftKey === parts.includes('Shift');
};

/** A chord that types something by itself: works only outside fields, and can be switched off (WCAG 2.1.4). */
export const isSingleKey = (chord: string): boolean => {
  const parts = chord.split('+');
  const last = parts.at(-1) ?? '';
  return !parts.includes('Ctrl') && !parts.includes('Alt') && (NAMES[last] ?? last).length === 1;
};

const GERMAN: Readonly<Record<string, string>> = {
  Ctrl: 'Strg',
  Shift: 'Umschalt',
  Space: 'Leertaste',
  Delete: 'Entf',
  Home: 'Pos1',
  End: 'Ende',
  PageUp: 'Bild ↑',
  PageDown: 'Bild ↓',
};
const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
  Escape: 'Esc',
  Plus: '+',
};

/** The chord as printed on the keyboard of this language, for menus, the palette and the key overlay. */
export const keyLabel = (chord: string, language: string): string =>
  chord
    .split('+')
    .map((part) => (language.startsWith('de') ? GERMAN[part] : undefined) ?? SIGNS[part] ?? part)
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
