import type { PreviewRowsOrder } from '../../../shared/api/lab.ts';
import { NO_LICENCE } from '../../../shared/vocabulary/pool.ts';
import { isReason, isStage, reasonName, stageName } from '../../lib/stages.ts';

/** Which questions of a preview are shown; the address holds it as `show`. */
export type Show = Pick<
  PreviewRowsOrder,
  'side' | 'stage' | 'reason' | 'passed' | 'kept' | 'stays' | 'cause' | 'source' | 'license' | 'domain'
>;

const SIDES = ['added', 'removed', 'moved'] as const;

/** What a selection has shares of. */
const SHARES = ['source', 'license', 'domain'] as const;

/** `added`, `selected`, `selected/source/NAME`, `stay`, `passed/quality`, `fell/quality/numbering`; null for anything else. @param cause of a side */
export function showOf(text: string | null, cause: string | null = null): Show | null {
  if (text === null) return null;
  const side = SIDES.find((name) => name === text);
  if (side !== undefined) return { side, ...(cause !== null && { cause }) };
  if (text === 'selected') return { kept: true };
  if (text === 'stay') return { stays: true };
  const [kind, stage = '', reason, ...more] = text.split('/');
  const share = SHARES.find((name) => name === stage);
  if (kind === 'selected' && share !== undefined && reason)
    return { kept: true, [share]: [reason, ...more].join('/') };
  if (!isStage(stage)) return null;
  if (kind === 'passed') return { passed: stage };
  if (kind !== 'fell') return null;
  return reason !== undefined && isReason(reason) ? { stage, reason } : { stage };
}

/** What is shown, in words that follow a count. */
export function showSaid({
  side,
  kept,
  stays,
  passed,
  stage,
  reason,
  source,
  license,
  domain,
}: Show): string {
  if (side === 'added') return 'that come in';
  if (side === 'removed') return 'that go out';
  if (side === 'moved') return 'that stand elsewhere, in or out as before';
  const of = license === NO_LICENCE ? 'sources without a licence' : (source ?? license ?? domain);
  if (kept === true) return `${of === undefined ? '' : `of ${of} `}that would be selected`;
  if (stays === true) return 'that stay selected';
  if (passed !== undefined) return `left after ${stageName(passed).toLowerCase()}`;
  const at = stage === undefined ? '' : ` at ${stageName(stage).toLowerCase()}`;
  return `that would fall${at}${reason === undefined ? '' : `: ${reasonName(reason)}`}`;
}
