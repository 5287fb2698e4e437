import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PRISM = fileURLToPath(new URL('./prism.mjs', import.meta.url));

/** One request and its answer as they passed. */
export type Exchange = {
  method: string;
  /** Path below the Submission API's base, ids replaced by `*`. */
  path: string;
  status: number;
  /** What the OpenAPI file does not allow about it, by Prism; empty when all is well. */
  violations: { location: string[]; message: string }[];
  /** `false` for paths the file does not know and that are passed by. */
  judged: boolean;
};

export type ValidatingProxy = {
  /** Base address to use instead of the Submission API's. */
  base: string;
  exchanges: Exchange[];
  close(): Promise<void>;
};

const shortened = (path: string): string =>
  path
    .split('/')
    .map((segment) => (segment.length >= 32 ? '*' : segment))
    .join('/');

/**
 * Stands between app and service and lets Prism judge every exchange by the OpenAPI file. Prism answers with an error
 * of its own where the file is violated, so that nothing invalid is taken for good. Paths in `unknownToTheFile` pass by.
 */
export const startValidatingProxy = async (options: {
  file: string;
  upstream: string;
  unknownToTheFile: RegExp;
}): Promise<ValidatingProxy> => {
  const prism = spawn(process.execPath, [PRISM, options.file, options.upstream], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints = text(prism.stderr);
  const [line]: unknown[] = await Promise.race([
    once(prism.stdout, 'data'),
    once(prism, 'exit').then(async () => {
      throw new Error(`Prism did not start: ${await complaints}`);
    }),
  ]);
  const prismBase = `http://127.0.0.1:${String(line).trim()}`;
  const exchanges: Exchange[] = [];

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const judged = !options.unknownToTheFile.test(path);
    const body = await text(request);
    const {
      host: _own,
      connection: _hop,
      'content-length': _length,
      'transfer-encoding': _coding,
      ...rest
    } = request.headers;
    const answer = await fetch(`${judged ? prismBase : options.upstream}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body === '' ? {} : { body }),
    });
    const content = await answer.text();
    exchanges.push({
      method: request.method ?? 'GET',
      path: shortened(new URL(path, prismBase).pathname),
      status: answer.status,
      violations: JSON.parse(answer.headers.get('sl-violations') ?? '[]'),
      judged,
    });
    const passed = ['content-type', 'retry-after', 'cache-control', 'location'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    response.writeHead(answer.status, Object.fromEntries(passed)).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  return {
    base: `http://127.0.0.1:${address.port}`,
    exchanges,
    close: async () => {
      server.closeAllConnections();
      server.close();
      prism.kill();
      await once(prism, 'exit');
    },
  };
};
