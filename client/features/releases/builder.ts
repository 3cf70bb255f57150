import type { ReplyOf } from '../../../shared/api.ts';
import type { PolicyOutlook, ReleaseOutlook } from '../../../shared/schemas/release-plan.ts';
import { count, counted } from '../../lib/format.ts';

export type ReleaseOptions = ReplyOf<'/releases/options'>;

/** The sentence at the head of the builder. */
export function builderHeadline(
  outlook: ReleaseOutlook | undefined,
  gate: PolicyOutlook | undefined,
): string {
  if (outlook === undefined || gate === undefined) return 'Build a release';
  if (outlook.problem !== null) return 'There is nothing to release yet';
  const rows = `${count(outlook.rows)} of ${counted(outlook.wanted, 'row')} can be released`;
  if (gate.passes) return `${rows}, and ${gate.policy} lets them pass`;
  const codes = gate.refusals.length;
  if (codes === 0 && gate.review.met) return `${rows}; the recipe refuses them for want of reviews`;
  const why = codes === 0 ? 'for want of reviews' : `for ${counted(codes, 'flag')}`;
  return `${rows}; ${gate.policy} refuses them ${why}`;
}
