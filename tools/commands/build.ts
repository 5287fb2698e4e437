import { buildIfNeeded } from '../build/freshness.ts';
import { messageOf } from '../terminal.ts';

try {
  await buildIfNeeded();
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
