import type { IntakeTrouble } from '../../../shared/domain/intake-troubles.ts';
import type { DeliveryError, DeliveryFault } from './port.ts';

const OF_FAULT: Readonly<Record<Exclude<DeliveryFault, 'event-log-invalid'>, IntakeTrouble>> = {
  unreachable: 'service-unreachable',
  slow: 'service-slow',
  'server-error': 'service-error',
  'credentials-refused': 'credentials-refused',
  'not-permitted': 'not-connected-to-destination',
  'not-found': 'service-error',
  conflict: 'service-error',
  'content-wrong': 'service-error',
  'rate-limited': 'service-busy',
  'too-large': 'too-large',
  'answer-unexpected': 'answer-unexpected',
  'destination-mismatch': 'destination-mismatch',
};

/** Under which name staff see what a call to a service threw; one name each, in the inbox and in the administration. */
export const troubleOf = ({ fault, flaw }: DeliveryError): IntakeTrouble =>
  fault === 'event-log-invalid' ? `event-log-${flaw ?? 'malformed'}` : OF_FAULT[fault];
