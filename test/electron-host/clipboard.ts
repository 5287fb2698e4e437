let held = '';

/** Electron's `clipboard`, kept within the app: the host does not reach the desktop's clipboard. */
export const clipboard = {
  readText: (): string => held,
  writeText: (text: string): void => {
    held = text;
  },
  clear: (): void => {
    held = '';
  },
  availableFormats: (): string[] => (held ? ['text/plain'] : []),
};
