import { csrfOf } from '../../server/db/accounts/secrets.ts';
import { beginSession } from '../../server/db/accounts/sign-in.ts';
import { addUser, userNamed } from '../../server/db/accounts/users.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { Role } from '../../shared/vocabulary/roles.ts';

/** Makes a user where there is none of that name, and signs them in. @returns the headers that their browser sends */
export function signedInAs(workspace: Workspace, name: string, role: Role): Record<string, string> {
  const known = workspace.users.all().some(({ id }) => workspace.people.nameOf(id) === name);
  if (!known) addUser(workspace, { name, role, passwordHash: null, actor: 'local' });
  const { sessionId, secret } = beginSession(workspace, userNamed(workspace, name));
  return {
    Cookie: `winnow_session=${secret}`,
    'X-CSRF-Token': csrfOf(workspace, sessionId),
    'Content-Type': 'application/json',
  };
}
