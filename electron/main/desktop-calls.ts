import path from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme } from 'electron';
import { ok } from '../../shared/contract/call.ts';
import type { CallName, ParsedRequestOf, ResultOf } from '../../shared/contract/contract.ts';
import type { Grants } from './grants.ts';
import { mainTexts } from './texts.ts';

type DesktopHandlers = {
  [N in CallName<'desktop'>]: (
    request: ParsedRequestOf<'desktop', N>,
    window: BrowserWindow,
    session: string,
  ) => Promise<ResultOf<'desktop', N>>;
};

/** The calls main answers itself. Dialogs are titled by what the choice is for. */
export const createDesktopCalls = (grants: Grants): DesktopHandlers => {
  let language: 'de' | 'en' = 'de';
  const choose = async (
    window: BrowserWindow,
    session: string,
    title: string,
    property: 'openDirectory' | 'openFile',
  ) => {
    const chosen = await dialog.showOpenDialog(window, {
      title,
      properties: property === 'openDirectory' ? ['openDirectory', 'createDirectory'] : ['openFile'],
    });
    const [first] = chosen.filePaths;
    if (chosen.canceled || first === undefined) return ok({ grant: null });
    return ok({ grant: { grantId: grants.add(first, session), label: path.basename(first) || first } });
  };
  return {
    chooseFolder: ({ purpose }, window, session) =>
      choose(window, session, mainTexts[language].chooseFolder[purpose], 'openDirectory'),
    chooseFile: ({ purpose }, window, session) =>
      choose(window, session, mainTexts[language].chooseFile[purpose], 'openFile'),
    setAppearance: async (request) => {
      nativeTheme.themeSource = request.theme;
      language = request.language;
      return ok({});
    },
    about: async () =>
      ok({
        version: app.getVersion(),
        runtime: process.versions.electron === undefined ? 'chromium-host' : 'electron',
        electron: process.versions.electron ?? null,
        chromium: process.versions.chrome ?? '',
        node: process.versions.node,
      }),
  };
};
