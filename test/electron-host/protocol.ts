import { hasStarted } from './readiness.ts';
import { isAppScheme, registerScheme, type SchemePrivileges } from './scheme-addresses.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

/** Electron's `protocol`: the app's own schemes and their handlers. */
export const protocol = {
  registerSchemesAsPrivileged(customSchemes: readonly { scheme: string; privileges?: SchemePrivileges }[]): void {
    if (hasStarted()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of customSchemes) registerScheme(scheme, privileges ?? {});
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
    if (!isAppScheme(scheme)) registerScheme(scheme, {});
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
};

/** The app's handler for the scheme of this address (`app://…`). */
export function handlerFor(address: string): Handler | undefined {
  return handlers.get(address.slice(0, address.indexOf(':')));
}
