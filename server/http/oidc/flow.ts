import { seal, unseal } from '../../db/accounts/sealed.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Proofs } from './provider.ts';

export const FLOW_COOKIE = 'winnow_oidc';
/** How long somebody may take at the provider. Unit: milliseconds. */
export const FLOW_MS = 10 * 60_000;
const PURPOSE = 'oidc flow';

/** A sign-in that is under way in one browser. */
export interface Flow {
  proofs: Proofs;
  /** Where the provider sends the browser back to. */
  redirectUri: string;
  /** Of the link that was opened; null without one. */
  invitation: string | null;
  /** The user who links the account to theirs; null for a sign-in. */
  link: string | null;
  /** Milliseconds since 1970. */
  begunMs: number;
}

/** The browser keeps it sealed, so that a server that was started anew knows it too. */
export const flowCookie = (workspace: Workspace, flow: Flow): string =>
  seal(workspace, PURPOSE, JSON.stringify(flow));

/** @returns undefined for one that was not begun here, or too long ago */
export function flowIn(workspace: Workspace, cookie: string | undefined): Flow | undefined {
  const text = cookie === undefined ? undefined : unseal(workspace, PURPOSE, cookie);
  if (text === undefined) return undefined;
  const flow = JSON.parse(text) as Flow; // only this server could have sealed it
  const age = workspace.now().getTime() - flow.begunMs;
  return age >= 0 && age <= FLOW_MS ? flow : undefined;
}
