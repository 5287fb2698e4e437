import { administration, type Preferences } from '../../../shared/contract/administration.ts';
import { type Reader, sql, type Writer } from '../store/database.ts';

const DEFAULT_PREFERENCES: Preferences = {
  language: 'de',
  theme: 'system',
  density: 'normal',
  singleKeys: true,
  leftPane: 260,
  rightPane: 300,
};

/** How an account likes its screen; defaults where nothing usable was saved. */
export const preferencesOf = (reader: Reader, accountId: string): Preferences => {
  const row = reader.get<{ value: string }>(sql`SELECT value FROM preference WHERE account_id = ${accountId}`);
  const saved = administration.savePreferences.request.safeParse(row === undefined ? undefined : JSON.parse(row.value));
  return saved.data ?? DEFAULT_PREFERENCES;
};

/** Saves them; primary data, not journalled, because they change nothing about any case. */
export const writePreferences = (writer: Writer, accountId: string, preferences: Preferences): void => {
  writer.run(sql`INSERT INTO preference (account_id, value) VALUES (${accountId}, ${JSON.stringify(preferences)})
    ON CONFLICT (account_id) DO UPDATE SET value = excluded.value`);
};
