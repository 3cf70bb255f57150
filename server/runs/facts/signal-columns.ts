import { Coded, CodedBuilder } from '../../algorithms/columns/coded.ts';
import { bestLength, type Lengths } from '../../decide/signals.ts';
import type { Look } from '../look.ts';
import { pack, unpack } from './packing.ts';

/** What was measured of a question beside what its texts showed. */
interface SignalLook {
  /** As a look tells them. */
  said: Look[0];
  completeness: number;
  hasSolution: boolean;
  lengths: Lengths;
}

interface Columns {
  domain: Coded<string>;
  domainFrom: Coded<string>;
  domainConfidence: Coded<number | null>;
  difficulty: Coded<number | null>;
  difficultyFrom: Coded<string>;
  /** 1 + twice the completeness, and one more where there is a solution; 0 for a question that nobody looked at. */
  record: Uint8Array;
  trace: Coded<number | null>;
  attempt: Coded<number | null>;
  /** -1 where there is none. */
  solution: Int32Array;
  prompt: Int32Array;
}

const CODED = [
  'domain',
  'domainFrom',
  'domainConfidence',
  'difficulty',
  'difficultyFrom',
  'trace',
  'attempt',
] as const satisfies readonly (keyof Columns)[];

/** Of every question, by place: some 20 bytes each. Which length counts follows from the lengths of every kind. */
export class SignalColumns {
  readonly columns: Columns;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  get length(): number {
    return this.columns.record.length;
  }

  /** Whether every question was looked at. */
  get isWhole(): boolean {
    return !this.columns.record.includes(0);
  }

  at(place: number): SignalLook {
    const { domain, domainFrom, domainConfidence, difficulty, difficultyFrom } = this.columns;
    const lengths = this.lengthsAt(place);
    const { length, lengthFrom } = bestLength(lengths);
    return {
      said: [
        domain.at(place),
        domainFrom.at(place),
        domainConfidence.at(place),
        length,
        lengthFrom,
        difficulty.at(place),
        difficultyFrom.at(place),
      ],
      completeness: this.completenessAt(place),
      hasSolution: this.hasSolutionAt(place),
      lengths,
    };
  }

  lengthAt(place: number): number {
    return bestLength(this.lengthsAt(place)).length;
  }

  lengthsAt(place: number): Lengths {
    const { trace, attempt, solution, prompt } = this.columns;
    const solved = solution[place]!;
    return {
      trace: trace.at(place),
      attempt: attempt.at(place),
      solution: solved < 0 ? null : solved,
      prompt: prompt[place]!,
    };
  }

  completenessAt(place: number): number {
    return (this.columns.record[place]! - 1) >> 1;
  }

  hasSolutionAt(place: number): boolean {
    return (this.columns.record[place]! & 1) === 0; // 1 + 2c is odd
  }
}

type Builders = Record<(typeof CODED)[number], CodedBuilder<string | number | null>>;

/** Gathers what was measured, in whatever order it comes. */
export class SignalBuilder {
  readonly #coded: Builders;
  readonly #record: Uint8Array;
  readonly #solution: Int32Array;
  readonly #prompt: Int32Array;

  /** @param count of questions */
  constructor(count: number) {
    this.#coded = Object.fromEntries(
      CODED.map((name) => [name, new CodedBuilder<string | number | null>(count)]),
    ) as Builders;
    this.#record = new Uint8Array(count);
    this.#solution = new Int32Array(count);
    this.#prompt = new Int32Array(count);
  }

  put(place: number, { said, completeness, hasSolution, lengths }: SignalLook): void {
    const [domain, domainFrom, domainConfidence, _length, _from, difficulty, difficultyFrom] = said;
    const coded = this.#coded;
    coded.domain.put(place, domain);
    coded.domainFrom.put(place, domainFrom);
    coded.domainConfidence.put(place, domainConfidence);
    coded.difficulty.put(place, difficulty);
    coded.difficultyFrom.put(place, difficultyFrom);
    coded.trace.put(place, lengths.trace);
    coded.attempt.put(place, lengths.attempt);
    this.#record[place] = 1 + 2 * completeness + (hasSolution ? 1 : 0);
    this.#solution[place] = lengths.solution ?? -1;
    this.#prompt[place] = lengths.prompt;
  }

  end(): SignalColumns {
    const coded = Object.fromEntries(CODED.map((name) => [name, this.#coded[name].end()]));
    return new SignalColumns({
      ...(coded as unknown as Pick<Columns, (typeof CODED)[number]>),
      ...{ record: this.#record, solution: this.#solution, prompt: this.#prompt },
    });
  }
}

interface Head {
  count: number;
  coded: { values: (string | number | null)[]; width: number }[];
}

/** Numbers as they stand in memory, the widest first so that each column begins where numbers may. */
export function packSignals({ columns }: SignalColumns): Buffer {
  const coded = CODED.map((name) => columns[name]);
  const head: Head = {
    count: columns.record.length,
    coded: coded.map(({ values, codes }) => ({ values: [...values], width: codes.BYTES_PER_ELEMENT })),
  };
  const inOrder = byWidth(coded.map(({ codes }) => codes));
  return pack(head, columns.solution, columns.prompt, ...inOrder.map((i) => coded[i]!.codes), columns.record);
}

export function unpackSignals(packed: Buffer): SignalColumns {
  const { json, bytes } = unpack(packed);
  const { count, coded } = json as Head;
  const whole = new Uint8Array(bytes).buffer; // from 0 on
  let at = 0;
  const taken = (width: number): [ArrayBuffer, number, number] => {
    at += width * count;
    return [whole, at - width * count, count];
  };
  const solution = new Int32Array(...taken(4));
  const prompt = new Int32Array(...taken(4));
  const columns: Partial<Record<(typeof CODED)[number], Coded<string | number | null>>> = {};
  for (const i of byWidth(coded.map(({ width }) => ({ BYTES_PER_ELEMENT: width })))) {
    const { values, width } = coded[i]!;
    const kind = width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
    columns[CODED[i]!] = new Coded(values, new kind(...taken(width)));
  }
  const record = new Uint8Array(...taken(1));
  if (at !== whole.byteLength) throw new RangeError('columns are not whole');
  return new SignalColumns({
    ...(columns as unknown as Pick<Columns, (typeof CODED)[number]>),
    ...{ record, solution, prompt },
  });
}

const byWidth = (all: readonly { BYTES_PER_ELEMENT: number }[]): number[] =>
  all.map((_, i) => i).sort((a, b) => all[b]!.BYTES_PER_ELEMENT - all[a]!.BYTES_PER_ELEMENT || a - b);
