interface ImportMeta {
  /** Vite's build-time listing of modules; the pattern must be a literal. */
  glob(pattern: string, options: { eager: true }): Record<string, unknown>;
}
