import { expect } from '@playwright/test';
import { type Desk, pageOf } from '../desk.ts';

/** Takes one step of the procedure through the status menu; a step that asks for nothing is done with the choice. */
export const changeStatus = async (desk: Desk, to: string, reason?: string): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('button', { name: /Status ändern$/ }).click();
  await page.getByRole('menuitem', { name: `führt zu „${to}“` }).click();
  if (reason !== undefined) {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: 'Status ändern' }).click();
  }
  await page.getByRole('button', { name: `Status: ${to}. Status ändern` }).waitFor();
};

export const takeCase = (desk: Desk): Promise<void> => changeStatus(desk, 'Vollständigkeitsprüfung');

export const confirmFilingDate = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('button', { name: /\(zu bestätigen\)/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Eingangsdatum bestätigen' });
  await dialog.getByText('Beim Zustelldienst eingereicht').waitFor();
  await dialog.getByRole('button', { name: 'Bestätigen' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect(page.getByRole('button', { name: /\(zu bestätigen\)/ })).toHaveCount(0);
};

/** Shows the paper of a proof: its row in the checklist, then the first drawn page. */
export const openProof = async (desk: Desk, proof: string): Promise<void> => {
  const page = pageOf(desk);
  const row = page.getByRole('region', { name: 'Nachweise' }).getByRole('button', { name: proof }).first();
  await row.click();
  await expect(row).toHaveAttribute('aria-current', 'true');
  await page.getByRole('region', { name: 'Dokument' }).getByRole('img').first().waitFor();
  await page.getByRole('group', { name: `Ergebnis für ${proof}` }).waitFor();
};

/** The passport: seen as a copy, the original is still to be shown. */
export const reviewPassport = async (desk: Desk): Promise<void> => {
  await openProof(desk, 'Nationalpass');
  const page = pageOf(desk);
  await page.getByRole('button', { name: /Kopie ok/ }).click();
  await expect(page.getByRole('button', { name: /Kopie ok/ })).toHaveAttribute('aria-pressed', 'true');
};

/** The tenancy agreement: a page was not copied. */
export const findDefect = async (desk: Desk): Promise<void> => {
  await openProof(desk, 'Mietvertrag / Wohnkosten / Eigentum');
  const page = pageOf(desk);
  await page.getByRole('button', { name: /Mangel/ }).click();
  await page.getByRole('menuitem', { name: 'Seiten fehlen' }).click();
  await page.getByRole('button', { name: 'Mangel: Seiten fehlen' }).waitFor();
};

/** A file nobody said anything about: its page is put on a proof and judged. */
export const placePages = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('region', { name: 'nicht zugeordnet' }).getByRole('button', { name: 'Scan_0007.pdf' }).click();
  const form = page.getByRole('form', { name: 'Seiten zuordnen' });
  await form.getByLabel('Nachweis').click();
  await page.getByRole('option', { name: 'Gehaltsabrechnungen' }).click();
  await form.getByRole('button', { name: 'Zuordnen' }).click();
  await page.getByRole('group', { name: 'Ergebnis für Gehaltsabrechnungen' }).waitFor();
};

export const writeNote = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('tab', { name: /^Notizen/ }).click();
  await page.getByLabel('Neue Notiz').fill('Geburtsdatum im Pass weicht vom Antrag ab; Original vorlegen lassen.');
  await page.getByRole('button', { name: 'Notiz speichern' }).click();
  await page.getByRole('tab', { name: 'Notizen (1)' }).waitFor();
  await page.getByRole('tab', { name: /^Angaben/ }).click();
};

/** Back from the Nachforderung and, with a reason for what stays open, complete. */
export const declareComplete = async (desk: Desk): Promise<void> => {
  await changeStatus(desk, 'Vollständigkeitsprüfung');
  await changeStatus(desk, 'Unterlagen vollständig', 'Die übrigen Nachweise werden beim Termin im Original vorgelegt.');
};
