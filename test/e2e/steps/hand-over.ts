import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { choose, type Desk, pageOf } from '../desk.ts';

/** Paths and bytes of a package's payload; throws where the manifest (RFC 8493) and the files do not agree. */
const checkedBag = async (folder: string): Promise<Map<string, Buffer>> => {
  const manifest = await readFile(path.join(folder, 'manifest-sha256.txt'), 'utf8');
  const payload = new Map<string, Buffer>();
  for (const line of manifest.split('\n').filter(Boolean)) {
    const [hash, name = ''] = line.split(/ {2}/);
    const bytes = await readFile(path.join(folder, name));
    expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(hash);
    payload.set(name, bytes);
  }
  const present = (await readdir(path.join(folder, 'data'), { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(present).toHaveLength(payload.size);
  return payload;
};

const packages = async ({ folders }: Desk): Promise<string[]> =>
  (await readdir(folders.target)).sort().map((name) => path.join(folders.target, name));

/** Exports from the case into the chosen folder and checks the package as the Fachverfahren would. */
export const exportCase = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('button', { name: 'An Fachverfahren' }).click();
  const dialog = page.getByRole('dialog', { name: 'An Fachverfahren' });
  await choose(desk, desk.folders.target);
  await dialog.getByRole('button', { name: 'In Ordner exportieren' }).click();
  await dialog.getByText(/vollständig in/).waitFor();

  const [folder = ''] = await packages(desk);
  const payload = await checkedBag(folder);
  const fachdaten = payload.get('data/fachdaten/01/fachdaten.json');
  expect(fachdaten?.toString('utf8')).toBe(JSON.stringify(desk.applicant.fachdaten));
  const passport = (await desk.applicant.documents()).find(({ filename }) => filename === 'Reisepass.pdf');
  const exported = [...payload].find(([name]) => name.includes('EV-PASS'));
  expect(exported?.[1].equals(Buffer.from(passport?.bytes ?? []))).toBe(true);
};

/** The Fachverfahren has taken the package: its file number comes back. */
export const confirmHandOver = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  const dialog = page.getByRole('dialog', { name: 'An Fachverfahren' });
  await dialog.getByLabel(/Aktenzeichen im Fachverfahren/).fill('33-20/2026/0417');
  await dialog.getByRole('button', { name: 'Übernahme bestätigen' }).click();
  await dialog.getByText('Aktenzeichen 33-20/2026/0417').waitFor();
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  await page.getByText('Fachverfahren 33-20/2026/0417').waitFor();
};

/** A paper that came after the export goes on as a Nachtrag of its own. */
export const exportSupplement = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^An Fachverfahren/ }).click();
  await page
    .getByRole('button', { name: /^Prüfen und exportieren/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'An Fachverfahren' });
  await dialog.getByText('Das Paket ist ein Nachtrag: 1 Dokumente').waitFor();
  await choose(desk, desk.folders.target);
  await dialog.getByRole('button', { name: 'Erneut exportieren' }).click();
  await dialog.getByText(/vollständig in/).waitFor();
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  const folders = await packages(desk);
  expect(folders).toHaveLength(2);
  await checkedBag(folders[1] ?? '');
};

export const showStatistics = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: 'Statistik' }).click();
  await page.getByRole('heading', { level: 1, name: 'Statistik' }).waitFor();
  const total = desk.applicant.application.persons.length;
  await page.getByText(`Grundlage: ${total} von ${total} Vorgängen`).first().waitFor();
};

/** The whole chain of entries is recomputed and the data rebuilt from it. */
export const verifyJournal = async (desk: Desk): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: 'Verwaltung' }).click();
  await page.getByRole('link', { name: 'Protokoll' }).click();
  await page.getByRole('button', { name: 'Protokoll prüfen' }).click();
  await page.getByText('Die Kette ist lückenlos.').waitFor();
  await page.getByText('Der Datenbestand stimmt mit dem Protokoll überein.').waitFor();
};
