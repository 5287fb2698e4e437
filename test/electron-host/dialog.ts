import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { configuration } from './configuration.ts';
import { askInPage } from './dialog-drawing.ts';
import type { Page } from './page.ts';

type FileFilter = { readonly name: string; readonly extensions: readonly string[] };

type FileDialogOptions = {
  readonly title?: string;
  readonly message?: string;
  readonly buttonLabel?: string;
  readonly defaultPath?: string;
  readonly filters?: readonly FileFilter[];
  readonly properties?: readonly string[];
};

type MessageBoxOptions = {
  readonly title?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
  readonly checkboxLabel?: string;
  readonly checkboxChecked?: boolean;
};

const TEXTS = {
  de: {
    open: 'Öffnen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    replace: 'Ersetzen',
    folder: 'Pfad des Ordners',
    target: 'Pfad der Datei',
    files: 'Dateien',
    noFolder: 'Diesen Ordner gibt es nicht.',
    exists: 'Die Datei gibt es schon. Soll sie ersetzt werden?',
  },
  en: {
    open: 'Open',
    save: 'Save',
    cancel: 'Cancel',
    replace: 'Replace',
    folder: 'Path of the folder',
    target: 'Path of the file',
    files: 'Files',
    noFolder: 'This folder does not exist.',
    exists: 'The file exists already. Replace it?',
  },
} as const;

/**
 * Electron's `dialog`: one mutable object, so that tests can replace its functions. File dialogs are zenity's where it
 * is installed and a display is there; everything else is drawn in the window.
 */
export const dialog = {
  async showOpenDialog(...given: readonly unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const { window, options } = read<FileDialogOptions>(given);
    const filePaths = hasZenity()
      ? await chooseWithZenity(openArguments(options))
      : await drawOpenDialog(window, options);
    return { canceled: filePaths.length === 0, filePaths };
  },

  async showSaveDialog(...given: readonly unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const { window, options } = read<FileDialogOptions>(given);
    const filePath = hasZenity()
      ? ((await chooseWithZenity(saveArguments(options)))[0] ?? '')
      : await drawSaveDialog(window, options);
    return { canceled: filePath === '', filePath };
  },

  async showMessageBox(...given: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const { window, options } = read<MessageBoxOptions>(given);
    const page = pageOf(window);
    const cancelButton = options.cancelId ?? 0;
    if (!page) return { response: cancelButton, checkboxChecked: false };
    const { button, checked } = await askInPage(page, {
      title: options.title ?? app.name,
      message: options.message ?? '',
      detail: options.detail ?? '',
      buttons: options.buttons?.length ? options.buttons : ['OK'],
      defaultButton: options.defaultId ?? 0,
      cancelButton,
      checkbox: options.checkboxLabel
        ? { label: options.checkboxLabel, checked: options.checkboxChecked ?? false }
        : undefined,
    });
    return { response: button, checkboxChecked: checked };
  },

  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
    const page = pageOf(undefined);
    if (page) askInPage(page, { title, message: content });
  },

  showMessageBoxSync: (): never => refuseSync('showMessageBoxSync'),
  showOpenDialogSync: (): never => refuseSync('showOpenDialogSync'),
  showSaveDialogSync: (): never => refuseSync('showSaveDialogSync'),
};

function refuseSync(name: string): never {
  throw new Error(`electron-host: dialog.${name} cannot wait for an answer here; use the asynchronous form`);
}

function texts() {
  return app.getLocale().startsWith('de') ? TEXTS.de : TEXTS.en;
}

/** Electron's overloads: (options) or (window, options). */
function read<Options>(given: readonly unknown[]): { window: BrowserWindow | undefined; options: Options } {
  const [first, second] = given;
  const window = first instanceof BrowserWindow ? first : undefined;
  return { window, options: ((window ? second : (second ?? first)) ?? {}) as Options };
}

function pageOf(window: BrowserWindow | undefined): Page | undefined {
  const shown = window ?? BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  return shown && !shown.isDestroyed() ? shown.webContents.page() : undefined;
}

async function drawOpenDialog(window: BrowserWindow | undefined, options: FileDialogOptions): Promise<string[]> {
  const page = pageOf(window);
  if (!page) return [];
  const folder = options.properties?.includes('openDirectory') ?? false;
  const words = texts();
  let error = '';
  for (let value = options.defaultPath ?? ''; ; ) {
    const answer = await askInPage(page, {
      title: options.title ?? words.open,
      message: options.message ?? '',
      error,
      buttons: [words.cancel, options.buttonLabel ?? words.open],
      defaultButton: 1,
      path: folder ? { label: words.folder, value } : undefined,
      files: folder
        ? undefined
        : {
            label: words.files,
            accept: acceptList(options.filters),
            multiple: options.properties?.includes('multiSelections') ?? false,
          },
    });
    if (answer.button === 0) return [];
    if (!folder) return [...answer.filePaths];
    value = absolute(answer.path);
    if (statSync(value, { throwIfNoEntry: false })?.isDirectory()) return [value];
    error = words.noFolder;
  }
}

async function drawSaveDialog(window: BrowserWindow | undefined, options: FileDialogOptions): Promise<string> {
  const page = pageOf(window);
  if (!page) return '';
  const words = texts();
  let error = '';
  for (let value = absolute(options.defaultPath ?? ''); ; ) {
    const answer = await askInPage(page, {
      title: options.title ?? words.save,
      message: options.message ?? '',
      error,
      buttons: [words.cancel, options.buttonLabel ?? words.save],
      defaultButton: 1,
      path: { label: words.target, value },
    });
    if (answer.button === 0) return '';
    value = absolute(answer.path);
    error = existsSync(path.dirname(value)) ? '' : words.noFolder;
    if (error) continue;
    if (!existsSync(value)) return value;
    const buttons = [words.cancel, words.replace];
    if ((await askInPage(page, { title: value, message: words.exists, buttons })).button === 1) return value;
  }
}

function absolute(entered: string): string {
  const value = entered.trim().replace(/^~(?=\/|$)/, homedir());
  return path.resolve(homedir(), value);
}

function acceptList(filters: readonly FileFilter[] = []): string {
  const extensions = filters.flatMap((filter) => filter.extensions);
  return extensions.includes('*') ? '' : extensions.map((extension) => `.${extension}`).join(',');
}

function hasZenity(): boolean {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return !configuration().headless && folders.some((folder) => existsSync(path.join(folder, 'zenity')));
}

function openArguments({ title, defaultPath, properties = [] }: FileDialogOptions): string[] {
  return [
    `--title=${title ?? texts().open}`,
    ...(defaultPath ? [`--filename=${defaultPath}`] : []),
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
    ...(properties.includes('multiSelections') ? ['--multiple', '--separator=\n'] : []),
  ];
}

function saveArguments({ title, defaultPath }: FileDialogOptions): string[] {
  return [
    '--save',
    '--confirm-overwrite',
    `--title=${title ?? texts().save}`,
    ...(defaultPath ? [`--filename=${defaultPath}`] : []),
  ];
}

function chooseWithZenity(parameters: readonly string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn('zenity', ['--file-selection', ...parameters], { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', () => resolve([]));
    child.on('close', (code) => resolve(code === 0 ? output.split('\n').filter(Boolean) : []));
  });
}
