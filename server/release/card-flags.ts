import { EFFECTS, type Effect, FLAGS, type FlagCode } from '../../shared/vocabulary/flags.ts';
import type { ReleaseFacts } from './facts.ts';
import { count, markdownTable } from './markdown.ts';

/** The part of the card about what stands in the way of the traces, and what the policy makes of it. */
export function flagsPart({ gate }: Pick<ReleaseFacts, 'gate'>): string {
  const rows = (Object.keys(EFFECTS) as Effect[]).flatMap((effect) =>
    Object.entries(gate.effects[effect]).map(([code, traces]) => [
      `\`${code}\``,
      FLAGS[code as FlagCode].says,
      effect,
      count(traces),
    ]),
  );
  if (rows.length === 0) return 'No trace in here carries an open flag.';
  const table = markdownTable(['flag', 'means', 'effect', 'traces'], ['', '', '', 'right'], rows);
  return `Open flags of the traces in here, and what the policy \`${gate.policy}\` makes of them.\n\n${table}`;
}

/** Which traces were looked at, and why those that fell did. */
export function tracesLine({ choice: { traces } }: Pick<ReleaseFacts, 'choice'>): string {
  const dropped = Object.entries(traces.dropped).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const why = dropped.map(([reason, n]) => `${reason} ${count(n)}`).join(', ');
  return `Looked at for them: ${count(traces.in)} traces, ${count(traces.usable)} of them usable${why === '' ? '' : `; dropped were ${why}`}.`;
}
