import { SCHEMA_1 } from './schema-1.ts';

/** Schema scripts in order; number n brings `user_version` from n−1 to n. Released scripts never change. */
export const MIGRATIONS: readonly string[] = [SCHEMA_1];
