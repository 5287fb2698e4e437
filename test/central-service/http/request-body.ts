import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HttpProblem } from './problem.ts';

/**
 * Refuses a request whose `Content-Type` is not the expected one (parameters such as charset are ignored).
 * @throws HttpProblem 415
 */
export function demandContentType(request: IncomingMessage, expected: string): void {
  const given = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (given !== expected) throw new HttpProblem('media-type-unsupported', `Content-Type must be ${expected}`);
}

/**
 * Reads a whole body as UTF-8 text.
 * @throws HttpProblem 413 above `limit` bytes; the rest of the body is left to the server to drain
 */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    bytes += piece.length;
    if (bytes > limit) throw new HttpProblem('payload-too-large', `body exceeds ${limit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * Reads a JSON body and checks its shape.
 * @throws HttpProblem 400 (not JSON, wrong shape), 413, 415
 */
export async function readJson<T extends z.ZodType>(
  request: IncomingMessage,
  schema: T,
  limit: number,
): Promise<z.output<T>> {
  demandContentType(request, 'application/json');
  const text = await readText(request, limit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpProblem('request-invalid', 'body is not JSON');
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new HttpProblem('request-invalid', issues.join('; '));
  }
  return result.data;
}
