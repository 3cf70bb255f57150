import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { TokenScope } from '../../../shared/vocabulary/roles.ts';
import type { Secret } from '../secrets.ts';
import type { User } from '../users.ts';
import type { Workspace } from '../workspace.ts';

const DAY_MS = 86_400_000;
/** How long somebody stays signed in, and how long a link invites. Unit: milliseconds. */
export const SESSION_MS = 14 * DAY_MS;
export const INVITATION_MS = 7 * DAY_MS;

type People = Pick<Workspace, 'secrets' | 'users' | 'now' | 'randomHex' | 'facts'>;

/** A user who was recognised, and by which secret. */
export interface Recognised {
  user: User;
  secret: Secret;
}

/**
 * Makes a secret; to be called in a write transaction. The text is told once, to its owner: only its hash is kept.
 * @returns `id.secret.signature`; the signature lets a made-up one be refused without a look into the table
 */
export function issueSecret(
  workspace: People,
  asked: { kind: Secret['kind']; user: string; lastsMs: number; name?: string; scope?: TokenScope },
): { id: string; text: string } {
  const { kind, user, lastsMs, name = null, scope = null } = asked;
  const createdMs = workspace.now().getTime();
  const id = `${kind}-${workspace.randomHex(8)}`;
  const bare = `${id}.${workspace.randomHex(32)}`;
  workspace.secrets.prune(createdMs);
  workspace.secrets.insert({
    ...{ id, kind, user, name, scope, createdMs },
    sha256: sha256(bare),
    expiresMs: createdMs + lastsMs,
  });
  return { id, text: `${bare}.${signature(signingSecret(workspace), bare)}` };
}

/** Who a secret stands for; undefined for one that is made up, expired, revoked, or of a user who was disabled. */
export function recognise(workspace: People, kind: Secret['kind'], text: string): Recognised | undefined {
  if (text.length > 300) return undefined;
  const [id = '', random = '', signed = ''] = text.split('.');
  const bare = `${id}.${random}`;
  const key = workspace.facts.get(KEY);
  if (key === undefined || !isSame(signature(key, bare), signed)) return undefined;
  const secret = workspace.secrets.byId(id);
  if (secret === undefined || secret.kind !== kind || !isSame(secret.sha256, sha256(bare))) return undefined;
  const user = workspace.users.byId(secret.user);
  if (user === undefined || user.disabled || secret.expiresMs <= workspace.now().getTime()) return undefined;
  return { user, secret };
}

/** The token that a page of a session sends with its writes. */
export const csrfOf = ({ facts }: Pick<Workspace, 'facts'>, session: string): string =>
  createHmac('sha256', facts.get(KEY) ?? '')
    .update(`csrf ${session}`)
    .digest('hex');

const KEY = 'secrets-key';

/** 32 bytes for one purpose, from the key of the workspace. */
export const keyFor = (workspace: Pick<Workspace, 'facts' | 'randomHex'>, purpose: string): Buffer =>
  createHmac('sha256', signingSecret(workspace)).update(`key ${purpose}`).digest();

function signingSecret({ facts, randomHex }: Pick<Workspace, 'facts' | 'randomHex'>): string {
  return facts.get(KEY) ?? facts.keep(KEY, randomHex(32));
}

const signature = (key: string, bare: string): string =>
  createHmac('sha256', key).update(bare).digest('hex').slice(0, 32);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
