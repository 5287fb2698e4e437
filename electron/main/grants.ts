import { randomUUID } from 'node:crypto';

type Grant = { path: string; session: string };

/**
 * Folders and files a person chose in one of main's dialogs. A window only ever holds the id; core receives the path
 * beside a call that names the id, and only for the session that chose it (SECURITY C4).
 */
export const createGrants = () => {
  const grants = new Map<string, Grant>();
  return {
    add: (path: string, session: string): string => {
      const id = randomUUID();
      grants.set(id, { path, session });
      return id;
    },
    /** Paths of the grants a request names at its top level. */
    namedIn: (request: unknown, session: string): Record<string, string> => {
      const named: Record<string, string> = {};
      if (typeof request !== 'object' || request === null) return named;
      for (const value of Object.values(request)) {
        if (typeof value !== 'string') continue;
        const grant = grants.get(value);
        if (grant !== undefined && grant.session === session) named[value] = grant.path;
      }
      return named;
    },
    forget: (session: string): void => {
      for (const [id, grant] of grants) if (grant.session === session) grants.delete(id);
    },
  };
};
export type Grants = ReturnType<typeof createGrants>;
