import { describe, expect, it } from 'vitest';
import { fromBrowserAddress, registerScheme, toBrowserAddress } from './scheme-addresses.ts';

registerScheme('app', { standard: true });

describe('addresses of the app in the browser', () => {
  it.each([
    ['app://bundle/index.html?a=1#b', 'https://bundle.app.invalid/index.html?a=1#b'],
    ['app://bundle/', 'https://bundle.app.invalid/'],
  ])('translate %s there and back', (address, inBrowser) => {
    expect(toBrowserAddress(address)).toBe(inBrowser);
    expect(fromBrowserAddress(inBrowser)).toBe(address);
  });

  it('get a path when they have none', () => {
    expect(toBrowserAddress('app://bundle?x')).toBe('https://bundle.app.invalid/?x');
  });

  it.each(['https://example.org/', 'other://bundle/', 'https://bundle.other.invalid/', 'about:blank'])(
    'leave %s alone',
    (address) => {
      expect(toBrowserAddress(address)).toBe(address);
      expect(fromBrowserAddress(address)).toBe(address);
    },
  );

  it('do not take a path for a host', () => {
    expect(fromBrowserAddress('https://evil.example/bundle.app.invalid/')).toBe(
      'https://evil.example/bundle.app.invalid/',
    );
  });
});
