import { parseArgs } from 'node:util';
import { startCentralService } from './central-service.ts';

const USAGE = 'central-service --state DIR [--port N] [--api v1|v2] [--test-keys]';

/**
 * The simulator alone: prints one JSON line (base URLs, clients, secrets, destination, key files, control) and serves
 * until it is told to stop. Exit code 2 for wrong arguments, 1 when it cannot start.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      state: { type: 'string' },
      api: { type: 'string', default: 'v2' },
      'test-keys': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? 0);
  const { api, state } = values;
  if (!state || !Number.isInteger(port) || port < 0 || port > 65_535 || (api !== 'v1' && api !== 'v2')) {
    console.error(`usage: ${USAGE}`);
    process.exit(2);
  }
  const service = await startCentralService({ state, port, apiVersion: api, testKeys: values['test-keys'] });
  const { control: _control, onlineService: _onlineService, close, ...printed } = service;
  console.log(JSON.stringify(printed));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      close().then(() => process.exit(0));
    });
}

main().catch((error: unknown) => {
  console.error(`central-service: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
