import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceContext } from '../service-context.ts';
import type { Answer } from './answer.ts';
import { answerRequest } from './api-server.ts';
import type { FaultAction } from './faults.ts';
import { HttpProblem, problemAnswer } from './problem.ts';

const KEEP_ALIVE = 65_000;

/** Answers requests below `/control/`. */
export type ControlHandler = (request: IncomingMessage, url: URL) => Promise<Answer>;

/** What answers requests once the service has started. */
export type Answering = { service: ServiceContext; control: ControlHandler };

const isAborted = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

/**
 * The HTTP server of the service: faults first, then control or API. It may listen before the service is ready (a fresh
 * service takes its issuer from the port it got); requests wait until then.
 */
export function createListener(ready: Promise<Answering>): Server {
  const server = createServer((request, response) => {
    ready
      .then(({ service, control }) => serve(service, control, request, response))
      .catch((error: unknown) => {
        // A client that went away is no defect; everything else must be seen.
        const isGone = request.destroyed || response.destroyed || isAborted(error);
        if (!isGone) console.error('central service:', error);
        response.destroy();
      });
  });
  // Longer than a sender in the same process may need to encrypt: it must not find its idle connection closed.
  server.keepAliveTimeout = KEEP_ALIVE;
  return server;
}

async function serve(
  service: ServiceContext,
  control: ControlHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/control/')) return send(request, response, await control(request, url));

  const fault = service.faults.take(request.method ?? '', url.pathname);
  if (fault?.kind === 'drop' && fault.when === 'before') {
    request.destroy();
    return;
  }
  if (fault?.kind === 'delay') await wait(fault.milliseconds);
  const answer = fault?.kind === 'status' ? faultAnswer(fault) : await answerRequest(service, request, url);
  if (fault?.kind === 'drop') {
    if (answer.body !== undefined && typeof answer.body !== 'string') answer.body.stream.destroy();
    response.destroy();
    return;
  }
  if (fault?.kind === 'truncate') return sendTruncated(response, answer);
  await send(request, response, fault?.kind === 'duplicate-listing' ? withDoubledItems(answer) : answer);
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  // Whatever of the body was not read is drained, so that the client can finish sending and read the answer.
  if (!request.complete && !request.destroyed) {
    request.resume();
    await new Promise((resolve) => request.once('close', resolve).once('end', resolve));
  }
  response.writeHead(answer.status, headersOf(answer));
  const { body } = answer;
  if (body === undefined || typeof body === 'string') response.end(body);
  else await pipeline(body.stream, response);
}

async function sendTruncated(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, headersOf(answer));
  const { body } = answer;
  const source =
    body === undefined || typeof body === 'string' ? Readable.from([Buffer.from(body ?? '')]) : body.stream;
  let left = Math.floor(lengthOf(answer) / 2);
  for await (const piece of source) {
    if (left <= 0) break;
    response.write(piece.subarray(0, left));
    left -= piece.length;
  }
  response.destroy();
}

function headersOf(answer: Answer): Record<string, string> {
  return answer.body === undefined
    ? { ...answer.headers }
    : { ...answer.headers, 'Content-Length': String(lengthOf(answer)) };
}

function lengthOf({ body }: Answer): number {
  if (body === undefined) return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : body.bytes;
}

function faultAnswer(fault: Extract<FaultAction, { kind: 'status' }>): Answer {
  const retry: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  const answer = problemAnswer(
    new HttpProblem('injected-fault', 'injected by a test', { status: fault.status }, retry),
  );
  return { ...answer, status: fault.status };
}

function withDoubledItems(answer: Answer): Answer {
  if (typeof answer.body !== 'string') return answer;
  const doubled = Object.entries(JSON.parse(answer.body)).map(([key, value]) => [
    key,
    Array.isArray(value) ? [...value, ...value] : value,
  ]);
  return { ...answer, body: JSON.stringify(Object.fromEntries(doubled)) };
}
