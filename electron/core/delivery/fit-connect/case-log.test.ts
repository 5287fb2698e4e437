import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VerificationPublicJwk } from '../jwk.ts';
import type { EventLogFlaw } from '../port.ts';
import { verifyLog } from './case-log.ts';
import { eventUri } from './event-names.ts';
import { type EventClaims, signToken } from './event-token.ts';
import type { KeySource } from './keys.ts';

const pool = (role: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../test/central-service/keys/${role}.test-only.json`, import.meta.url), 'utf8'),
  );
const asSigning = (role: string, kid: string) =>
  ({ ...pool(role), kty: 'RSA', kid, alg: 'PS512', key_ops: ['sign'] }) as const;
const asPublic = ({ n, kid }: { n: string; kid: string }): VerificationPublicJwk => ({
  kty: 'RSA',
  kid,
  n,
  e: 'AQAB',
  alg: 'PS512',
  key_ops: ['verify'],
});
const serviceKey = asSigning('service-signing', 'service-key-1');
const destinationKey = asSigning('destination-signing', 'destination-key-1');
const foreignKey = asSigning('sender-signing', 'service-key-1');

const DESTINATION = '879ee109-a690-4db8-ab32-424284184d7d';
const CASE = 'e89e107e-ed79-40e6-ad34-4e770f9df263';
const SUBMISSION = 'ce75a6b8-d72f-4b94-b09e-af6be35bc2ae';
const ISSUER = 'https://service.example/submission-api';
const identity = { destinationId: DESTINATION, issuer: ISSUER };
const keys: KeySource = {
  serviceKey: async (kid) => (kid === serviceKey.kid ? asPublic(serviceKey) : undefined),
  destinationKey: async (kid) => (kid === destinationKey.kid ? asPublic(destinationKey) : undefined),
};

let number = 0;
const claims = (changes: Partial<EventClaims> = {}): EventClaims => {
  number += 1;
  return {
    $schema: 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json',
    jti: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    iss: ISSUER,
    iat: 1_780_000_000 + number,
    sub: `submission:${SUBMISSION}`,
    txn: `case:${CASE}`,
    events: { [eventUri('submit', 'submission')]: { authenticationTags: { metadata: 'tag' } } },
    ...changes,
  };
};
const event = (uri: string) => ({ events: { [uri]: {} } });
const verify = (tokens: string[]) => verifyLog(tokens, CASE, identity, keys);
const invalid = { fault: 'event-log-invalid' };

/** Signs with a header of our choosing, as only a forger would. */
const signedAs = (header: object, payload: object, key = serviceKey, hash = 'sha512', saltLength = 64): string => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(payload)}`;
  const signature = sign(hash, Buffer.from(signed), {
    key: createPrivateKey({ key, format: 'jwk' }),
    padding: 6,
    saltLength,
  });
  return `${signed}.${signature.toString('base64url')}`;
};
const header = { typ: 'secevent+jwt', alg: 'PS512', kid: serviceKey.kid };

describe('verifying an event log', () => {
  it('reads events of service and destination in order, with tags and times', async () => {
    const events = await verify([
      await signToken(claims(event(eventUri('create', 'submission'))), serviceKey),
      await signToken(claims(), serviceKey),
      await signToken(
        claims({ iss: DESTINATION.toUpperCase(), ...event(eventUri('accept', 'submission')) }),
        destinationKey,
      ),
    ]);
    expect(events.map(({ action, author }) => [action, author])).toEqual([
      ['create', 'service'],
      ['submit', 'service'],
      ['accept', 'destination'],
    ]);
    expect(events[1]?.tags).toEqual({ metadata: 'tag', data: null, attachments: {} });
    expect(events[1]?.at).toBeGreaterThan(1_780_000_000_000);
  });

  it('skips well-signed events of later versions and receipts of a sender whose key nobody can know', async () => {
    const sender = asSigning('sender-signing', 'sender-key-1');
    const reply = { sub: 'reply:b9715dcb-700e-44d9-802f-12b45bf9f8a3' };
    const events = await verify([
      await signToken(claims(event('https://schema.fitko.de/fit-connect/events/hibernate-submission')), serviceKey),
      await signToken(claims({ iss: 'some-client', ...reply, ...event(eventUri('accept', 'reply')) }), sender),
    ]);
    expect(events).toEqual([]);
  });

  const refused: [string, EventLogFlaw, () => Promise<string[]> | string[]][] = [
    ['a foreign key under the right kid', 'signature', async () => [await signToken(claims(), foreignKey)]],
    ['an unknown kid', 'key', async () => [await signToken(claims(), { ...serviceKey, kid: 'service-key-9' })]],
    [
      'another issuer',
      'issuer',
      async () => [await signToken(claims({ iss: 'https://evil.example/submission-api' }), serviceKey)],
    ],
    ['another Vorgang', 'subject', async () => [await signToken(claims({ txn: `case:${SUBMISSION}` }), serviceKey)]],
    [
      'a token twice',
      'replayed',
      async () => {
        const token = await signToken(claims(event(eventUri('notify', 'submission'))), serviceKey);
        return [await signToken(claims(), serviceKey), token, token];
      },
    ],
    [
      'a second submit',
      'submits',
      async () => [await signToken(claims(), serviceKey), await signToken(claims(), serviceKey)],
    ],
    [
      'accept before submit',
      'order',
      async () => [
        await signToken(claims({ iss: DESTINATION, ...event(eventUri('accept', 'submission')) }), destinationKey),
        await signToken(claims(), serviceKey),
      ],
    ],
    [
      'a submit signed by the destination',
      'author',
      async () => [await signToken(claims({ iss: DESTINATION }), destinationKey)],
    ],
    [
      'an accept signed by the service',
      'author',
      async () => [
        await signToken(claims(), serviceKey),
        await signToken(claims(event(eventUri('accept', 'submission'))), serviceKey),
      ],
    ],
    [
      'a submission accepted by a sender',
      'issuer',
      async () => [
        await signToken(claims(), serviceKey),
        await signToken(claims({ iss: 'some-client', ...event(eventUri('accept', 'submission')) }), foreignKey),
      ],
    ],
    [
      'an event about another kind of subject',
      'subject',
      async () => [await signToken(claims({ sub: `reply:${SUBMISSION}` }), serviceKey)],
    ],
    [
      'a changed signature',
      'signature',
      async () => {
        const token = await signToken(claims(), serviceKey);
        return [`${token.slice(0, -8)}AAAAAAAA`];
      },
    ],
    [
      'alg none',
      'malformed',
      () => [
        `${Buffer.from('{"typ":"secevent+jwt","alg":"none","kid":"service-key-1"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
      ],
    ],
    ['alg RS512 in the header', 'malformed', () => [signedAs({ ...header, alg: 'RS512' }, claims())]],
    ['typ JWT', 'malformed', () => [signedAs({ ...header, typ: 'JWT' }, claims())]],
    ['crit', 'malformed', () => [signedAs({ ...header, crit: ['b64'] }, claims())]],
    ['no kid', 'malformed', () => [signedAs({ typ: 'secevent+jwt', alg: 'PS512' }, claims())]],
    ['SHA-256 behind PS512', 'signature', () => [signedAs(header, claims(), serviceKey, 'sha256', 32)]],
    ['another salt length', 'signature', () => [signedAs(header, claims(), serviceKey, 'sha512', 20)]],
    [
      'two events',
      'malformed',
      () => [
        signedAs(
          header,
          claims({ events: { [eventUri('submit', 'submission')]: {}, [eventUri('create', 'submission')]: {} } }),
        ),
      ],
    ],
    ['no event', 'malformed', () => [signedAs(header, claims({ events: {} }))]],
    ['a time before FIT-Connect existed', 'malformed', () => [signedAs(header, claims({ iat: 1 }))]],
    [
      'a foreign payload schema',
      'malformed',
      () => [signedAs(header, claims({ $schema: 'https://evil.example/1.2.2' }))],
    ],
    ['four parts', 'malformed', async () => [`${await signToken(claims(), serviceKey)}.AAAA`]],
    ['padding', 'malformed', async () => [`${await signToken(claims(), serviceKey)}==`]],
  ];
  it.each(refused)('refuses %s: %s', async (_name, flaw, tokens) => {
    await expect(verify(await tokens())).rejects.toMatchObject({ ...invalid, flaw });
  });
});
