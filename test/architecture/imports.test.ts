import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycles, IMPORT_RULES, violations } from './import-rules.ts';
import { productSources, readSource, root } from './source-files.ts';

const sources = productSources();

describe('the house (ARCHITECTURE §3)', () => {
  it.each(IMPORT_RULES.map((rule) => [rule.rule, rule] as const))('%s', (_name, rule) => {
    const concerned = sources.filter(({ file }) => file.startsWith(rule.about));
    expect(concerned, 'a rule about files that do not exist').not.toEqual([]);
    expect(violations(concerned, [rule])).toEqual([]);
  });

  it('has no circles of imports', () => {
    expect(cycles(sources)).toEqual([]);
  });

  it('imports only files that exist', () => {
    const files = new Set(sources.map(({ file }) => file));
    const missing = sources
      .flatMap(({ imports }) => imports)
      .filter(({ to }) => to !== undefined && /\.tsx?$/.test(to) && !to.endsWith('.d.ts') && !files.has(to))
      .map(({ from, line, specifier }) => `${from}:${line} imports ${specifier}`);
    expect(missing).toEqual([]);
  });

  it('creates windows in one place', () => {
    const places = sources.flatMap(({ file, newExpressions }) =>
      newExpressions
        .filter(({ callee }) => /^(BrowserWindow|BrowserView|WebContentsView)$/.test(callee))
        .map(() => file),
    );
    expect(places).toEqual(['electron/main/windows.ts']);
  });

  it('lets nobody in the product watch or stop its steps (SECURITY I4)', () => {
    const watching = sources
      .map(({ file }) => file)
      .filter((file) => file !== 'electron/core/steps.ts')
      .filter((file) => readFileSync(path.join(root, file), 'utf8').includes('watchSteps'));
    expect(watching).toEqual([]);
  });

  it('has no rooms for things without a name', () => {
    const nameless = sources
      .map(({ file }) => file)
      .filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager)(\/|\.|-)/i.test(file));
    expect(nameless).toEqual([]);
  });
});

describe('the check itself', () => {
  const breaking = (file: string, text: string): string[] => violations([readSource(file, text)], IMPORT_RULES);

  it.each([
    ['shared/domain/x.ts', "import { z } from 'zod';"],
    ['shared/domain/x.ts', "import type { Call } from '../contract/call.ts';"],
    ['shared/contract/x.ts', "import { y } from '../../electron/core/log.ts';"],
    ['renderer/case/x.tsx', "import { contract } from '../../shared/contract/contract.ts';"],
    ['renderer/case/x.tsx', "export { z } from 'zod';"],
    ['renderer/case/x.tsx', "const core = await import('../../electron/core/core.ts');"],
    ['electron/preload/x.ts', "import { contract } from '../../shared/contract/contract.ts';"],
    ['electron/core/cases/x.ts', "import { app } from 'electron';"],
    ['electron/core/cases/x.ts', "import type { App } from 'electron/main';"],
    ['electron/core/cases/x.ts', "import type { Round } from '../intake/round.ts';"],
    ['electron/core/delivery/x.ts', "type C = import('../cases/opening.ts').CaseOpening;"],
    ['electron/core/store/x.ts', "import { openJournal } from '../journal/journal.ts';"],
    ['electron/main/x.ts', "import { errorFacts } from '../core/log.ts';"],
  ])('refuses in %s: %s', (file, text) => {
    expect(breaking(file, text)).toHaveLength(1);
    expect(breaking(file, `\n\n${text}`)[0]).toContain(`${file}:3 imports`);
  });

  it.each([
    ['renderer/case/x.tsx', "import { type CaseView } from '../../shared/contract/cases.ts';"],
    ['renderer/case/x.tsx', "import { callNames } from '../../shared/contract/names.ts';"],
    ['electron/main/x.ts', "import type { ToCore } from '../core/messages.ts';"],
    ['electron/core/intake/x.ts', "import { openCase } from '../cases/opening.ts';"],
  ])('allows in %s: %s', (file, text) => {
    expect(breaking(file, text)).toEqual([]);
  });

  it('finds a circle over three files and says where it closes', () => {
    const circle = [
      readSource('shared/a.ts', "import './b.ts';"),
      readSource('shared/b.ts', "import './c.ts';"),
      readSource('shared/c.ts', "\nimport type { A } from './a.ts';"),
    ];
    expect(cycles(circle)).toEqual(['shared/c.ts:2 closes shared/a.ts → shared/b.ts → shared/c.ts → shared/a.ts']);
  });
});
