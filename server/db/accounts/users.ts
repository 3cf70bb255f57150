import { WinnowError } from '../../../shared/error.ts';
import type { UserItem } from '../../../shared/schemas/people.ts';
import type { Role } from '../../../shared/vocabulary/roles.ts';
import type { User } from '../users.ts';
import type { Workspace } from '../workspace.ts';
import { INVITATION_MS, issueSecret } from './secrets.ts';

/** A user whom somebody made or invited; the invitation is told this once. */
export interface Invited extends UserItem {
  invitation: string | null;
}

/** Every user, oldest first. */
export const listUsers = (workspace: Workspace): UserItem[] => workspace.users.all().map(itemOf(workspace));

const itemOf =
  ({ people, credentials, identities }: Workspace) =>
  ({ id, role, disabled, createdAt }: User): UserItem => ({
    userId: id,
    user: people.nameOf(id) ?? id,
    role,
    state: disabled
      ? 'disabled'
      : credentials.of(id) === undefined && !identities.has(id)
        ? 'invited'
        : 'active',
    createdAt,
  });

/**
 * Makes a user. Without a password there is an invitation, by which they choose one.
 * @param asked.role the first user of a workspace is its owner where nothing is said, later ones are reviewers
 * @param asked.passwordHash as `hashPassword` makes it
 * @throws WinnowError `conflict` for a name that is a user already
 */
export function addUser(
  workspace: Workspace,
  asked: { name: string; role?: Role | undefined; passwordHash: string | null; actor: string },
): Invited {
  return workspace.write('user add', () => {
    const role = asked.role ?? (workspace.users.active() === 0 ? 'owner' : 'reviewer');
    const user = makeUser(workspace, { ...asked, role });
    const { id, createdAt } = user;
    if (asked.passwordHash !== null) workspace.credentials.put(id, asked.passwordHash, createdAt);
    const invitation = asked.passwordHash === null ? invite(workspace, id) : null;
    return { ...itemOf(workspace)(user), invitation };
  });
}

/** Stores a user with the event; to be called in a write transaction. @throws WinnowError `conflict` */
export function makeUser(
  { users, people, now, randomHex, events }: Workspace,
  { name, role, actor }: { name: string; role: Role; actor: string },
): User {
  const id = people.idOf(name, randomHex);
  if (users.byId(id) !== undefined)
    throw new WinnowError('conflict', `${name.trim()} is a user already; "user list" names them all.`);
  const createdAt = now().toISOString();
  const data = { role };
  const { seq } = events.append({ type: 'user.added', actor, subject: id, idem: `user ${id}`, data });
  users.insert(id, role, createdAt, seq);
  return { id, role, disabled: false, createdAt };
}

const invite = (workspace: Workspace, user: string): string => {
  workspace.secrets.removeOf(user, 'invitation');
  return issueSecret(workspace, { kind: 'invitation', user, lastsMs: INVITATION_MS }).text;
};

/**
 * Gives a user a new link by which to choose a password; an older link holds no more.
 * @throws WinnowError `not-found`; `conflict` for one who is disabled
 */
export function inviteUser(workspace: Workspace, name: string, actor: string): Invited {
  return workspace.write('user invite', () => {
    const user = userNamed(workspace, name);
    if (user.disabled)
      throw new WinnowError('conflict', `${name} is disabled; give them a role again first.`);
    append(workspace, 'user.invited', user, actor);
    return { ...itemOf(workspace)(user), invitation: invite(workspace, user.id) };
  });
}

/**
 * Gives a user another role, or the same one again: it enables who was disabled. Whoever loses a role is signed out.
 * @throws WinnowError `not-found`; `conflict` where no owner would be left
 */
export function setRole(workspace: Workspace, name: string, role: Role, actor: string): UserItem {
  return change(workspace, name, { role, disabled: false }, actor);
}

/**
 * Takes a user's access away, at once and everywhere; what they did stays.
 * @throws WinnowError `not-found`; `conflict` where no owner would be left
 */
export function disableUser(workspace: Workspace, name: string, actor: string): UserItem {
  return change(workspace, name, { disabled: true }, actor);
}

function change(
  workspace: Workspace,
  name: string,
  to: Partial<Pick<User, 'role' | 'disabled'>>,
  actor: string,
): UserItem {
  return workspace.write('user', () => {
    const user = userNamed(workspace, name);
    const changed = { ...user, ...to };
    if (user.role === changed.role && user.disabled === changed.disabled) return itemOf(workspace)(user);
    const owners = workspace.users.all().filter((one) => one.role === 'owner' && !one.disabled);
    const keeps = changed.role === 'owner' && !changed.disabled;
    if (owners.length === 1 && owners[0]?.id === user.id && !keeps)
      throw new WinnowError('conflict', `${name} is the only owner; make somebody else one first.`);
    const seq = append(workspace, changed.disabled ? 'user.disabled' : 'user.role_set', changed, actor);
    workspace.users.change(changed, seq);
    for (const kind of ['session', 'token', 'invitation'] as const)
      if (changed.disabled || kind === 'session') workspace.secrets.removeOf(user.id, kind);
    return itemOf(workspace)(changed);
  });
}

function append(
  { events, randomHex }: Workspace,
  type: string,
  { id, role }: Pick<User, 'id' | 'role'>,
  actor: string,
): number {
  return events.append({ type, actor, subject: id, idem: `${type} ${randomHex(8)}`, data: { role } }).seq;
}

/** The user of a name or an id; undefined where there is none. */
export function userCalled({ users, people }: Workspace, name: string): User | undefined {
  const plain = plainName(name);
  return users.all().find(({ id }) => id === plain || people.nameOf(id) === plain);
}

const plainName = (name: string): string => name.trim().normalize('NFC');

/** @throws WinnowError `not-found` */
export function userNamed(workspace: Workspace, name: string): User {
  const user = userCalled(workspace, name);
  if (user !== undefined) return user;
  const plain = plainName(name);
  throw new WinnowError(
    'not-found',
    `There is no user ${JSON.stringify(plain.slice(0, 100))}; "user list" names them all.`,
  );
}
