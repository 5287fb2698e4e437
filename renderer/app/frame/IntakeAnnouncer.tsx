import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/contract/contract.ts';

type IntakeStatus = ResponseOf<'intake', 'status'>;

/** Tells screen readers what sighted people see in the status line: new applications, trouble, and its end. */
export const IntakeAnnouncer = ({ status }: { status: IntakeStatus | undefined }) => {
  const { t } = useTranslation('shell');
  const [message, setMessage] = useState('');
  const before = useRef<IntakeStatus>(undefined);
  useEffect(() => {
    const last = before.current;
    before.current = status;
    if (!status || !last) return;
    if (status.newSinceSignIn > last.newSinceSignIn)
      setMessage(t('announce.arrived', { count: status.newSinceSignIn - last.newSinceSignIn }));
    else if (status.state === 'trouble' && last.state !== 'trouble') setMessage(t('announce.trouble'));
    else if (status.state === 'idle' && last.state === 'trouble') setMessage(t('announce.recovered'));
  }, [status, t]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {message}
    </p>
  );
};
