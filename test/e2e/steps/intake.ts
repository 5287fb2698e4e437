import { expect } from '@playwright/test';
import { type Desk, pageOf, rowOf } from '../desk.ts';

/** The online service encrypts and sends the application; the desk knows nothing of it yet. */
export const apply = async ({ service, applicant }: Pick<Desk, 'service' | 'applicant'>): Promise<void> => {
  await service.onlineService.sendApplication({
    fachdaten: JSON.stringify(applicant.fachdaten),
    schemaUri: applicant.fachdaten.$schema,
    attachments: await applicant.documents(),
    replyChannel: applicant.replyChannel,
    applicationDate: applicant.submittedAt.slice(0, 10),
  });
};

/** How often an event stands in the logs of all cases, e.g. `accept-submission`. */
export const countEvents = async ({ service }: Desk, event: string): Promise<number> =>
  (await service.control.state()).cases.flatMap(({ events }) => events).filter((one) => one.event === event).length;

/** "Jetzt abrufen" until the application stands in the list and the service knows it is accepted. */
export const fetchApplication = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Eingang/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Eingang' }).waitFor();
  // The first round begins by itself soon after sign-in; then the button is taken.
  const fetchNow = page.getByRole('button', { name: 'Jetzt abrufen' });
  if (await fetchNow.isEnabled()) await fetchNow.click();
  await rowOf(desk).waitFor({ timeout: 60_000 });
  await expect(page.getByRole('grid')).toHaveAttribute(
    'aria-rowcount',
    `${desk.applicant.application.persons.length + 1}`,
  );
  await expect.poll(() => countEvents(desk, 'accept-submission'), { timeout: 30_000 }).toBe(1);
};

/** Opens the applicant's case from the list and waits for its first paper. */
export const openCase = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await rowOf(desk).dblclick();
  await page.getByRole('img', { name: 'Seite 1' }).waitFor();
};
