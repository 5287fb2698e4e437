import { expect } from '@playwright/test';
import { CASEWORKER, choose, type Desk, pageOf } from '../desk.ts';

/** Office, first account, folder of the second copy; ends where the recovery code is shown. */
export const setUp = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByLabel('Name der Behörde').fill('Kreis Musterland');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Ihr Name').fill(CASEWORKER.name);
  await page.getByLabel('Kontoname').fill(CASEWORKER.account);
  await page.getByLabel('Passphrase', { exact: true }).fill(CASEWORKER.passphrase);
  await page.getByLabel('Passphrase wiederholen').fill(CASEWORKER.passphrase);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await choose(desk, desk.folders.secondCopy);
  await page.getByRole('button', { name: 'Ordner wählen' }).click();
  await page.getByText('Gewählter Ordner').waitFor();
  await page.getByRole('button', { name: 'Verschlüsselten Datenbestand anlegen' }).click();
  const groups = page.getByRole('list', { name: 'Wiederherstellungscode' }).getByRole('listitem');
  await groups.first().waitFor();
  desk.recoveryCode = (await groups.allInnerTexts()).join(' ');
  expect(desk.recoveryCode.length).toBeGreaterThan(30);
};

/** The code typed back from the print-out; without it nothing is ever acknowledged. Ends at sign-in or inside. */
export const testRecoveryCode = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByLabel('Ich habe den Code').check();
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Wiederherstellungscode').fill(desk.recoveryCode);
  await page.getByRole('button', { name: 'Code prüfen' }).click();
  await page
    .getByRole('navigation', { name: 'Bereiche' })
    .or(page.getByRole('heading', { name: 'Anmelden' }))
    .waitFor();
  if (await page.getByRole('heading', { name: 'Anmelden' }).isVisible()) await signIn(desk);
};

export const signIn = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByLabel('Passphrase', { exact: true }).fill(CASEWORKER.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Bereiche' }).waitFor();
};

/** Ctrl+L hides the window at once and closes the store; the window begins anew when core has ended with its keys. */
export const lock = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  const begunAnew = page.waitForEvent('load');
  await page.keyboard.press('Control+l');
  const signInPage = page.getByRole('heading', { name: 'Anmelden' });
  await signInPage.waitFor();
  await begunAnew;
  await signInPage.waitFor();
  await expect(page.getByText(desk.applicant.application.persons[0]?.name.givenNames ?? '')).toHaveCount(0);
};

/** Reads the Verbindungsdatei in, from the empty inbox. */
export const connect = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: 'Verbindung einrichten' }).click();
  await choose(desk, desk.service.connectionFile);
  await page.getByRole('button', { name: /Verbindungsdatei einlesen/ }).click();
  await page.getByText(/^Verbunden: /).waitFor();
};
