import { WinnowError } from '../../../shared/error.ts';
import type { Chosen } from '../choice.ts';
import type { Composition } from '../tally.ts';

/** Traces of one kind teach one way of thinking. @throws WinnowError `conflict` where there are several and nobody asked */
export function refuseMixedKinds({ traces }: Pick<Composition, 'traces'>, allowed: boolean): void {
  const held = new Map<string, number>();
  for (const { kind, rows } of traces) held.set(kind, (held.get(kind) ?? 0) + rows);
  if (allowed || held.size < 2) return;
  const kinds = [...held].sort(([a], [b]) => (a < b ? -1 : 1));
  const said = kinds.map(([kind, rows]) => `${kind} ${rows}`).join(', ');
  throw new WinnowError(
    'conflict',
    `The traces are of several kinds (${said}). Take those of one teacher with --teacher NAME, or all with --mix-kinds.`,
    { kinds: Object.fromEntries(kinds) },
  );
}

/** Rows named in an error. */
const NAMED = 5;

/**
 * Nothing is cut to fit.
 * @param lengths tokens of the whole text of each row @throws WinnowError `bad-input` where one is longer than a block
 */
export function refuseLong(
  lengths: readonly number[],
  rows: readonly Chosen[],
  blockSize: number | undefined,
): void {
  if (blockSize === undefined) return;
  const long = rows.flatMap(({ decision }, i) =>
    (lengths[i] ?? 0) > blockSize ? [decision.questionId] : [],
  );
  if (long.length === 0) return;
  const named = long.slice(0, NAMED).join(', ');
  const more = long.length > NAMED ? ` and ${long.length - NAMED} more` : '';
  throw new WinnowError(
    'bad-input',
    `${long.length} of ${rows.length} rows have more than ${blockSize} tokens: ${named}${more}. Nothing was written; raise --block-size, or choose shorter traces by the recipe.`,
    { long },
  );
}
