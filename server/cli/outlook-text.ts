import type { Gate } from '../release/gate.ts';
import { count, table } from './text.ts';

/** What a policy would still refuse of rows that went out under another, with what would lift each. */
export function outlookText({ policy, passes, refusals, review }: Gate): string {
  if (passes) return `The policy ${policy} would let the same rows pass.`;
  const rows = refusals.map(({ code, effect, rows: n, lift }) => [code, count(n), `${effect}: ${lift}`]);
  const reviews = review.met ? [] : [['reviews', count(review.wanted - review.accepted), review.says ?? '']];
  return [
    `Released under internal, for yourself alone. The policy ${policy} would still refuse these rows`,
    table([...rows, ...reviews]),
  ].join('\n');
}
