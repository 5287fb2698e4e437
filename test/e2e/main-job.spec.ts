import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { character } from '../applicants/cast.ts';
import { attachTroubles } from './attach-troubles.ts';
import { barriers, showIn, type Theme } from './barriers.ts';
import { CASEWORKER, type Desk, openDesk, pageOf } from './desk.ts';
import { MAIN_JOB } from './main-job.ts';
import { findInTheClear, leftIn, markersOf } from './secrecy.ts';
import { lock } from './steps/first-start.ts';

const THEMES: readonly Theme[] = ['dark', 'light'];

test.describe.configure({ mode: 'serial' });

let home: string;
let desk: Desk;
test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'desk-e2e-'));
  desk = await openDesk(home, character('elif-sahin'));
});
test.afterAll(async () => {
  await desk?.window.close();
  await desk?.service.close();
  await rm(home, { recursive: true, force: true });
});
test.afterEach(({ browserName: _ }, info) => attachTroubles(desk, info));

test('an application travels from the online service to the Fachverfahren, without barriers in either theme', async () => {
  for (const step of MAIN_JOB) {
    await test.step(step.title, async () => {
      await step.run(desk);
      if (step.screen === undefined) return;
      for (const theme of THEMES) {
        await showIn(pageOf(desk), theme);
        expect.soft(await barriers(pageOf(desk)), `${step.screen}, ${theme}`).toEqual([]);
      }
    });
  }
});

test('the central moves need no mouse, and locking loses no place', async () => {
  const page = pageOf(desk);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const currentPaper = page.locator('.slot-paper[aria-current="true"]');

  await press('Control+5');
  await heading('Alle Fälle').waitFor();
  await expect(page.getByRole('grid')).toBeFocused();
  const wanted = page.getByRole('row').filter({ hasText: 'Mehmet' });
  const lines = Number(await wanted.getAttribute('aria-rowindex')) - 2;
  await press('Home');
  for (let line = 0; line < lines; line += 1) await press('ArrowDown');
  const chosen = page.getByRole('row', { selected: true });
  await expect(chosen).toContainText('Mehmet');
  await press('Enter');
  await heading('Şahin, Mehmet').waitFor();
  await page.getByRole('region', { name: 'Dokument' }).getByRole('img').first().waitFor();

  const first = await currentPaper.innerText();
  await press('a');
  await expect(page.getByRole('button', { name: 'A In Ordnung' })).toHaveAttribute('aria-pressed', 'true');
  await press('Enter');
  await expect(currentPaper).not.toHaveText(first);

  const panes = new Set<string>();
  for (let moves = 0; moves < 5; moves += 1) {
    await press('F6');
    panes.add(
      await page.evaluate(() => {
        const pane = document.activeElement?.closest('[data-pane]');
        return pane?.getAttribute('aria-label') ?? pane?.getAttribute('data-pane') ?? 'none';
      }),
    );
  }
  expect(panes.size).toBeGreaterThanOrEqual(4);
  expect(panes).not.toContain('none');

  await press('F1');
  await page.getByRole('dialog', { name: 'Tastatur' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await press('Control+k');
  await page.getByRole('combobox', { name: 'Befehl suchen' }).waitFor();
  await page.keyboard.type('statistik');
  await press('Enter');
  await heading('Statistik').waitFor();
  await press('Alt+ArrowLeft');
  await heading('Şahin, Mehmet').waitFor();

  await lock(desk);
  await expect(page.getByText('Mehmet')).toHaveCount(0);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type(CASEWORKER.passphrase);
  await press('Enter');
  await heading('Şahin, Mehmet').waitFor();
});

test('no window broke a rule of the page or wrote an error', async () => {
  expect(desk.window.complaints).toEqual([]);
  // And the watch is awake: a forbidden image is noticed.
  await pageOf(desk).evaluate(() => {
    new Image().src = 'https://example.org/pixel.png';
  });
  await expect.poll(() => desk.window.complaints.join('\n')).toContain('CSP report: img-src https://example.org');
});

test('the whole session left nothing in the clear on disk', async () => {
  const { profile, secondCopy, temp, target } = desk.folders;
  const markers = await markersOf(desk);
  await desk.window.close();
  expect(await findInTheClear([profile, secondCopy, temp], markers)).toEqual([]);
  expect(leftIn(temp)).toEqual([]);
  // The package is in the clear by purpose; that the search finds it there proves the search.
  const found = (await findInTheClear([target], markers)).join('\n');
  for (const name of ['a family name', 'given names', 'remarks', 'bytes of Reisepass.pdf', 'a start of a PDF'])
    expect(found.includes(name), name).toBe(true);
});
