import type { Workspace } from './workspace.ts';

/** Under which terms a call left, by the event that was written before it did. */
export interface CallTerms {
  registrySha256: string | null;
  refs: string[];
  /** Id of what had been attested about the key, null where nothing held; undefined where the event does not say. */
  attestation: string | null | undefined;
}

/**
 * The terms and the attestation that held for one call. Those of its collection are the ones of its first day: whoever
 * takes it up later may have other terms, and have said other things about the key.
 * @param call its number. @returns null where nobody was called, or no event tells of it
 */
export function termsOfCall(
  { asks, calls, events }: Pick<Workspace, 'asks' | 'calls' | 'events'>,
  call: number | null,
): CallTerms | null {
  const own = call === null ? undefined : calls.byNumber(call);
  const key = own === undefined ? undefined : asks.keyOf(own.ask);
  if (own === undefined || key === undefined) return null;
  const name = `requested ${own.collection} ${key.toString('hex')} ${own.round}.${own.try}`;
  const event = events.byIdem(name);
  if (event === undefined) return null;
  const { data } = JSON.parse(Buffer.from(event.body).toString('utf8')) as { data: Requested };
  const { registry_sha256: registrySha256 = null, terms_refs: refs = [], attestation } = data;
  return { registrySha256, refs, attestation };
}

interface Requested {
  registry_sha256?: string;
  terms_refs?: string[];
  attestation?: string | null;
}
