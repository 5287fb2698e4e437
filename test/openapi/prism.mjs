import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

/**
 * Prism as validating proxy, in a process of its own: `node prism.mjs <OpenAPI file> <upstream base>`. Prints its port.
 * A request or an answer that the file does not allow is answered with an error of Prism's own, never passed on as good.
 */
const [file, upstream] = process.argv.slice(2);
const quiet = { info() {}, warn() {}, error() {}, debug() {}, trace() {}, success() {}, child: () => quiet };
const server = createServer(await getHttpOperationsFromSpec(file), {
  cors: false,
  config: {
    isProxy: true,
    upstream: new URL(upstream),
    upstreamProxy: undefined,
    checkSecurity: true,
    errors: true,
    validateRequest: true,
    validateResponse: true,
    mock: { dynamic: false },
  },
  components: { logger: quiet },
});
const address = await server.listen(0, '127.0.0.1');
process.stdout.write(`${new URL(address).port}\n`);
