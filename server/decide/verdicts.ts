import type { Signals } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import { MadeSequence, type Sequence } from '../algorithms/columns/sequence.ts';
import { reasonAt } from './fates.ts';
import type { Passage } from './gates.ts';
import type { Measured } from './measure.ts';
import type { Outlined } from './outline.ts';
import { type BeyondRecipe, type DrawnRanks, drawnRanks } from './rank.ts';
import type { NarrowRow, Outcome } from './stage.ts';
import type { Verdict } from './verdict.ts';

/**
 * What was decided about each question, in the order of ids. Held is a byte a question, which says where it fell; the
 * rest is worked out again by the stages whenever it is asked for.
 */
export class Verdicts extends MadeSequence<Verdict> {
  readonly length: number;
  readonly measured: Sequence<Measured>;
  readonly passages: readonly Passage[];
  readonly settled: Outlined['settled'];
  readonly ranks: DrawnRanks;
  /** For each place the number of the stage at which the question fell; that of the draw for who passed every gate. */
  readonly #stages: Uint8Array;

  constructor(
    measured: Sequence<Measured>,
    { passages, settled, drawn }: Outlined,
    recipe: Recipe,
    keep: BeyondRecipe['keep'],
  ) {
    super();
    this.length = measured.length;
    this.measured = measured;
    this.passages = passages;
    this.settled = settled;
    this.ranks = drawnRanks(drawn, recipe, keep);
    this.#stages = stagesOf(measured.length, passages);
  }

  at(place: number): Verdict {
    return new VerdictAt(this, place, this.#stages[place]!);
  }

  /** Places of those that passed every gate. */
  passed(): Uint32Array {
    const last = this.passages.length;
    let count = 0;
    for (const stage of this.#stages) if (stage === last) count++;
    const places = new Uint32Array(count);
    count = 0;
    this.#stages.forEach((stage, place) => {
      if (stage === last) places[count++] = place;
    });
    return places;
  }

  /** The place of a question by its id; -1 where it is none of them. */
  placeOf(id: string): number {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const own = this.measured.at(middle)!.row.id;
      if (own === id) return middle;
      if (own < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

function stagesOf(count: number, passages: readonly Passage[]): Uint8Array {
  const stages = new Uint8Array(count).fill(passages.length);
  for (const [at, { reached, fates }] of passages.entries()) {
    for (const place of reached) if (fates.fell[place] !== 0) stages[place] = at;
  }
  return stages;
}

/** Shared by the many that have none. */
const NONE: readonly never[] = [];

class VerdictAt implements Verdict {
  readonly #of: Verdicts;
  readonly #place: number;
  /** Number of the stage at which it fell. */
  readonly #at: number;
  #outcomes: readonly Outcome[] | undefined;
  #rank: number | null | undefined;

  constructor(of: Verdicts, place: number, at: number) {
    this.#of = of;
    this.#place = place;
    this.#at = at;
  }

  get row(): NarrowRow {
    return this.#of.settled.rowOf(this.#of.measured.at(this.#place)!);
  }

  get signals(): Signals {
    return this.#of.settled.signalsOf(this.#of.measured.at(this.#place)!);
  }

  get stage(): StageName {
    return this.#fell?.config.stage ?? 'diversity';
  }

  get rank(): number | null {
    if (this.#fell !== undefined) return null;
    if (this.#rank === undefined) this.#rank = this.#of.ranks.rankOf(this.#own.id);
    return this.#rank;
  }

  get reason(): Reason | null {
    const fell = this.#fell;
    return fell === undefined
      ? this.#of.ranks.reasonOf(this.#own, this.rank)
      : reasonAt(fell.fates, this.#place);
  }

  get evidence(): Verdict['evidence'] {
    const outcome = this.#outcomesReached[this.#at];
    if (outcome !== undefined && !outcome.kept) return outcome.finding.evidence;
    return this.#of.ranks.evidenceOf(this);
  }

  get margins(): readonly (number | null)[] {
    const outcomes = this.#outcomesReached;
    const margins = outcomes.map((one) => (one.kept ? one.margin : one.finding.margin));
    const { rank } = this;
    if (rank !== null) margins.push(this.#of.ranks.marginOf(rank));
    let end = margins.length;
    while (end > 0 && margins[end - 1] === null) end--;
    return end === 0 ? NONE : margins.slice(0, end);
  }

  get notes(): Verdict['notes'] {
    const outcomes = this.#outcomesReached;
    if (outcomes.every(({ notes }) => notes.length === 0)) return NONE;
    return outcomes.flatMap(({ notes }, at) => {
      const { stage } = this.#of.passages[at]!.config;
      return notes.map((finding) => ({ stage, finding }));
    });
  }

  get #fell(): Passage | undefined {
    return this.#of.passages[this.#at];
  }

  /** Its row without the length that is settled for the run. */
  get #own(): NarrowRow {
    return this.#of.measured.at(this.#place)!.row;
  }

  /** What the gates that it reached made of it, up to the one at which it fell. */
  get #outcomesReached(): readonly Outcome[] {
    this.#outcomes ??= this.#of.passages.slice(0, this.#at + 1).map(({ outcomeOf }) => {
      if (outcomeOf === null) throw new RangeError('a stage was not carried out');
      return outcomeOf(this.#place);
    });
    return this.#outcomes;
  }
}
