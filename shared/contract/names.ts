import type { CallKind } from './call.ts';
import { contract } from './contract.ts';

/**
 * Names and kinds of all calls without schemas. Builds for preload and renderer replace this module by its value
 * (tools/build), because zod probes `new Function` and the windows' CSP reports that.
 */
export const callNames: Record<string, Record<string, CallKind>> = Object.fromEntries(
  Object.entries(contract).map(([module, calls]) => [
    module,
    Object.fromEntries(Object.entries(calls).map(([name, { kind }]) => [name, kind])),
  ]),
);
