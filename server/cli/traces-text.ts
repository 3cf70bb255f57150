import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import type { CollectionReport } from '../ask/report.ts';
import type { CollectionStatus } from '../ask/status.ts';
import { count, secondsText, table } from './text.ts';

/** Reasons and how often, most first: `no-answer 8, no-solution 2`. */
export const reasonsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([reason, n]) => `${reason} ${count(n)}`)
    .join(', ');

/** How many of the ranks that were looked at hold a usable trace now, and what each reason cost on the way. */
export function walkText({ usable, cost }: NonNullable<CollectionReport['walk']>): string {
  const passed = Object.keys(cost).length === 0 ? '' : `; passed over: ${reasonsText(cost)}`;
  return `looked at for ${count(usable)} usable ones${passed}`;
}

/** What came of collecting, for a terminal. */
export function collectionText(report: CollectionReport): string {
  const { answered, asked, unusable, tokens, walk } = report;
  const dropped = asked - answered;
  const rows = [
    ['asked', count(asked), ''],
    [
      'usable',
      count(answered),
      `${count(tokens.thoughts)} tokens of thinking, ${count(tokens.answer)} of answers`,
    ],
    ['not usable', count(dropped), reasonsText(unusable)],
    ...(walk === null ? [] : [['by rank', count(walk.walked), walkText(walk)]]),
  ];
  const head = `${count(answered)} usable traces by ${report.teacher} (${secondsText(report.seconds)})`;
  const foot = `  run ${report.runId}   collection ${report.collectionId}`;
  return [head, '', table(rows), '', foot].join('\n');
}

const FIRST: Readonly<Record<string, string>> = { traces: '--run latest --teacher reference' };

/** The collections of a workspace, for a terminal. */
export function statusText(collections: readonly CollectionStatus[], purpose: string): string {
  if (collections.length === 0)
    return `No ${purpose} yet. Collect some with: winnow ${purpose} collect ${FIRST[purpose] ?? '--model NAME --endpoint URL'}`;
  return table([
    ['collection', 'run', 'teacher', 'state', 'answered', 'others', 'pending', 'spent', 'made'],
    ...collections.map((one) => [
      one.collectionId,
      one.runId ?? '—',
      one.teacher === SAMPLE_RECORDED ? one.teacher : (one.model ?? one.teacher),
      one.state,
      count(one.answered),
      count(one.asked - one.answered),
      count(one.pending),
      one.model === null ? '' : `$${one.spentUsd.toFixed(2)}`,
      one.createdAt,
    ]),
  ]);
}
