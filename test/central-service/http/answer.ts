import type { Readable } from 'node:stream';

/** What a handler returns. A streamed body states its length, so that a truncated one is noticed by the client. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: string | { stream: Readable; bytes: number };
};

/** An `application/json` answer. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** An `application/jose` answer streamed from a file. */
export function joseAnswer(stream: Readable, bytes: number): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/jose' }, body: { stream, bytes } };
}
