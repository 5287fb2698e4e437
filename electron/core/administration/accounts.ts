import type { Account } from '../../../shared/contract/administration.ts';
import { ROLES } from '../../../shared/domain/permissions.ts';
import type { Actor } from '../journal/entry.ts';
import { type Reader, sql } from '../store/database.ts';

type AccountRow = { id: string; name: string; display_name: string; roles: string };

const toAccount = (row: AccountRow): Account => {
  const roles: unknown = JSON.parse(row.roles);
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    roles: Array.isArray(roles) ? ROLES.filter((role) => roles.includes(role)) : [],
  };
};

/** All accounts, by name. */
export const allAccounts = (reader: Reader): Account[] =>
  reader.all<AccountRow>(sql`SELECT id, name, display_name, roles FROM account ORDER BY name`).map(toAccount);

/** The account of a sign-in name. */
export const accountByName = (reader: Reader, name: string): Account | undefined => {
  const row = reader.get<AccountRow>(sql`SELECT id, name, display_name, roles FROM account WHERE name = ${name}`);
  return row === undefined ? undefined : toAccount(row);
};

/** An account as acting person; the dispatcher names the role of each call. */
export const actorOfAccount = (account: Account, workstation: string): Actor => ({
  id: account.id,
  displayName: account.displayName,
  roles: account.roles,
  role: account.roles[0] ?? 'none',
  workstation,
});
