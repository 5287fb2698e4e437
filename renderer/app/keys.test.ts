import { describe, expect, it } from 'vitest';
import { isSingleKey, type KeyPress, keyLabel, matchesKey } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('matchesKey', () => {
  it('knows chords with modifiers and no others', () => {
    expect(matchesKey(press('k', { ctrlKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesKey(press('k'), 'Ctrl+K')).toBe(false);
    expect(matchesKey(press('F', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+F')).toBe(true);
    expect(matchesKey(press('f', { ctrlKey: true }), 'Ctrl+Shift+F')).toBe(false);
  });

  it('tells a letter from the same letter with Shift', () => {
    expect(matchesKey(press('r'), 'R')).toBe(true);
    expect(matchesKey(press('R', { shiftKey: true }), 'R')).toBe(false);
    expect(matchesKey(press('R', { shiftKey: true }), 'Shift+R')).toBe(true);
  });

  it('takes a sign wherever the layout puts it', () => {
    expect(matchesKey(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKey(press('+'), 'Plus')).toBe(true);
  });

  it('never takes AltGr for a chord', () => {
    expect(matchesKey(press('q', { ctrlKey: true, altKey: true }), 'Ctrl+Q')).toBe(false);
  });
});

describe('isSingleKey', () => {
  it('finds what would type something in a field', () => {
    expect(['A', 'Shift+R', '?', 'Space'].every(isSingleKey)).toBe(true);
    expect(['F5', 'Ctrl+K', 'Alt+ArrowDown', 'Escape'].some(isSingleKey)).toBe(false);
  });
});

describe('keyLabel', () => {
  it('prints keys as the German keyboard does', () => {
    expect(keyLabel('Ctrl+Shift+f', 'de')).toBe('Strg+Umschalt+F');
    expect(keyLabel('Alt+ArrowDown', 'de')).toBe('Alt+↓');
    expect(keyLabel('Ctrl+K', 'en')).toBe('Ctrl+K');
  });
});
