type WorkerUrlPolicy = { createScriptURL(url: string): unknown };
type PolicyFactory = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): WorkerUrlPolicy;
};

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory;
  }
}

/** Lets through addresses of our own files only: same origin, or relative to the page. */
const ownFile = (url: string): string => {
  const { origin } = new URL(url, document.baseURI);
  if (origin !== new URL(document.baseURI).origin) throw new TypeError('only own files may become workers');
  return url;
};

let policy: WorkerUrlPolicy | undefined;

/**
 * The address of one of our own worker files in the form the window's Trusted Types demand (ARCHITECTURE §11). This is the
 * only policy; there is none for HTML or script text.
 * Throws a TypeError for any address outside the app.
 */
export const trustedWorkerUrl = (url: string | URL): string => {
  const text = String(url);
  if (window.trustedTypes === undefined) return ownFile(text);
  policy ??= window.trustedTypes.createPolicy('einbuergerungsdesk', { createScriptURL: ownFile });
  // TypeScript's Worker takes a string; the TrustedScriptURL passes through unchanged.
  return policy.createScriptURL(text) as string;
};
