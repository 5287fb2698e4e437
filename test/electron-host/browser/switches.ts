import { configuration } from '../configuration.ts';

const NO_TRAFFIC_OF_ITS_OWN = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=direct://',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-field-trial-config',
  '--metrics-recording-only',
  '--no-pings',
  '--no-service-autorun',
];

const NO_BROWSER_AROUND_THE_PAGE = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--hide-crash-restore-bubble',
  '--disable-back-forward-cache',
  '--block-new-web-contents',
  '--password-store=basic',
  '--use-mock-keychain',
];

const FEATURES_OFF = [
  'AimEnabled',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'GlobalMediaControls',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'Translate',
];

/** Switches the app or its test runner may hand on to Chromium through `app.commandLine`. */
const HANDED_ON = [
  'disable-background-timer-throttling',
  'disable-backgrounding-occluded-windows',
  'disable-ipc-flooding-protection',
  'disable-renderer-backgrounding',
  'force-color-profile',
  'force-device-scale-factor',
  'force-renderer-accessibility',
];

/**
 * Chromium's own sandbox needs a normal user; as root it cannot start. `--test-type` silences the warning bar about it.
 */
export function sandboxSwitches(): string[] {
  const needsNone = process.getuid?.() === 0 || configuration().noSandbox;
  return needsNone ? ['--no-sandbox', '--test-type'] : [];
}

/** The whole command line of one Chromium process, except its first window. */
export function chromiumSwitches(options: {
  readonly profile: string;
  readonly headless: boolean;
  /** Port to open for a test runner; without it Chromium listens nowhere. */
  readonly debugPort: string | undefined;
  readonly language: string;
  readonly appSwitches: ReadonlyMap<string, string>;
}): string[] {
  const handedOn = HANDED_ON.filter((name) => options.appSwitches.has(name)).map((name) => {
    const value = options.appSwitches.get(name);
    return value ? `--${name}=${value}` : `--${name}`;
  });
  return [
    '--remote-debugging-pipe=cbor',
    ...(options.debugPort === undefined ? [] : [`--remote-debugging-port=${options.debugPort}`]),
    `--user-data-dir=${options.profile}`,
    `--lang=${options.language}`,
    ...(options.headless ? ['--headless'] : []),
    ...sandboxSwitches(),
    ...NO_TRAFFIC_OF_ITS_OWN,
    ...NO_BROWSER_AROUND_THE_PAGE,
    `--disable-features=${FEATURES_OFF.join(',')}`,
    '--enable-features=SkipListAccountsWithoutGaiaCookies',
    ...handedOn,
  ];
}
