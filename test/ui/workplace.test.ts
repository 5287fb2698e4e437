import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page, type Request } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needChromium } from '../../tools/chromium.ts';
import { buildDouble } from '../renderer-double/build-double.ts';
import { SAMPLE_CASE, SAMPLE_DOCUMENTS } from '../renderer-double/case-sample.ts';
import { serveDouble } from '../renderer-double/serve-double.ts';

let folder: string;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveDouble>>;
let page: Page;
/** What the page complained about: CSP reports come as console errors too. */
let complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'renderer-double-'));
  await buildDouble(folder);
  server = await serveDouble(folder);
  browser = await chromium.launch({ executablePath: needChromium(), args: ['--no-sandbox'] });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await page?.context().close();
});

const open = async (address: string, size = { width: 1280, height: 720 }): Promise<Page> => {
  complaints = [];
  const context = await browser.newContext({ viewport: size, locale: 'de-DE' });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.address}/${address}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('.skeleton-row').first().waitFor({ state: 'detached' });
  return page;
};

const STATES = [
  ['the list', '?scene=work#/inbox/all'],
  ['trouble', '?scene=intake-trouble#/inbox/new'],
  ['a running fetch', '?scene=fetching#/inbox/mine'],
  ['the first day', '?scene=first-day#/inbox/new'],
  ['no connection', '?scene=not-connected#/administration/connection'],
  ['set-up', '?scene=first-start'],
  ['sign-in', '?scene=locked'],
  ['the untested code', '?scene=recovery-untested'],
  ['a store that cannot be opened', '?scene=store-trouble'],
  ['statistics', '?scene=work#/statistics'],
  ['the office profile', '?scene=work#/administration/office'],
  ['users', '?scene=work#/administration/accounts'],
  ['backup without the right', '?scene=read-only#/administration/backup'],
  ['backup in trouble', '?scene=intake-trouble#/administration/backup'],
  ['policies', '?scene=work#/administration/policy'],
  ['appearance', '?scene=work#/administration/appearance'],
] as const;

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(STATES)('%s has no barrier axe can find and breaks no rule of the page', async (_, address) => {
    const [query = '', hash = ''] = address.split('#');
    await open(`${query}&theme=${theme}${hash ? `#${hash}` : ''}`);
    const axe = new AxeBuilder({ page });
    // The dark theme differs in colours only.
    const { violations } = await (theme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('the list by keyboard', () => {
  const activeRow = () =>
    page.locator('[role=grid]').evaluate((grid) => {
      const id = grid.getAttribute('aria-activedescendant');
      return id === null ? null : document.getElementById(id)?.textContent;
    });

  it('opens the active case with Enter and comes back to the same row', async () => {
    await open('?scene=work#/inbox/all');
    const grid = page.getByRole('grid');
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    const chosen = await activeRow();
    expect(chosen).toContain('Şahin, Deniz');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/case/');
    expect(page.url()).toContain('list=');
    await page.goBack();
    await expect.poll(activeRow).toBe(chosen);
  });

  it('reaches the last of ten thousand rows and keeps few of them drawn', async () => {
    await open('?scene=many#/inbox/all');
    await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    const last = page.locator('[role=row][aria-rowindex="10001"]');
    await expect.poll(() => last.getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => last.isVisible()).toBe(true);
    await expect.poll(() => last.getAttribute('aria-busy')).toBe('false');
    expect(await page.getByRole('row').count()).toBeLessThan(80);
  });

  it('names single cells to a screen reader when one walks along the row', async () => {
    await open('?scene=work#/inbox/all');
    await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await activeRow()).toBe('03.04.1989');
  });

  it('keeps the row when the list is renewed', async () => {
    await open('?scene=work#/inbox/all');
    await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
    const before = await activeRow();
    await page.evaluate(() =>
      (window as unknown as { announce(what: unknown): void }).announce({ topic: 'cases', ids: [] }),
    );
    await page.getByRole('status').first().waitFor({ state: 'attached' });
    await expect.poll(activeRow).toBe(before);
    expect(await page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
  });
});

describe('the frame', () => {
  it('searches everything from the top bar and shows the text in the address', async () => {
    await open('?scene=work#/inbox/new');
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('sahin');
    await expect.poll(() => page.url()).toContain('#/inbox/all?search=sahin');
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('5');
  });

  it('hides everything the moment it is locked', async () => {
    await open('?scene=work#/inbox/all');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await page.getByText('Şahin').count()).toBe(0);
  });

  it.each([
    ['a PDF', SAMPLE_DOCUMENTS.payslips],
    ['a photo', SAMPLE_DOCUMENTS.photo],
  ])('lets go of %s it is still reading when it is locked', async (_, documentId) => {
    await open('?scene=work#/inbox/all');
    const isPaper = (request: Request) => request.url().endsWith(`/document/${documentId}`);
    // The store never answers: what is not let go of stays open for ever.
    await page.route('**/document/**', () => undefined);
    const asked = page.waitForEvent('request', isPaper);
    await page.evaluate((hash) => location.assign(hash), `#/case/${SAMPLE_CASE}?document=${documentId}`);
    await asked;
    const letGo = page.waitForEvent('requestfailed', { predicate: isPaper, timeout: 5_000 });
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect((await letGo).failure()?.errorText).toBe('net::ERR_ABORTED');
    expect(complaints).toEqual([]);
  });

  it('locks itself when nobody touched it for as long as policy says, and not while somebody works', async () => {
    await open('?scene=work#/inbox/all');
    await page.clock.install();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Alle Fälle' }).waitFor();
    await page.clock.runFor('09:00');
    await page.mouse.move(300, 300);
    await page.clock.runFor('09:00');
    expect(await page.getByRole('heading', { name: 'Anmelden' }).count()).toBe(0);
    await page.clock.runFor('01:10');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await page.getByText('Şahin').count()).toBe(0);
  });

  it('finds commands by typing and runs them', async () => {
    await open('?scene=work#/inbox/new');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Befehl suchen' }).waitFor();
    await page.keyboard.type('statistik');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Statistik' }).waitFor();
  });

  it('walks its parts with F6', async () => {
    await open('?scene=work#/inbox/all');
    await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
    const pane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
    const seen: unknown[] = [];
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press('F6');
      seen.push(await pane());
    }
    expect(seen).toEqual(['top', 'navigation', 'workplace']);
  });

  it('speaks English when the account wants it', async () => {
    await open('?scene=work&language=en#/inbox/new');
    await page.getByRole('heading', { level: 1, name: 'Intake' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('the first start', () => {
  it('goes from nothing to sign-in, with the recovery code typed back', async () => {
    await open('?scene=first-start');
    await page.getByLabel('Name der Behörde').fill('Stadt Musterhausen');
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByLabel('Ihr Name').fill('Aylin Yıldız');
    await page.getByLabel('Kontoname').fill('a.yildiz');
    await page.getByLabel('Passphrase', { exact: true }).fill('Lampe Wiese Kanne Mond');
    await page.getByLabel('Passphrase wiederholen').fill('Lampe Wiese Kanne Mond');
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByRole('button', { name: 'Ordner wählen …' }).click();
    await page.getByText('Sicherung (Netzlaufwerk)').waitFor();
    await page.getByRole('button', { name: 'Verschlüsselten Datenbestand anlegen' }).click();
    const groups = await page
      .getByRole('list', { name: 'Wiederherstellungscode' })
      .getByRole('listitem')
      .allTextContents();
    expect(groups).toHaveLength(9);
    await page.getByLabel('Ich habe den Code gedruckt oder aufgeschrieben').check();
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByLabel('Wiederherstellungscode').fill('falsch-falsch');
    await page.getByRole('button', { name: 'Code prüfen' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Wiederherstellungscode').fill(groups.join(' ').toLowerCase());
    await page.getByRole('button', { name: 'Code prüfen' }).click();
    await page.getByText('Der Code stimmt.').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill('richtig');
    await page.keyboard.press('Enter');
    await page.getByRole('grid').waitFor();
  });
});
