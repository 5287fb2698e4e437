import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { CaseView } from '../../shared/contract/cases.ts';
import { CallFailure } from '../api/call-failure.ts';

/** What every command on a case carries: which case, and the version its caller saw. */
export type CaseBase = { caseId: string; version: number };

/** Runs one command; resolves null when it was refused (the refusal is then in `failure`). */
export type RunCommand = <Value extends { version: number }>(
  command: (base: CaseBase) => Promise<Value>,
) => Promise<Value | null>;

/**
 * Sends commands on one case one after another, each with the newest version this window knows, so that quick keys
 * never run into their own previous change, while somebody else's change still does (`stale-version`).
 */
export const useCaseCommands = (view: Pick<CaseView, 'caseId' | 'version'>) => {
  const { caseId, version } = view;
  const client = useQueryClient();
  const known = useRef(version);
  known.current = Math.max(known.current, version);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [running, setRunning] = useState(0);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  const run: RunCommand = useCallback(
    (command) => {
      const turn = queue.current.then(async () => {
        try {
          const value = await command({ caseId, version: known.current });
          known.current = Math.max(known.current, value.version);
          setFailure(null);
          return value;
        } catch (reason) {
          setFailure(reason instanceof CallFailure ? reason : new CallFailure({ code: 'unexpected' }));
          return null;
        } finally {
          setRunning((count) => count - 1);
        }
      });
      setRunning((count) => count + 1);
      queue.current = turn;
      return turn;
    },
    [caseId],
  );

  const reload = useCallback(async (): Promise<void> => {
    await client.refetchQueries({
      predicate: ({ queryKey: [module, , request] }) =>
        (module === 'cases' || module === 'requests' || module === 'export') &&
        typeof request === 'object' &&
        request !== null &&
        'caseId' in request &&
        request.caseId === caseId,
    });
    setFailure(null);
  }, [client, caseId]);

  return { run, busy: running > 0, failure, dismiss: () => setFailure(null), reload };
};
