export type SchemePrivileges = Readonly<Record<string, boolean | undefined>>;

const schemes = new Map<string, SchemePrivileges>();

/** Makes `scheme:` addresses known. In the browser they live at `https://<host>.<scheme>.invalid/`. */
export function registerScheme(scheme: string, privileges: SchemePrivileges): void {
  schemes.set(scheme, privileges);
}

/** True when the scheme was registered as one of the app's own. */
export function isAppScheme(scheme: string): boolean {
  return schemes.has(scheme);
}

/**
 * Address under which the browser knows an address of the app: `app://bundle/x` is `https://bundle.app.invalid/x`.
 * `.invalid` can never resolve (RFC 6761) and https makes the page a secure context. Other addresses stay as they are.
 */
export function toBrowserAddress(address: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address) ?? [];
  if (!scheme || !isAppScheme(scheme.toLowerCase())) return address;
  const path = rest?.startsWith('/') ? rest : `/${rest ?? ''}`;
  return `https://${host}.${scheme.toLowerCase()}.invalid${path}`;
}

/** The inverse of `toBrowserAddress`. */
export function fromBrowserAddress(address: string): string {
  const [, host, scheme, rest] = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.invalid(.*)$/s.exec(address) ?? [];
  return scheme && isAppScheme(scheme) ? `${scheme}://${host}${rest}` : address;
}
