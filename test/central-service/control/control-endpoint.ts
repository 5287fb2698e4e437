import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { faultSchema } from '../http/faults.ts';
import type { ControlHandler } from '../http/listener.ts';
import { readText } from '../http/request-body.ts';
import { sendingDefectSchema } from '../online-service/defects.ts';
import type { OutgoingAttachment } from '../online-service/metadata.ts';
import { METADATA_VERSIONS, type OnlineService } from '../online-service/online-service.ts';
import type { ReceivedReply } from '../online-service/replies.ts';
import type { Control } from './control.ts';

/** Enough for a demo application with scans, base64 encoded. */
const BODY_LIMIT = 1_000_000_000;

const deliveryTarget = { kind: z.enum(['submission', 'reply']), id: z.string() };
const attachmentSchema = z.object({
  attachmentId: z.uuid(),
  filename: z.string(),
  mimeType: z.string(),
  base64: z.string(),
  purpose: z.enum(['form', 'attachment', 'report', 'data']),
  description: z.string().exactOptional(),
});
const answerSchema = attachmentSchema.extend({
  positionId: z.string().exactOptional(),
  art: z.string().exactOptional(),
  personen: z.array(z.string()).exactOptional(),
});
const applicationSchema = z.object({
  fachdaten: z.string(),
  schemaUri: z.string(),
  attachments: z.array(attachmentSchema),
  replyChannel: z.boolean(),
  caseId: z.string().exactOptional(),
  applicationDate: z.string().exactOptional(),
  fragmentBytes: z.number().exactOptional(),
  metadataVersion: z.enum(METADATA_VERSIONS).exactOptional(),
  compressed: z.boolean().exactOptional(),
  withoutData: z.boolean().exactOptional(),
  defect: sendingDefectSchema.exactOptional(),
});
const limitNames = [
  'attachmentBytes',
  'attachments',
  'deliveryBytes',
  'requestBytes',
  'eventBytes',
  'requestsPerWindow',
  'windowSeconds',
] as const;

type Command = (body: unknown) => Promise<unknown>;

/**
 * `POST /control/<command>` with a JSON body and `Authorization: Bearer <controlToken>`: the control functions and the
 * online service for other processes. Bytes travel as base64. Answers 200 with the result, 400 with `{error}` when the
 * command fails, 401 and 404.
 */
export function createControlEndpoint(control: Control, online: OnlineService, token: string): ControlHandler {
  const commands = commandTable(control, online);
  return async (request, url) => {
    if (!sameToken(request.headers.authorization ?? '', `Bearer ${token}`))
      return failure(401, 'control token is wrong');
    const command = commands.get(url.pathname.slice('/control/'.length));
    if (!command || request.method !== 'POST') return failure(404, `POST one of: ${[...commands.keys()].join(', ')}`);
    try {
      const text = await readText(request, BODY_LIMIT);
      return jsonAnswer(200, (await command(text === '' ? {} : JSON.parse(text))) ?? {});
    } catch (error) {
      return failure(400, error instanceof Error ? error.message : String(error));
    }
  };
}

function commandTable(control: Control, online: OnlineService): Map<string, Command> {
  const command = <T extends z.ZodType>(schema: T, run: (input: z.output<T>) => Promise<unknown>): Command => {
    return (body) => run(schema.parse(body));
  };
  const nothing = z.object({});
  return new Map([
    ['injectFault', command(faultSchema, control.injectFault)],
    ['clearFaults', command(nothing, control.clearFaults)],
    [
      'tamperContent',
      command(
        z.object({ ...deliveryTarget, part: z.string(), how: z.enum(['ciphertext', 'tag', 'kid', 'swap']) }),
        control.tamperContent,
      ),
    ],
    [
      'forgeEvent',
      command(
        z.object({
          ...deliveryTarget,
          forgery: z.enum([
            'wrong-tags',
            'wrong-key',
            'wrong-issuer',
            'alg-none',
            'two-events',
            'unknown-event',
            'second-submit',
          ]),
        }),
        control.forgeEvent,
      ),
    ],
    [
      'moveClock',
      command(
        z.object({
          days: z.number().exactOptional(),
          hours: z.number().exactOptional(),
          seconds: z.number().exactOptional(),
        }),
        control.moveClock,
      ),
    ],
    ['revokeTokens', command(nothing, control.revokeTokens)],
    ['rollServiceKey', command(nothing, control.rollServiceKey)],
    [
      'setDestinationStatus',
      command(
        z.object({
          destinationId: z.string(),
          status: z.enum(['created', 'active', 'inactive', 'decommissioned']),
        }),
        control.setDestinationStatus,
      ),
    ],
    [
      'addClient',
      command(
        z.object({ role: z.enum(['subscriber', 'sender']), destinations: z.array(z.string()) }),
        control.addClient,
      ),
    ],
    ['setLimits', command(z.partialRecord(z.enum(limitNames), z.number()), control.setLimits)],
    ['setReceiptMode', command(z.object({ mode: z.enum(['on-behalf', 'verbatim']) }), control.setReceiptMode)],
    ['state', command(nothing, control.state)],
    [
      'sendApplication',
      command(applicationSchema, (application) =>
        online.sendApplication({ ...application, attachments: application.attachments.map(decodeAttachment) }),
      ),
    ],
    ['receiveReplies', command(nothing, async () => (await online.receiveReplies()).map(encodeReply))],
    ['keptReplies', command(nothing, async () => (await online.keptReplies()).map(encodeReply))],
    [
      'answerNachforderung',
      command(
        z.object({ replyId: z.string(), answers: z.array(answerSchema), mitteilung: z.string().exactOptional() }),
        async ({ replyId, answers, mitteilung }) => {
          const reply = (await online.keptReplies()).find((kept) => kept.replyId === replyId);
          if (!reply) throw new Error(`no reply ${replyId} was received`);
          return online.answerNachforderung(reply, answers.map(decodeAttachment), mitteilung);
        },
      ),
    ],
  ]);
}

function decodeAttachment<T extends z.output<typeof attachmentSchema>>({
  base64,
  ...rest
}: T): Omit<T, 'base64'> & Pick<OutgoingAttachment, 'bytes'> {
  return { ...rest, bytes: Buffer.from(base64, 'base64') };
}

function encodeReply(reply: ReceivedReply) {
  const attachments = reply.attachments.map(({ bytes, ...rest }) => ({
    ...rest,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  return { ...reply, attachments };
}

function failure(status: number, error: string): Answer {
  return jsonAnswer(status, { error });
}

function sameToken(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
