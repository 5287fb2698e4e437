import { randomBytes } from 'node:crypto';
import { type DialogOutcome, type DialogSpec, drawDialog } from './page/drawn-dialog.ts';
import type { Page } from './page.ts';

export type DrawnAnswer = DialogOutcome & { readonly filePaths: readonly string[] };

const EMPTY: DialogSpec = {
  title: '',
  message: '',
  detail: '',
  error: '',
  buttons: ['OK'],
  defaultButton: 0,
  cancelButton: 0,
  checkbox: undefined,
  path: undefined,
  files: undefined,
};

/**
 * Draws a dialog in a page and waits for the answer, with the real paths of chosen files. Answers with the cancel
 * button when the page has no isolated world, navigates away or is closed.
 */
export async function askInPage(page: Page, wanted: Partial<DialogSpec>): Promise<DrawnAnswer> {
  const spec: DialogSpec = { ...EMPTY, ...wanted };
  const filesName = `f${randomBytes(8).toString('hex')}`;
  const cancelled = { button: spec.cancelButton, checked: false, path: '', files: 0, filePaths: [] };
  try {
    const outcome = await page.evaluateIsolated(
      `(${drawDialog})(${JSON.stringify(spec)}, ${JSON.stringify(filesName)})`,
    );
    if (!isOutcome(outcome)) return cancelled;
    const indexes = [...Array(outcome.files).keys()];
    return { ...outcome, filePaths: await Promise.all(indexes.map((index) => pathOf(page, `${filesName}[${index}]`))) };
  } catch {
    return cancelled;
  }
}

async function pathOf(page: Page, expression: string): Promise<string> {
  const contextId = page.isolatedContext();
  if (contextId === undefined) throw new Error('the page is gone');
  const { result } = await page.send('Runtime.evaluate', { expression, contextId });
  return (await page.send('DOM.getFileInfo', { objectId: result.objectId ?? '' })).path;
}

function isOutcome(value: unknown): value is DialogOutcome {
  return typeof value === 'object' && value !== null && 'button' in value && 'files' in value;
}
