import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { character } from '../../test/applicants/cast.ts';
import { showIn } from '../../test/e2e/barriers.ts';
import { CASEWORKER, type Desk, openDesk, pageOf } from '../../test/e2e/desk.ts';
import { MAIN_JOB, type Step } from '../../test/e2e/main-job.ts';
import { findInTheClear, leftIn, markersOf } from '../../test/e2e/secrecy.ts';
import { buildIfNeeded } from '../build/freshness.ts';
import { root } from '../root.ts';
import { chooseRuntime } from '../runtime.ts';
import { messageOf, seconds } from '../terminal.ts';

// `npm run tour [-- --data DIR]`: the main job through the real windows, unseen, step by step, with a picture of each
// and the export package under tour/. Exit code 0 only if every step held.

const TOUR = path.join(root, 'tour');
/** Screens shown in both themes. */
const IN_BOTH_THEMES: readonly Step['screen'][] = ['inbox', 'case', 'request'];

const announce = async (number: number, title: string, run: () => Promise<void>): Promise<void> => {
  const label = `${String(number).padStart(2)}  ${title}`;
  const started = performance.now();
  try {
    await run();
    console.log(`✓ ${label}  ${seconds(performance.now() - started)}`);
  } catch (error) {
    console.log(`✗ ${label}  ${seconds(performance.now() - started)}`);
    throw error;
  }
};

const picture = async (desk: Desk, name: string): Promise<string> => {
  const file = path.join(TOUR, `${name}.png`);
  await pageOf(desk).screenshot({ path: file });
  return file;
};

const takeStep = async (desk: Desk, number: number, step: Step): Promise<void> => {
  const name = `${String(number).padStart(2, '0')}-${step.id}`;
  try {
    await announce(number, step.title, () => step.run(desk));
    if (IN_BOTH_THEMES.includes(step.screen)) {
      await showIn(pageOf(desk), 'dark');
      await picture(desk, `${name}-dark`);
      await showIn(pageOf(desk), 'light');
    }
    await picture(desk, name);
  } catch (error) {
    const shown = await picture(desk, `${name}-failed`).catch(() => 'the window is gone, there is no picture');
    console.log(`\nThis step did not hold: ${step.title}\n${messageOf(error)}\nThe window then: ${shown}`);
    if (desk.window.complaints.length > 0) console.log(`It complained:\n${desk.window.complaints.join('\n')}`);
    throw error;
  }
};

const demand = (holds: boolean, facts: readonly string[]): void => {
  if (!holds) throw new Error(facts.join('\n'));
};

const checkAfterwards = async (desk: Desk, number: number): Promise<void> => {
  await announce(number, 'The window wrote no error and broke no rule of the page', async () =>
    demand(desk.window.complaints.length === 0, desk.window.complaints),
  );
  const markers = await markersOf(desk);
  await desk.window.close();
  const { profile, secondCopy, temp } = desk.folders;
  await announce(number + 1, 'Nothing of it stands in the clear on disk', async () => {
    const found = await findInTheClear([profile, secondCopy, temp], markers);
    demand(found.length === 0, found);
    demand(leftIn(temp).length === 0, leftIn(temp));
  });
};

const tour = async (home: string, data: string | undefined): Promise<void> => {
  const started = performance.now();
  const target = path.join(TOUR, 'export');
  const desk = await openDesk(home, character('elif-sahin'), {
    target,
    ...(data === undefined ? {} : { profile: data }),
  });
  try {
    await showIn(pageOf(desk), 'light');
    for (const [index, step] of MAIN_JOB.entries()) await takeStep(desk, index + 1, step);
    await checkAfterwards(desk, MAIN_JOB.length + 1);
  } finally {
    await desk.window.close();
    await desk.service.close();
  }
  console.log(`\nEvery step held, ${seconds(performance.now() - started)}. Pictures: ${TOUR}`);
  console.log(`Export packages: ${target}`);
  if (data === undefined) return;
  console.log(`Profile: ${data}  (account ${CASEWORKER.account}, passphrase "${CASEWORKER.passphrase}")`);
};

/** The folder to keep the profile in; it must be new or empty, because the tour begins with a first start. */
const dataFolder = async (named: string | undefined): Promise<string | undefined> => {
  if (named === undefined) return undefined;
  const folder = path.resolve(named);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return folder;
  throw new Error(`${folder} is not empty. The tour begins with a first start; name a new folder.`);
};

let home: string | undefined;
try {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const data = await dataFolder(values.data);
  // Read by the electron package when Playwright asks it for the executable.
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= (await chooseRuntime({ mayDownload: false })).folder;
  await buildIfNeeded();
  await rm(TOUR, { recursive: true, force: true });
  await mkdir(TOUR, { recursive: true });
  home = await mkdtemp(path.join(tmpdir(), 'desk-tour-'));
  await tour(home, data);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  if (home !== undefined) await rm(home, { recursive: true, force: true });
}
