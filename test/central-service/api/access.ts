import { HttpProblem } from '../http/problem.ts';
import type { ApiRequest } from '../http/routes.ts';
import type { CaseRecord, Delivery, DeliveryKind } from '../state/case-record.ts';
import type { ApiClient, Destination } from '../state/service-identity.ts';

/** The authenticated client; routes that call this are never public. */
export function demandClient({ client }: ApiRequest): ApiClient {
  if (!client) throw new HttpProblem('unauthorized', 'access token is missing');
  return client;
}

/** The destination with this id. @throws HttpProblem 404 */
export function demandDestination({ service }: ApiRequest, destinationId: string): Destination {
  const destination = service.identity.destinations.find((candidate) => candidate.destinationId === destinationId);
  if (!destination) throw new HttpProblem('destination-not-found', 'there is no such destination');
  return destination;
}

/**
 * Refuses a subscriber that is not connected to a destination, as the Self-Service-Portal's assignment demands.
 * @throws HttpProblem 403 (PROTOCOL §3)
 */
export function demandAssignment(client: ApiClient, destinationId: string): void {
  if (client.role !== 'subscriber' || !client.destinations.includes(destinationId))
    throw new HttpProblem('forbidden', 'the client is not connected to this destination');
}

/** The case, if the client is its sender or connected to its destination. @throws HttpProblem 403, 404 */
export function demandCase(request: ApiRequest, caseId: string): CaseRecord {
  const client = demandClient(request);
  const record = request.service.cases.get(caseId);
  if (!record) throw new HttpProblem('case-not-found', 'there is no such case');
  if (client.role === 'sender' && record.senderClientId !== client.clientId)
    throw new HttpProblem('forbidden', 'the case belongs to another sender');
  if (client.role === 'subscriber') demandAssignment(client, record.destinationId);
  return record;
}

/** A submission or reply of a case the client takes part in. @throws HttpProblem 403, 404 */
export function demandDelivery(request: ApiRequest, kind: DeliveryKind, id: string): Delivery {
  const found = request.service.cases.find(kind, id);
  if (!found) throw new HttpProblem(`${kind}-not-found`, `there is no such ${kind}`);
  demandCase(request, found.record.caseId);
  return found.delivery;
}
