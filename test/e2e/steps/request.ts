import { expect } from '@playwright/test';
import { followUpDocuments } from '../../applicants/follow-up.ts';
import { type Desk, pageOf, rowOf } from '../desk.ts';

/** What the tour's Nachforderung asks for; the payslip comes later, unasked. */
const ASKED = ['Arbeitsvertrag', 'Arbeitgeberbescheinigung', 'Mietvertrag / Wohnkosten / Eigentum'];

/** Opens the Nachforderung; the letter beside it is the one that will be sent. */
export const draftRequest = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Nachfordern/ }).click();
  await page.getByRole('region', { name: 'Schreiben' }).getByRole('img', { name: 'Seite 1' }).waitFor();
  await expect(page.getByRole('button', { name: 'Senden …' })).toBeEnabled();
};

export const checkDraft = async (desk: Desk): Promise<void> => {
  await draftRequest(desk);
  for (const proof of ASKED)
    await expect(pageOf(desk).getByRole('button', { name: `${proof} nicht anfordern` })).toBeVisible();
  await expect(pageOf(desk).getByRole('radio', { name: /Antwortkanal/ })).toBeChecked();
};

export const sendRequest = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('button', { name: 'Senden …' }).click();
  await page.getByRole('button', { name: 'Jetzt senden' }).click();
  await page.getByText('Die Nachforderung ist gespeichert').waitFor();
  // What was sent stays in view: the list has it, and the letter beside it is that very one.
  await page.getByRole('tab', { name: /^Versandt \([1-9]/, selected: true }).waitFor();
  await page.getByRole('region', { name: 'Versandtes Schreiben' }).getByRole('img', { name: 'Seite 1' }).waitFor();
};

/** The online service receives, verifies and decrypts the reply. */
export const receiveReply = async (desk: Desk): Promise<void> => {
  await expect
    .poll(
      async () => {
        [desk.reply] = await desk.service.onlineService.receiveReplies();
        return desk.reply?.attachments.map(({ mimeType }) => mimeType);
      },
      { timeout: 60_000, message: 'the reply reaches the online service' },
    )
    .toEqual(['application/pdf']);
};

/** Evidence asked for by a received reply, with the id the answer must repeat. */
const askedIn = (data: unknown): { evidence: string; positionId: string }[] => {
  const { positionen } = data as { positionen: { nachweis: string; positionId: string }[] };
  return positionen.map(({ nachweis, positionId }) => ({ evidence: nachweis, positionId }));
};

const send = async (
  desk: Desk,
  items: readonly { evidence: string; positionId?: string; month?: string }[],
  round: number,
): Promise<void> => {
  const { applicant, service, reply } = desk;
  const personRef = applicant.application.persons[0]?.personRef ?? '';
  if (reply === undefined) throw new Error('no reply was received that could be answered');
  const { nachreichung, documents } = await followUpDocuments(
    applicant,
    items.map((item) => ({ ...item, personRef })),
    { round },
  );
  const answers = documents.map((document) => {
    const named = nachreichung.nachweise.find(({ anlageId }) => anlageId === document.attachmentId);
    return {
      ...document,
      ...(named?.positionId === undefined ? {} : { positionId: named.positionId }),
      ...(named?.art === undefined ? {} : { art: named.art }),
      personen: named?.personen ?? [],
    };
  });
  await service.onlineService.answerNachforderung(reply, answers, 'Anbei die Unterlagen.');
};

/** The applicant answers everything that was asked; the answer lands on the case. */
export const answerRequest = async (desk: Desk): Promise<void> => {
  await send(desk, askedIn(desk.reply?.data), 1);
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Nachreichungen/ }).click();
  await page.getByRole('button', { name: 'Jetzt abrufen' }).click();
  await rowOf(desk).waitFor({ timeout: 60_000 });
};

/** Opens the case from "Nachreichungen" and judges what came, proof by proof. */
export const judgeAnswer = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await rowOf(desk).dblclick();
  await page.getByRole('button', { name: 'Status: Nachreichung eingegangen. Status ändern' }).waitFor();
  for (const proof of ASKED) {
    const row = page.getByRole('button', { name: `nachgereicht ${proof}` });
    await row.click();
    await page.getByRole('region', { name: 'Dokument' }).getByRole('img').first().waitFor();
    const accept = page
      .getByRole('group', { name: `Ergebnis für ${proof}` })
      .getByRole('button', { name: /In Ordnung/ });
    await accept.click();
    await expect(accept).toHaveAttribute('aria-pressed', 'true');
    await expect(row).toHaveCount(0);
  }
};

/** After the export one more paper comes of the applicant's own accord. */
export const sendLatePaper = async (desk: Desk): Promise<void> => {
  await send(desk, [{ evidence: 'EV-PAY', month: '2026-08' }], 2);
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Eingang/ }).click();
  await page.getByRole('button', { name: 'Jetzt abrufen' }).click();
  await expect
    .poll(
      async () =>
        (await desk.service.control.state()).cases.flatMap(({ submissions }) => submissions.map(({ state }) => state)),
      { timeout: 60_000 },
    )
    .toEqual(['accepted', 'accepted', 'accepted']);
};
