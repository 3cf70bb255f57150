import { MadeSequence, type Sequence, sequenceOf } from '../../algorithms/columns/sequence.ts';
import type { Measured } from '../../decide/measure.ts';
import type { NarrowRow } from '../../decide/stage.ts';
import { TEXT_STAGE_NAMES, type TextStageName } from '../../decide/text-stages.ts';
import type { Heads } from '../heads.ts';
import type { Parts } from './parts.ts';
import type { SeenOutcomes } from './seen.ts';
import type { SignalColumns } from './signal-columns.ts';

/** Of so many questions rows are kept: where thresholds move, all are looked at again and again. Unit: questions. */
const MOST_ROWS = 131_072;
/** Of more, those that were made last: whoever asks about a question reads its row many times. Unit: questions. */
const LAST_ROWS = 64;
/** Stands for what stages saw of the many of whom they saw nothing. */
const NOTHING: Measured['outcomes'] = Object.freeze({});

/**
 * What was measured of every question, put together from its parts and what stayed behind of each question. Rows are
 * made when they are asked for.
 */
export class MeasuredColumns extends MadeSequence<Measured> {
  readonly length: number;
  readonly heads: Heads;
  readonly signals: SignalColumns;
  readonly #seen: readonly (readonly [TextStageName, SeenOutcomes])[];
  /** What tells equal texts, where it is at hand. */
  keys: Parts['keys'] | undefined;
  forms: Parts['forms'] | undefined;
  #estimates: Float64Array | undefined;
  /** Rows that were made already, each where its place falls, and for each the place of which it is. */
  #rows: NarrowRow[];
  #places: Int32Array;

  /** @param mostRows rows of no more questions are kept once they were made. Unit: questions */
  constructor(heads: Heads, parts: Partial<Parts>, mostRows = MOST_ROWS) {
    super();
    const kept = heads.length <= mostRows ? heads.length : LAST_ROWS;
    this.#rows = new Array<NarrowRow>(kept);
    this.#places = new Int32Array(kept).fill(-1);
    const { signals } = parts;
    if (signals === undefined || signals.length !== heads.length || !signals.isWhole)
      throw new RangeError('not every question was looked at');
    this.length = heads.length;
    this.heads = heads;
    this.signals = signals;
    this.#seen = TEXT_STAGE_NAMES.flatMap((stage) => {
      const seen = parts[stage];
      return seen === undefined || seen.places.length === 0 ? [] : [[stage, seen] as const];
    });
  }

  addTexts({ keys, forms }: Partial<Parts>): void {
    if (keys !== undefined && keys !== this.keys) {
      this.keys = keys;
      this.#forgetRows();
    }
    this.forms = forms ?? this.forms;
  }

  /**
   * Writes estimates into rows and signals; a question that was tried keeps what its attempts say as its difficulty.
   * @param estimates by place, 0 (easy) to 1
   */
  estimate(estimates: Float64Array): void {
    this.#estimates = estimates;
    this.#forgetRows();
  }

  /** One behind the other. */
  rows(): Sequence<NarrowRow> {
    return sequenceOf(this.length, (place) => this.rowAt(place));
  }

  at(place: number): Measured {
    return new MeasuredAt(this, place);
  }

  rowAt(place: number): NarrowRow {
    const at = place % this.#places.length;
    if (this.#places[at] === place) return this.#rows[at]!;
    const row = this.#newRow(place);
    this.#rows[at] = row;
    this.#places[at] = place;
    return row;
  }

  #forgetRows(): void {
    this.#rows = new Array<NarrowRow>(this.#places.length);
    this.#places.fill(-1);
  }

  #newRow(place: number): NarrowRow {
    const { heads, signals } = this;
    const { bare, evidence } = heads;
    const row = bare.order[place]!;
    return {
      id: bare.ids.at(place),
      externalId: bare.externalIds.at(row),
      source: bare.sources.at(row),
      license: bare.licenses.at(row),
      completeness: signals.completenessAt(place),
      hasSolution: signals.hasSolutionAt(place),
      evidence: evidence.at(place),
      domain: signals.columns.domain.at(place),
      length: signals.lengthAt(place),
      estimate: this.#estimates?.[place],
      key: this.keys?.[place] ?? '',
    };
  }

  signalsAt(place: number): Measured['signals'] {
    const [domain, domainFrom, domainConfidence, length, lengthFrom, ...said] = this.signals.at(place).said;
    const [difficulty, difficultyFrom] = this.#difficultyAt(place, ...said);
    const signals =
      domainConfidence === null
        ? { domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom }
        : { domain, domainFrom, domainConfidence, length, lengthFrom, difficulty, difficultyFrom };
    return signals as Measured['signals'];
  }

  outcomesAt(place: number): Measured['outcomes'] {
    let outcomes = NOTHING;
    for (const [stage, seen] of this.#seen) {
      const outcome = seen.at(place);
      if (outcome === undefined) continue;
      if (outcomes === NOTHING) outcomes = {};
      outcomes[stage] = outcome;
    }
    return outcomes;
  }

  #difficultyAt(place: number, difficulty: number | null, from: string): [number | null, string] {
    const estimate = this.#estimates?.[place];
    if (estimate === undefined || from === 'attempts' || from === 'attempt') return [difficulty, from];
    return [estimate, 'estimate'];
  }
}

/** One question of them. Most who ask read one or two things of it. */
class MeasuredAt implements Measured {
  readonly of: MeasuredColumns;
  readonly place: number;

  constructor(of: MeasuredColumns, place: number) {
    this.of = of;
    this.place = place;
  }

  get row(): NarrowRow {
    return this.of.rowAt(this.place);
  }

  get signals(): Measured['signals'] {
    return this.of.signalsAt(this.place);
  }

  get lengths(): NonNullable<Measured['lengths']> {
    return this.of.signals.lengthsAt(this.place);
  }

  get near(): NonNullable<Measured['near']> | null {
    return this.of.forms?.[this.place] ?? null;
  }

  get outcomes(): Measured['outcomes'] {
    return this.of.outcomesAt(this.place);
  }
}
