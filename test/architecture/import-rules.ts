import type { SourceFile, SourceImport } from './source-files.ts';

/** A rule of ARCHITECTURE §3: the files it is about, and what each of their imports must satisfy. */
export type ImportRule = {
  rule: string;
  /** Beginning of the importing files' paths. */
  about: string;
  allows: (imported: SourceImport) => boolean;
};

const inside = (...places: string[]) => {
  return ({ to }: SourceImport): boolean => to !== undefined && places.some((place) => to.startsWith(place));
};
const isPackage = ({ to }: SourceImport): boolean => to === undefined;
const isElectron = ({ specifier }: SourceImport): boolean => /^electron(\/|$)/.test(specifier);

/** Modules of core a module may import besides itself; what is not named here is forbidden. */
const CORE_DIRECTION: Readonly<Record<string, readonly string[]>> = {
  store: [],
  journal: ['store'],
  cases: ['journal', 'store'],
  crypto: [],
  delivery: ['journal', 'store', 'crypto'],
  administration: ['cases', 'journal', 'store', 'delivery'],
  intake: ['cases', 'journal', 'store', 'delivery', 'crypto'],
  requests: ['cases', 'journal', 'store', 'delivery'],
  export: ['cases', 'journal', 'store'],
  statistics: ['cases', 'journal', 'store'],
};

/** The crypto thread runs functions of these, so its job list speaks their types. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { crypto: ['delivery', 'store'] };

/** Small files of core's root that say what a module, a message, a step and a place of files is; every module has them. */
const CORE_GROUND = ['runtime', 'messages', 'log', 'version', 'worker-file', 'resource-file', 'steps'].map(
  (name) => `electron/core/${name}.ts`,
);

/** Where a thread begins: composition roots of their own, like core.ts. */
const THREAD_ENTRIES = ['electron/core/store/reader-worker.ts', 'electron/core/crypto/worker.ts'];

const coreRules: ImportRule[] = Object.entries(CORE_DIRECTION).map(([module, others]) => ({
  rule: `core/${module} imports only ${[module, ...others].join(', ')} of core`,
  about: `electron/core/${module}/`,
  allows: (imported) =>
    THREAD_ENTRIES.includes(imported.from) ||
    (imported.typeOnly && inside(...(TYPES_ONLY[module] ?? []).map((name) => `electron/core/${name}/`))(imported)) ||
    imported.to === undefined ||
    !imported.to.startsWith('electron/core/') ||
    inside(...[module, ...others].map((name) => `electron/core/${name}/`), ...CORE_GROUND)(imported),
}));

/** Who may import whom. */
export const IMPORT_RULES: readonly ImportRule[] = [
  {
    rule: 'shared imports nothing outside shared but code lists',
    about: 'shared/',
    allows: (imported) => isPackage(imported) || inside('shared/', 'resources/codelists/')(imported),
  },
  {
    rule: 'shared/domain imports nothing but itself and code lists',
    about: 'shared/domain/',
    allows: inside('shared/domain/', 'resources/codelists/'),
  },
  {
    rule: 'renderer imports renderer, shared and code lists only',
    about: 'renderer/',
    allows: (imported) => isPackage(imported) || inside('renderer/', 'shared/', 'resources/codelists/')(imported),
  },
  {
    rule: 'renderer takes types and names from the contract, nothing that carries zod',
    about: 'renderer/',
    allows: (imported) =>
      imported.typeOnly ||
      (imported.specifier !== 'zod' &&
        !(imported.to?.startsWith('shared/contract/') && imported.to !== 'shared/contract/names.ts')),
  },
  {
    rule: 'renderer imports no Node module',
    about: 'renderer/',
    allows: (imported) => imported.typeOnly || !imported.specifier.startsWith('node:'),
  },
  {
    rule: 'preload imports electron, and types and names of the contract, nothing else',
    about: 'electron/preload/',
    allows: (imported) =>
      isElectron(imported) ||
      imported.to === 'shared/contract/names.ts' ||
      (imported.typeOnly && inside('shared/contract/')(imported)),
  },
  {
    rule: "only main and preload import 'electron'",
    about: '',
    allows: (imported) => !isElectron(imported) || /^electron\/(main|preload)\//.test(imported.from),
  },
  {
    rule: "core imports core, shared and data, and types of the press's protocol",
    about: 'electron/core/',
    allows: (imported) =>
      isPackage(imported) ||
      inside('electron/core/', 'shared/', 'resources/', 'package.json')(imported) ||
      (imported.typeOnly && imported.to === 'electron/press/protocol.ts'),
  },
  {
    rule: 'press imports press and shared only',
    about: 'electron/press/',
    allows: (imported) => isPackage(imported) || inside('electron/press/', 'shared/')(imported),
  },
  {
    rule: "main takes nothing but message types from core, and the press's supervisor from press",
    about: 'electron/main/',
    allows: (imported) =>
      !inside('electron/core/', 'electron/press/')(imported) ||
      imported.typeOnly ||
      imported.to === 'electron/press/supervisor.ts',
  },
  ...coreRules,
];

/** Every import that breaks a rule, as `file:line imports what: rule`. */
export const violations = (sources: readonly SourceFile[], rules: readonly ImportRule[]): string[] =>
  sources.flatMap(({ file, imports }) =>
    rules
      .filter(({ about }) => file.startsWith(about))
      .flatMap(({ rule, allows }) =>
        imports
          .filter((imported) => !allows(imported))
          .map(({ line, specifier }) => `${file}:${line} imports ${specifier}: ${rule}`),
      ),
  );

/**
 * Every circle of imports, named by the import that closes it: `file:line closes a → b → a`. Types count too, because a
 * newcomer cannot read two files that need each other one after the other.
 */
export const cycles = (sources: readonly SourceFile[]): string[] => {
  const known = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    path.push(file);
    for (const { to, line } of known.get(file)?.imports ?? []) {
      if (to === undefined || !known.has(to) || done.has(to)) continue;
      const at = path.indexOf(to);
      if (at >= 0) found.push(`${file}:${line} closes ${[...path.slice(at), to].join(' → ')}`);
      else visit(to);
    }
    path.pop();
    done.add(file);
  };
  for (const file of known.keys()) if (!done.has(file)) visit(file);
  return found;
};
