import type { IntakeTrouble } from '../../../shared/contract/intake.ts';
import type { DeliveryFault } from './port.ts';

/** Under which name staff see a fault of the connection; one name per fault, in the inbox and in the administration. */
export const TROUBLE_OF_FAULT: Readonly<Record<DeliveryFault, IntakeTrouble>> = {
  unreachable: 'service-unreachable',
  slow: 'service-slow',
  'server-error': 'service-error',
  'credentials-refused': 'credentials-refused',
  'not-permitted': 'not-connected-to-destination',
  'not-found': 'service-error',
  conflict: 'service-error',
  'content-wrong': 'service-error',
  'rate-limited': 'service-slow',
  'too-large': 'too-large',
  'event-log-invalid': 'event-log-invalid',
};
