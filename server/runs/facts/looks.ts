import { WinnowError } from '../../../shared/error.ts';
import type { PoolRow } from '../../db/pool.ts';
import { TEXT_STAGE_NAMES } from '../../decide/text-stages.ts';
import type { Heads } from '../heads.ts';
import { type Batch, batchOf, type LookedAt, nearAt, type Told } from '../look.ts';
import type { PackedWords, WordPages } from '../packed-words.ts';
import type { NearForm } from './near-forms.ts';
import type { Parts } from './parts.ts';
import { SeenBuilder } from './seen.ts';
import { SignalBuilder } from './signal-columns.ts';

/** Places of questions in the order of ids. */
interface PlaceOf {
  get(id: string): number | undefined;
}

/** What the looks at a pool leave behind, as it comes in. */
export interface Looks {
  /** The place of a question by its id. */
  placeOf: PlaceOf;
  batches(pages: Iterable<readonly PoolRow[]>, signal: AbortSignal): Generator<Batch, void>;
  /** @returns how many questions were looked at so far */
  take(looked: LookedAt): number;
  result(): {
    parts: Pick<Parts, 'signals' | 'keys' | 'forms' | 'wellformed' | 'overlap' | 'quality'>;
    /** Of all texts by each model, by place. */
    scores: Float64Array[];
    words: WordPages | null;
  };
}

/**
 * Lays out batches of a pool, and puts what comes back where it belongs.
 * @param heads in the order of ids
 * @param asked `words`: whether those of the texts are wanted; `models`: how many there are of difficulty
 */
export function looksOver(
  heads: Heads,
  { words: hasWords, models, ...told }: Told & { words: boolean; models: number },
): Looks {
  const placeOf: PlaceOf = { get: (id) => heads.placeOf(id) };
  const parts = emptyParts(heads.length);
  const scores = Array.from({ length: models }, () => new Float64Array(heads.length));
  const places: Uint32Array[] = [];
  const words: PackedWords[] = [];
  let done = 0;
  return {
    placeOf,
    *batches(pages, signal) {
      for (const rows of pages) {
        if (signal.aborted)
          throw new WinnowError('stopped', 'The run was stopped; nothing of it was stored.');
        const page = Uint32Array.from(rows, ([, id]) => placeAmong(heads, id));
        yield batchOf({ at: places.push(page) - 1, rows, words: hasWords }, page, heads, told);
      }
    },
    take(looked) {
      const page = places[looked.at]!;
      take(looked, page, parts);
      if (looked.words !== null) words[looked.at] = looked.words;
      for (const [model, own] of scores.entries())
        for (const [i, place] of page.entries()) own[place] = looked.scores?.[2 * i + model] ?? Number.NaN;
      done += page.length;
      return done;
    },
    result: () => ({
      parts: {
        signals: parts.signals.end(),
        keys: parts.keys ?? [],
        forms: parts.forms ?? [],
        wellformed: parts.wellformed.end(),
        overlap: parts.overlap.end(),
        quality: parts.quality.end(),
      },
      scores,
      words: hasWords ? { pages: words, places } : null,
    }),
  };
}

function placeAmong(heads: Heads, id: string): number {
  const place = heads.placeOf(id);
  if (place === undefined) throw new RangeError(`${id} came in while the pool was read`);
  return place;
}

interface Growing {
  signals: SignalBuilder;
  count: number;
  /** None where texts are told apart elsewhere. */
  keys: string[] | null;
  forms: NearForm[] | null;
  wellformed: SeenBuilder;
  overlap: SeenBuilder;
  quality: SeenBuilder;
}

const emptyParts = (count: number): Growing => ({
  signals: new SignalBuilder(count),
  count,
  keys: null,
  forms: null,
  wellformed: new SeenBuilder(count),
  overlap: new SeenBuilder(count),
  quality: new SeenBuilder(count),
});

function take({ looks, near }: LookedAt, page: Uint32Array, parts: Growing): void {
  looks.forEach(([said, completeness, hasSolution, key, outcomes, lengths], i) => {
    const place = page[i]!;
    if (lengths !== null) parts.signals.put(place, { said, completeness, hasSolution, lengths });
    if (key !== '') {
      parts.keys ??= new Array<string>(parts.count);
      parts.keys[place] = key;
    }
    const form = nearAt(near, i);
    if (form !== null) {
      parts.forms ??= new Array<NearForm>(parts.count);
      parts.forms[place] = form;
    }
    for (const stage of TEXT_STAGE_NAMES) {
      const outcome = outcomes?.[stage];
      if (outcome !== undefined) parts[stage].add(place, outcome);
    }
  });
}
