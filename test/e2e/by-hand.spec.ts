import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { character } from '../applicants/cast.ts';
import type { ApplicantDocument } from '../applicants/character.ts';
import { attachTroubles } from './attach-troubles.ts';
import { barriers } from './barriers.ts';
import { type Desk, openDesk, pageOf } from './desk.ts';
import { setUp, testRecoveryCode } from './steps/first-start.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let desk: Desk;
let papers: readonly ApplicantDocument[];
const paper = (fits: (document: ApplicantDocument) => boolean): ApplicantDocument => {
  const found = papers.find(fits);
  if (found === undefined) throw new Error('the applicant has no such paper');
  return found;
};

test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'desk-by-hand-'));
  desk = await openDesk(home, character('wulandari'));
  papers = await desk.applicant.documents();
  await setUp(desk);
  await testRecoveryCode(desk);
});
test.afterAll(async () => {
  await desk?.window.close();
  await desk?.service.close();
  await rm(home, { recursive: true, force: true });
});
test.afterEach(({ browserName: _ }, info) => attachTroubles(desk, info));

test('a paper application becomes a case without any connection', async () => {
  const page = pageOf(desk);
  await page.getByRole('button', { name: 'Neuer Vorgang' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Neuer Vorgang' });
  await dialog.getByLabel('Vornamen').fill('Wulandari');
  await dialog.getByLabel('Geburtsdatum').fill('1991');
  await dialog.getByLabel('Geburtsort').fill('Yogyakarta');
  await dialog.getByRole('combobox', { name: /Staatsangehörigkeit/ }).fill('Indonesien');
  await page.getByRole('option', { name: 'Indonesien' }).click();
  expect.soft(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: /anlegen|aufnehmen/i }).click();
  await page.getByRole('heading', { level: 1, name: 'Wulandari' }).waitFor();
  await expect(page.getByText(/^\W*\* 1991 Yogyakarta/)).toBeVisible();
});

test('files join it by dialog and by drop, each as it is, and a wrong label is told', async () => {
  const page = pageOf(desk);
  const pdf = paper(({ mimeType, bytes }) => mimeType === 'application/pdf' && bytes.length > 0);
  await page.getByRole('button', { name: 'Dateien hinzufügen …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dateien zu diesem Fall hinzufügen' });
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'Reisepass.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf.bytes) },
    { name: 'leer.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
  ]);
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'Scan.pdf', { type: 'application/pdf' }));
    return data;
  });
  await dialog.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(dialog.getByText('3 Datei(en)')).toBeVisible();
  await dialog.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
  await expect(dialog.getByText('3 Datei(en) gespeichert.')).toBeVisible();
  await expect(dialog.getByText(/„leer\.pdf“/)).toBeVisible();
  await expect(dialog.getByText(/„Scan\.pdf“/)).toBeVisible();
  expect.soft(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Schließen' }).click();
});

test('the paper is read, the empty file is explained, and both outlast a new start of the window', async () => {
  const page = pageOf(desk);
  const list = page.getByRole('region', { name: 'Nachweise' });
  await list.getByRole('button', { name: /^Reisepass\.pdf/ }).click();
  await page.getByRole('region', { name: 'Dokument' }).getByRole('img', { name: 'Seite 1' }).waitFor();
  await list.getByRole('button', { name: /^leer\.pdf/ }).click();
  await expect(page.getByText('Die Datei ist leer (0 Byte).')).toBeVisible();
  const begunAnew = page.waitForEvent('load');
  await desk.window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await begunAnew;
  await expect(page.getByText('Die Datei ist leer (0 Byte).')).toBeVisible();
  expect(desk.window.complaints).toEqual([]);
});
