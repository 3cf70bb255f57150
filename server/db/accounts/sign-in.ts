import { WinnowError } from '../../../shared/error.ts';
import type { User } from '../users.ts';
import type { Workspace } from '../workspace.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { issueSecret, recognise, SESSION_MS } from './secrets.ts';
import { userNamed } from './users.ts';

/** Somebody who has just signed in; the secret of the session is told this once. */
export interface SignedIn {
  user: User;
  sessionId: string;
  secret: string;
}

/** The user of a name and password; undefined where either is wrong, which takes as long. */
export async function passwordHolder(
  workspace: Workspace,
  name: string,
  password: string,
): Promise<User | undefined> {
  const user = known(workspace, name);
  const isRight = await isPassword(password, user && workspace.credentials.of(user.id));
  return isRight && user !== undefined && !user.disabled ? user : undefined;
}

function known(workspace: Workspace, name: string): User | undefined {
  try {
    return userNamed(workspace, name);
  } catch (cause) {
    if (cause instanceof WinnowError) return undefined;
    throw cause;
  }
}

/** Begins a session of a user. */
export function beginSession(workspace: Workspace, user: User): SignedIn {
  return workspace.write('sign in', () => sessionOf(workspace, user));
}

/** The same within a write transaction. */
export function sessionOf(workspace: Workspace, user: User): SignedIn {
  const { id, text } = issueSecret(workspace, { kind: 'session', user: user.id, lastsMs: SESSION_MS });
  return { user, sessionId: id, secret: text };
}

/**
 * Has an invited user choose a password and begins a session. The link holds once, and who was signed in anywhere
 * with the old password is signed out.
 * @throws WinnowError `forbidden` for a link that is made up, used or too old; `bad-usage` for a bad password
 */
export async function acceptInvitation(
  workspace: Workspace,
  invitation: string,
  password: string,
): Promise<SignedIn> {
  if (recognise(workspace, 'invitation', invitation) === undefined) throw NO_INVITATION();
  const hash = await hashPassword(password);
  return workspace.write('accept an invitation', () => {
    const found = recognise(workspace, 'invitation', invitation); // again: somebody may have been quicker
    if (found === undefined) throw NO_INVITATION();
    const { user } = found;
    workspace.secrets.removeOf(user.id, 'invitation');
    workspace.secrets.removeOf(user.id, 'session');
    workspace.credentials.put(user.id, hash, workspace.now().toISOString());
    return sessionOf(workspace, user);
  });
}

const NO_INVITATION = () =>
  new WinnowError('forbidden', 'This invitation was used or has expired; ask an owner for another one.');

/** Ends one session of a user, or all of them. @returns how many ended */
export function endSessions(workspace: Workspace, user: string, only: string | null): number {
  return workspace.write('sign out', () =>
    only === null ? workspace.secrets.removeOf(user, 'session') : Number(workspace.secrets.remove(only)),
  );
}
