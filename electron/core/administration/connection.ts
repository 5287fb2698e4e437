import { open } from 'node:fs/promises';
import type { EffectivePolicy } from '../../../shared/policy/effective-policy.ts';
import { readConnectionFile } from '../delivery/connection-file.ts';
import { type Destination, destinations, loadDestinations, saveDestination } from '../delivery/destination.ts';
import type { Actor, Journal } from '../journal/entry.ts';
import { Refusal } from '../runtime.ts';
import type { Reader } from '../store/database.ts';
import { connectionChanged } from './entries.ts';

/** Twenty destinations with five RSA keys each stay far below. */
const LARGEST_FILE = 1024 * 1024;

const readText = async (file: string): Promise<string> => {
  const handle = await open(file, 'r').catch(() => {
    throw new Refusal('file-unreadable');
  });
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_FILE) throw new Refusal('not-a-connection-file');
    return (await handle.readFile('utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('file-unreadable');
  } finally {
    await handle.close();
  }
};

/** Keeps old decryption keys beside the new ones: submissions may still be waiting for them (SECURITY E5). */
const withOldKeys = (fresh: Destination, known: Destination | undefined): Destination => {
  if (known === undefined) return fresh;
  const { decryptionKeys } = fresh.settings;
  const kept = known.settings.decryptionKeys.filter((old) => !decryptionKeys.some(({ kid }) => kid === old.kid));
  return { ...fresh, settings: { ...fresh.settings, decryptionKeys: [...decryptionKeys, ...kept].slice(0, 20) } };
};

/**
 * Imports a connection file. One store belongs to one environment, so that test data and real persons never mix:
 * another one is refused as `already-connected-elsewhere`.
 *
 * @throws {Refusal} codes of `administration.connect`
 */
export const importConnection = async (
  reader: Reader,
  journal: Journal,
  actor: Actor,
  file: string,
  policy: EffectivePolicy,
): Promise<{ destinations: { destinationId: string; name: string }[] }> => {
  const read = readConnectionFile(await readText(file));
  if (!read.ok) throw new Refusal(read.fault);
  for (const { environment } of read.destinations) {
    if (!policy.values.allowedEnvironments.includes(environment)) {
      throw new Refusal('address-not-allowed', { environment });
    }
  }
  return journal.change(actor, (change) => {
    const known = loadDestinations(reader);
    for (const fresh of read.destinations) {
      if (known.some(({ environment }) => environment !== fresh.environment)) {
        throw new Refusal('already-connected-elsewhere', { environment: known[0]?.environment ?? 'none' });
      }
      const old = known.find(({ destinationId }) => destinationId === fresh.destinationId);
      saveDestination(change.writer, withOldKeys(fresh, old));
    }
    const imported = new Set(read.destinations.map(({ destinationId }) => destinationId));
    const described = destinations(reader).filter(({ destinationId }) => imported.has(destinationId));
    change.append(connectionChanged, null, {
      destinations: described.map(({ destinationId, name, environment, host, decryptionKeyIds, signingKeyId }) => ({
        destinationId,
        name,
        environment,
        host,
        decryptionKeyIds: [...decryptionKeyIds],
        signingKeyId,
      })),
    });
    change.announce('administration', []);
    change.announce('intake', []);
    return { destinations: described.map(({ destinationId, name }) => ({ destinationId, name })) };
  });
};

/** The environment the store is connected to; `none` before the first connection. */
export const environmentOf = (reader: Reader): Destination['environment'] | 'none' =>
  destinations(reader)[0]?.environment ?? 'none';
