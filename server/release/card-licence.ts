import type { ReleaseFacts } from './facts.ts';
import { count, markdownTable } from './markdown.ts';

/** The part of the card on what binds the rows, and under which licence they can go out together. */
export function licencePart({ gate }: Pick<ReleaseFacts, 'gate'>): string {
  const { rows, unknown } = gate.licence;
  const table = markdownTable(
    ['licence that binds', 'rows'],
    ['', 'right'],
    [
      ...rows.map(({ licence, rows: n }) => [`\`${licence}\``, count(n)]),
      ...(unknown === 0 ? [] : [['unknown', count(unknown)]]),
    ],
  );
  return [
    'What a source declares stands above as it was found. What it stands for, by the tables of licences that ship with Winnow or by the word of a person (`licenseConcluded` of `provenance.jsonl`), is this; a row that several licences bind counts for each.',
    table,
    [togetherLine({ gate }), ...noticesOf({ gate })].join(' '),
  ].join('\n\n');
}

function togetherLine({ gate: { licence } }: Pick<ReleaseFacts, 'gate'>): string {
  const pairs = licence.conflicts.map(
    ({ a, b, rowsA, rowsB }) => `\`${a}\` (${count(rowsA)} rows) and \`${b}\` (${count(rowsB)} rows)`,
  );
  const closed = licence.noDerivatives.map(({ licence: id, rows }) => `\`${id}\` (${count(rows)} rows)`);
  if (pairs.length > 0) return `No licence satisfies all rows: ${pairs.join(', ')} contradict each other.`;
  if (closed.length > 0)
    return `These allow no altered copies, so no licence fits all rows: ${closed.join(', ')}.`;
  if (licence.licence === null) return 'Of no row a licence is known.';
  const but = licence.unknown === 0 ? '' : ', but for those of which none is known';
  return `All rows can go out together under \`${licence.licence}\`${but}.`;
}

/** What whoever takes the set has to be told in so many words. */
function noticesOf({ gate }: Pick<ReleaseFacts, 'gate'>): string[] {
  const all = { ...gate.effects.block, ...gate.effects.attest, ...gate.effects.inform, ...gate.waived };
  const rows = all.LICENCE_NONCOMMERCIAL;
  return rows === undefined
    ? []
    : [`**Not for commercial use**: the licences of ${count(rows)} rows forbid it.`];
}
