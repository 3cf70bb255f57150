import { WinnowError } from '../../../shared/error.ts';
import type { Role } from '../../../shared/vocabulary/roles.ts';
import type { Workspace } from '../workspace.ts';
import { userNamed } from './users.ts';

/**
 * The opaque id of the person in whose name something is done; to be called in a write transaction. While the
 * workspace has no users any name serves, afterwards that of a user with one of the roles.
 * @throws WinnowError `forbidden` for anybody else
 */
export function actingPerson(workspace: Workspace, name: string, roles: readonly Role[]): string {
  if (workspace.users.active() === 0) return workspace.people.idOf(name, workspace.randomHex);
  const user = findUser(workspace, name);
  if (user !== undefined && !user.disabled && roles.includes(user.role)) return user.id;
  const why = user === undefined ? 'is no user' : user.disabled ? 'is disabled' : `has the role ${user.role}`;
  const way =
    user === undefined
      ? '"user add" makes one'
      : user.disabled
        ? '"user role" gives access back'
        : '"user list" names them all';
  throw new WinnowError(
    'forbidden',
    `${JSON.stringify(name.trim().slice(0, 100))} ${why}; this takes a user with the role ${roles.join(' or ')} (${way}).`,
  );
}

function findUser(workspace: Workspace, name: string) {
  try {
    return userNamed(workspace, name);
  } catch (cause) {
    if (cause instanceof WinnowError) return undefined;
    throw cause;
  }
}
