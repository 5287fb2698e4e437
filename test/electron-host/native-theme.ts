import { EventEmitter } from 'node:events';
import type { CdpHeader } from './browser/cdp-types.ts';

type ThemeSource = 'system' | 'light' | 'dark';

/** Electron's `nativeTheme`. The system's own theme is unknown to the host and counts as light. */
class NativeTheme extends EventEmitter {
  #source: ThemeSource = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;

  get themeSource(): ThemeSource {
    return this.#source;
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource ${String(source)}`);
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();

/** The media features pages are to see. */
export function mediaFeatures(): CdpHeader[] {
  const source = nativeTheme.themeSource;
  return source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }];
}
