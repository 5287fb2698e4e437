import { afterEach, describe, expect, it } from 'vitest';
import { type Command, commandForKey, currentCommands, registerCommands } from './commands.ts';
import type { KeyPress } from './keys.ts';

const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'test',
  keys,
  run: () => undefined,
  ...more,
});
const press = (key: string): KeyPress => ({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false });
const free = { typing: false, singleKeys: true };

let stops: Array<() => void> = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

describe('the command registry', () => {
  it('holds commands only while their screen is shown', () => {
    const stop = registerCommands([command('a', [])]);
    stops.push(registerCommands([command('b', [])]));
    expect(currentCommands().map(({ id }) => id)).toEqual(['a', 'b']);
    stop();
    expect(currentCommands().map(({ id }) => id)).toEqual(['b']);
  });

  it('puts the frame behind its screen, whoever came first', () => {
    stops.push(registerCommands([command('screen', ['F5'])]));
    stops.push(registerCommands([command('frame', ['F5'])], true));
    expect(commandForKey(currentCommands(), press('F5'), free)?.id).toBe('screen');
  });

  it('lets the screen registered last give a key its own meaning', () => {
    const commands = [command('global', ['F5']), command('screen', ['F5'])];
    expect(commandForKey(commands, press('F5'), free)?.id).toBe('screen');
  });

  it('passes over what may not be done now', () => {
    const commands = [command('global', ['F5']), command('screen', ['F5'], { enabled: false })];
    expect(commandForKey(commands, press('F5'), free)?.id).toBe('global');
  });

  it('leaves single keys to fields and to those who switched them off', () => {
    const commands = [command('accept', ['a']), command('fetch', ['F5'])];
    expect(commandForKey(commands, press('a'), free)?.id).toBe('accept');
    expect(commandForKey(commands, press('a'), { typing: true, singleKeys: true })).toBeUndefined();
    expect(commandForKey(commands, press('a'), { typing: false, singleKeys: false })).toBeUndefined();
    expect(commandForKey(commands, press('F5'), { typing: true, singleKeys: false })?.id).toBe('fetch');
  });
});
