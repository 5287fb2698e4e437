import { SCHEMA_1 } from '../../../electron/core/store/schema-1.ts';

/** Released scripts and as many of later versions as the harness asks for, so that a migration can be interrupted. */
export const MIGRATIONS: readonly string[] = [
  SCHEMA_1,
  ...Array.from(
    { length: Number(process.env.FAULTS_LATER_SCHEMAS ?? 0) },
    (_, index) => `CREATE TABLE later_${index + 2} (id INTEGER PRIMARY KEY) STRICT;`,
  ),
];
