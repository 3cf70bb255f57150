import type { ReviewState } from '../../../shared/vocabulary/pool.ts';
import type { QuestionWord } from '../../db/decision-columns.ts';
import { placeOf, type RunColumns } from './columns.ts';

/** What was said of the questions of a run since; by place among its columns, and only where something was said. */
export interface RunWords {
  flags: ReadonlyMap<number, readonly string[]>;
  marks: ReadonlyMap<number, readonly string[]>;
  tags: ReadonlyMap<number, readonly string[]>;
  reviews: ReadonlyMap<number, ReviewState>;
}

/** Gathers what stands now. */
export function gatherWords(columns: RunColumns, words: Iterable<QuestionWord>): RunWords {
  const flags = new Map<number, string[]>();
  const marks = new Map<number, string[]>();
  const tags = new Map<number, string[]>();
  const said = new Map<number, Map<string, Word>>();
  for (const word of words) {
    const at = placeOf(columns, word.question);
    if (at < 0) continue;
    if (word.kind === 'flag') add(flags, at, word.code);
    else if (word.kind === 'mark') word.mark === 'tag' ? add(tags, at, word.name) : add(marks, at, word.mark);
    else {
      const of = said.get(at) ?? new Map<string, Word>();
      of.set(`${word.aspect} ${word.final} ${word.reviewer}`, word); // the last word of a person counts
      said.set(at, of);
    }
  }
  return {
    flags,
    marks,
    tags,
    reviews: new Map([...said].map(([at, of]) => [at, stateOf([...of.values()])] as const)),
  };
}

function add(map: Map<number, string[]>, at: number, value: string): void {
  const known = map.get(at);
  if (known === undefined) map.set(at, [value]);
  else if (!known.includes(value)) known.push(value);
}

type Word = Pick<Extract<QuestionWord, { kind: 'review' }>, 'aspect' | 'decision' | 'final'>;

/** The verdict of an adjudicator stands over what others said in its aspect. */
function stateOf(words: readonly Word[]): ReviewState {
  const settled = new Set(words.filter(({ final }) => final === 1).map(({ aspect }) => aspect));
  const standing = words.filter(({ aspect, final }) => final === 1 || !settled.has(aspect));
  const decisions = new Set(standing.map(({ decision }) => decision));
  if (decisions.has('accept') && decisions.has('reject')) return 'split';
  return decisions.has('reject') ? 'rejected' : decisions.has('accept') ? 'accepted' : 'skipped';
}
