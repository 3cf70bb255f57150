import { WinnowError } from '../../../shared/error.ts';
import type { Role } from '../../../shared/vocabulary/roles.ts';
import { SIGN_IN_FAULTS, type SignInFault } from '../../../shared/vocabulary/sign-in-faults.ts';
import type { User } from '../users.ts';
import type { Workspace } from '../workspace.ts';
import { recognise } from './secrets.ts';
import { type SignedIn, sessionOf } from './sign-in.ts';
import { makeUser, userCalled } from './users.ts';

/** An account that a provider has vouched for. */
export interface VerifiedAccount {
  issuer: string;
  /** The provider's id of it, which never becomes somebody else's. */
  subject: string;
}

/** What becomes of an account that nobody has yet. */
export interface Newcomer {
  /** Of the link that an owner sent; null without one. */
  invitation: string | null;
  /** What the rules of the server make of them; null: nobody is let in whom nobody invited. */
  role: Role | null;
  /** As the provider calls them; null where it does not. */
  name: string | null;
}

/** @param fault as the sign-in page says it */
export const signInFault = (fault: SignInFault): WinnowError =>
  new WinnowError('forbidden', SIGN_IN_FAULTS[fault], { fault });

/**
 * Signs in the user of an account. An account that nobody has becomes that of the user who was invited, or of a new
 * one, where the rules of the server say so: never that of a user who only has the same name or address.
 * @throws WinnowError `forbidden`, with the fault as a detail
 */
export function signInByAccount(
  workspace: Workspace,
  account: VerifiedAccount,
  newcomer: Newcomer,
): SignedIn {
  return workspace.write('sign in', () => {
    const known = workspace.identities.of(account.issuer, account.subject);
    if (known !== undefined && newcomer.invitation === null)
      return sessionOf(workspace, enabled(workspace, known));
    if (newcomer.invitation !== null) return byInvitation(workspace, account, newcomer.invitation, known);
    return sessionOf(workspace, newUser(workspace, account, newcomer));
  });
}

/**
 * Links an account to a user who has signed in otherwise.
 * @throws WinnowError `forbidden` where it is another user's, or the user was disabled meanwhile
 */
export function linkAccount(workspace: Workspace, account: VerifiedAccount, user: string): void {
  workspace.write('link an account', () => {
    const known = workspace.identities.of(account.issuer, account.subject);
    if (known !== undefined && known !== user) throw signInFault('taken');
    const { id } = enabled(workspace, user);
    if (known === undefined) link(workspace, account, id, 'self');
  });
}

function enabled({ users }: Workspace, id: string): User {
  const user = users.byId(id);
  if (user === undefined || user.disabled) throw signInFault('disabled');
  return user;
}

function byInvitation(
  workspace: Workspace,
  account: VerifiedAccount,
  invitation: string,
  known: string | undefined,
): SignedIn {
  const found = recognise(workspace, 'invitation', invitation);
  if (found === undefined) throw signInFault('invitation');
  const { user } = found;
  if (known !== undefined && known !== user.id) throw signInFault('taken');
  workspace.secrets.removeOf(user.id, 'invitation');
  workspace.secrets.removeOf(user.id, 'session');
  if (known === undefined) link(workspace, account, user.id, 'invitation');
  return sessionOf(workspace, user);
}

function newUser(workspace: Workspace, account: VerifiedAccount, { role, name }: Newcomer): User {
  if (role === null) throw signInFault('unknown');
  const called = nameFrom(name ?? '');
  if (called === '') throw signInFault('nameless');
  // Nor may anybody become a person whose judgements were imported, by choosing that name elsewhere.
  const isTaken = RESERVED.has(called) || workspace.people.find(called) !== undefined;
  if (isTaken || userCalled(workspace, called) !== undefined) throw signInFault('name-taken');
  const user = makeUser(workspace, { name: called, role, actor: 'openid-connect' });
  link(workspace, account, user.id, 'rule');
  return user;
}

/** Names that stand for something else in the log. */
const RESERVED: ReadonlySet<string> = new Set(['local', 'nobody', 'openid-connect']);

/** A name as people have one here: a line of up to 100 characters. */
function nameFrom(text: string): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  let name = '';
  for (const letter of line)
    if (name.length + letter.length <= 100) name += letter;
    else break;
  return name.trim();
}

/** The log says that a user was given an account, not which: that names a person. */
function link(
  { identities, events, now, randomHex }: Workspace,
  { issuer, subject }: VerifiedAccount,
  user: string,
  by: 'self' | 'invitation' | 'rule',
): void {
  const linkedAt = now().toISOString();
  events.append({
    type: 'user.linked',
    actor: user,
    subject: user,
    idem: `user.linked ${randomHex(8)}`,
    data: { by },
  });
  identities.put({ issuer, subject, user, linkedAt });
}
