import { character } from '../../test/applicants/cast.ts';
import type { Character } from '../../test/applicants/character.ts';
import type { OnlineService } from '../../test/central-service/online-service/online-service.ts';

/** Who applies in the demo, in this order: the family of tour and tests, then one of each kind worth seeing. */
const APPLICANTS = [
  'elif-sahin',
  'nguyen-thi-hoa',
  'wulandari',
  'samir-stateless',
  'dariush-lawyer',
  'hasan-guest-worker',
  'marek-further-fields',
  'ioana-bad-files',
] as const;

/** Sends what a character would send, with all files. */
const sendCharacter = async (online: OnlineService, { fachdaten, documents, ...sent }: Character): Promise<void> => {
  await online.sendApplication({
    fachdaten: JSON.stringify(fachdaten),
    schemaUri: fachdaten.$schema,
    attachments: (await documents()).map(({ attachmentId, filename, mimeType, purpose, bytes }) => ({
      attachmentId,
      filename,
      mimeType,
      purpose,
      bytes,
    })),
    replyChannel: sent.replyChannel,
    applicationDate: sent.submittedAt.slice(0, 10),
  });
};

/**
 * Lets a handful of synthetic applicants apply; their applications then wait at the central service.
 *
 * @param report called before each with what is being sent
 */
export const sendApplications = async (
  online: OnlineService,
  report: (done: number, total: number, title: string) => void,
): Promise<number> => {
  for (const [index, id] of APPLICANTS.entries()) {
    const applicant = character(id);
    report(index + 1, APPLICANTS.length, applicant.title);
    await sendCharacter(online, applicant);
  }
  return APPLICANTS.length;
};
