import { createHmac } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { Attestation } from '../db/attestations.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { KEY_VARIABLES, type KeyProvider } from './keys.ts';

/** How long somebody's word about a key holds. Unit: days. Source: the vocabulary of flags. */
const HOLDS_DAYS = 30;
const DAY_MS = 86_400_000;

/** What somebody says about a key, which no API tells. */
export interface Attesting {
  provider: KeyProvider;
  /** The key itself, of which only a keyed print is kept. */
  key: string | null;
  tier: 'paid' | 'unpaid';
  /** ISO 3166-1 alpha-2, in any case. */
  region: string;
  /** What the output is for, in the words of whoever says it. */
  use: string;
  actor: string;
}

/**
 * Stores what somebody says about the key of a provider; it holds for 30 days, or until somebody says otherwise.
 * The use is free text, so it stands in a table that can be erased, and the event has its salted hash.
 * @throws WinnowError `bad-usage` for a provider without a key, an unknown region or an empty use
 */
export function attest(workspace: Workspace, said: Attesting): Attestation {
  const { provider, key, tier, actor } = said;
  if (key === null)
    throw new WinnowError(
      'bad-usage',
      `There is no key of ${provider} to speak about: set ${KEY_VARIABLES[provider]}, and say it again.`,
    );
  const [region, use] = [checkedRegion(said.region), checkedUse(said.use)];
  return workspace.write('attest', () => {
    const now = workspace.now();
    const base = {
      id: `att-${workspace.randomHex(8)}`,
      provider,
      keyPrint: printOf(secretOf(workspace), key),
      tier,
      region,
      intendedUse: use,
      salt: workspace.randomHex(32),
      actor,
      attestedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + HOLDS_DAYS * DAY_MS).toISOString(),
    };
    const attestation = { ...base, event: workspace.events.append(eventOf(base)).seq };
    workspace.attestations.insert(attestation);
    return attestation;
  });
}

/**
 * What holds for a key at a time: the last word about it, while it lasts. Null where nothing was said.
 * @param at RFC 3339 in UTC
 */
export function attestationFor(
  { facts, attestations }: Workspace,
  { provider, key, at }: { provider: string; key: string | null; at: string },
): Attestation | null {
  const secret = facts.get(SECRET);
  if (secret === undefined || key === null) return null;
  const found = attestations.latest(provider, printOf(secret, key), at);
  return found === undefined || found.expiresAt <= at ? null : found;
}

/** Fact of the workspace that prints of keys are made with; it never enters the log. */
const SECRET = 'key-print-secret';

const secretOf = (workspace: Workspace): string => {
  const { facts, randomHex } = workspace;
  return facts.get(SECRET) ?? workspace.write('attest', () => facts.keep(SECRET, randomHex(32)));
};

/** What a key is told by where it must not stand, as in the name of a limiter; `none` where there is no key. */
export const keyPrint = (workspace: Workspace, key: string | null): string =>
  key === null ? 'none' : printOf(secretOf(workspace), key);

/** HMAC-SHA-256 of a key under the secret of the workspace, its first 8 bytes in hex. */
const printOf = (secret: string, key: string): string =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(key, 'utf8').digest('hex').slice(0, 16);

function eventOf(said: Omit<Attestation, 'event'>) {
  return {
    type: 'tier.attested',
    actor: said.actor,
    subject: said.id,
    idem: `attest ${said.id}`,
    data: {
      attestation_id: said.id,
      provider: said.provider,
      key_print: said.keyPrint,
      tier: said.tier,
      region: said.region,
      use_salted_sha256: saltedSha256(said.salt, said.intendedUse),
      expires_at: said.expiresAt,
    },
  };
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function checkedRegion(text: string): string {
  const region = text.trim().toUpperCase();
  if (region === 'UK') return 'GB';
  // EU, EZ and UN are known to the language and are no countries; ZZ means unknown.
  const isCountry = /^[A-Z]{2}$/.test(region) && !['EU', 'EZ', 'UN', 'ZZ'].includes(region);
  if (isCountry && REGIONS.of(region) !== undefined) return region;
  throw new WinnowError(
    'bad-usage',
    `--region ${text.slice(0, 20)}: a country by its two letters (ISO 3166), as in --region US or --region DE.`,
  );
}

function checkedUse(text: string): string {
  const use = text.trim();
  if (use !== '' && use.length <= 1000 && use.isWellFormed()) return use;
  throw new WinnowError('bad-usage', '--use takes 1 to 1,000 characters: what the output is for.');
}
