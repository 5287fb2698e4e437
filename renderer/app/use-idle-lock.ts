import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { callQuery } from '../api/queries.ts';
import { useLock } from './use-lock.ts';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const CHECK_MS = 5_000;

/** Locks the workplace after as many minutes without input as policy says; until policy is read nothing is locked. */
export const useIdleLock = (): void => {
  const lock = useLock();
  const policy = useQuery(callQuery('administration', 'policy', {}));
  const minutes = Number(policy.data?.find(({ name }) => name === 'idleLockMinutes')?.value ?? Number.NaN);
  useEffect(() => {
    if (!(minutes > 0)) return;
    let last = Date.now();
    const alive = (): void => {
      last = Date.now();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    // The clock is compared, not counted: a computer that slept past the limit locks when it wakes.
    const check = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) lock();
    }, CHECK_MS);
    return () => {
      clearInterval(check);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [minutes, lock]);
};
