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
  const waived = waivedLine({ gate });
  if (rows.length === 0) return `No row in here carries an open flag.${waived}`;
  const table = markdownTable(['flag', 'means', 'effect', 'rows'], ['', '', '', 'right'], rows);
  return `Open flags of the rows in here, their sources and this release, and what the policy \`${gate.policy}\` makes of them.\n\n${table}${waived}`;
}

/** What somebody has taken upon themselves. */
function waivedLine({ gate: { waived, waivers } }: Pick<ReleaseFacts, 'gate'>): string {
  const codes = Object.entries(waived).map(([code, rows]) => `\`${code}\` ${count(rows)}`);
  if (codes.length === 0) return '';
  const by = waivers.map((id) => `\`${id}\``).join(', ');
  return `\n\nTaken on by a person, with reason and an end (${by}): ${codes.join(', ')}.`;
}

/** Which traces were looked at, and why those that fell did. */
export function tracesLine({ choice: { traces } }: Pick<ReleaseFacts, 'choice'>): string {
  const dropped = Object.entries(traces.dropped).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const why = dropped.map(([reason, n]) => `${reason} ${count(n)}`).join(', ');
  return `Looked at for them: ${count(traces.in)} traces, ${count(traces.usable)} of them usable${why === '' ? '' : `; dropped were ${why}`}.`;
}
