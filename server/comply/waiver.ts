import { WinnowError } from '../../shared/error.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import { FLAG_CODES, FLAGS, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { WAIVER_REASONS, type WaiverReason } from '../../shared/vocabulary/waivers.ts';
import { lifts } from './gate.ts';
import { effectOf, liftOf } from './policy.ts';

/** How long a waiver holds where nothing is said, and at most: none is open-ended. Unit: days. */
export const WAIVER_DAYS = { usual: 180, most: 3650 } as const;
/** A reason in a word or two is none. Unit: characters. */
const SHORTEST_WHY = 20;
const LONGEST = 4000;

/** What somebody asks to waive, as they put it. */
export interface WaiverWords {
  codes: readonly string[];
  purpose: string;
  why: string;
  reason: string;
  /** How many files are brought. */
  evidence: number;
  /** Days from now. */
  expires: number;
}

export interface CheckedWaiver {
  codes: FlagCode[];
  purpose: string;
  why: string;
  reason: WaiverReason;
  expires: number;
}

/** @throws WinnowError `bad-usage`, naming the option that is wrong and what it takes */
export function checkedWaiver(words: WaiverWords): CheckedWaiver {
  const codes = FLAG_CODES.filter((code) => words.codes.includes(code));
  const unknown = words.codes.find((code) => !codes.some((known) => known === code));
  if (unknown !== undefined || codes.length === 0)
    throw usage(`--code ${unknown ?? ''}: there is no such flag; docs/flags.md lists them.`);
  const reason = (Object.keys(WAIVER_REASONS) as WaiverReason[]).find((one) => one === words.reason);
  if (reason === undefined)
    throw usage(`--reason ${words.reason}: it takes ${Object.keys(WAIVER_REASONS).join(', ')}.`);
  const { expires } = words;
  if (!Number.isSafeInteger(expires) || expires < 1 || expires > WAIVER_DAYS.most)
    throw usage(`--expires takes days, 1 to ${WAIVER_DAYS.most}: a waiver never holds for good.`);
  if (reason === 'written-permission' && words.evidence === 0)
    throw usage('--reason written-permission needs the permission itself: --evidence FILE.');
  return {
    codes,
    reason,
    expires,
    purpose: text(words.purpose, '--purpose', 1, 'what the release is for, and for which model'),
    why: text(words.why, '--why', SHORTEST_WHY, 'why this may be done'),
  };
}

function text(words: string, option: string, shortest: number, says: string): string {
  const plain = words.trim();
  if (plain.length >= shortest && plain.length <= LONGEST && plain.isWellFormed()) return plain;
  throw usage(`${option} takes ${shortest} to ${LONGEST} characters: ${says}.`);
}

const usage = (message: string): WinnowError => new WinnowError('bad-usage', message);

/**
 * Refuses a waiver that no policy in question would heed.
 * @param policies the one that the workspace follows, or all where it follows none by anybody's word
 * @throws WinnowError `refused`, naming the code and what would lift it
 */
export function refuseUnliftable(
  { codes, reason }: Pick<CheckedWaiver, 'codes' | 'reason'>,
  evidence: number,
  policies: readonly Policy[],
): void {
  for (const code of codes) {
    if (policies.some((policy) => lifts(policy, code, { reason, evidence }))) continue;
    const named = policies.find((policy) => liftOf(policy, code) !== null);
    const names = policies.map(({ policy }) => policy).join(', ');
    const blocks = policies.some((policy) => effectOf(policy, code) === 'block');
    const why = !blocks
      ? `it only informs under ${names}, and holds nothing up`
      : named === undefined
        ? `nothing lifts it where it blocks (${names})`
        : `${named.policy} takes nothing but ${liftOf(named, code)}, with --evidence FILE`;
    throw new WinnowError('refused', `${code} can not be waived so: ${why}.`, { code, reason });
  }
}

/** The text that whoever waives puts their name to, and the version of its wording. */
export const STATEMENT_VERSION = 1;

/** @param until RFC 3339 */
export function waiverStatement(
  { codes, purpose, why, reason }: CheckedWaiver,
  { run, flags, evidence, until }: { run: string; flags: number; evidence: readonly string[]; until: string },
): string {
  const said = codes.map((code) => `${code} (${FLAGS[code].says})`).join(' ');
  const brought = evidence.length === 0 ? '' : ` Evidence, by SHA-256: ${evidence.join(', ')}.`;
  return `I have seen ${flags} flags of the run ${run}: ${said} I take it upon myself that its rows are released for this purpose: "${purpose}". Reason: ${WAIVER_REASONS[reason]} (${reason}): "${why}".${brought} This holds until ${until} and for nothing else. Winnow records this decision and has not judged it.`;
}
