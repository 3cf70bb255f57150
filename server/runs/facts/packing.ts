import type { Lengths } from '../../decide/signals.ts';
import type { Outcome } from '../../decide/stage.ts';
import type { Look } from '../look.ts';

/** JSON and bytes in one piece: the length of the JSON, the JSON, the bytes. */
export function pack(json: unknown, bytes: Uint8Array = new Uint8Array(0)): Buffer {
  const text = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, bytes]);
}

/** @throws where it is none: whoever reads a cache takes that for nothing */
export function unpack(packed: Buffer): { json: unknown; bytes: Buffer } {
  const end = 4 + packed.readUInt32LE(0);
  return { json: JSON.parse(packed.subarray(4, end).toString()) as unknown, bytes: packed.subarray(end) };
}

/** A column in which few values come again and again. */
interface Column<T> {
  values: T[];
  at: number[];
}

function columnOf<T>(cells: readonly T[]): Column<T> {
  const values: T[] = [];
  const places = new Map<T, number>();
  const at = cells.map((cell) => {
    const before = places.get(cell);
    if (before !== undefined) return before;
    places.set(cell, values.length);
    return values.push(cell) - 1;
  });
  return { values, at };
}

const cellsOf = <T>({ values, at }: Column<T>): T[] => at.map((place) => values[place]!);

/** What was measured of each question beside what its texts showed; by their places in the order of ids. */
export type SignalLook = readonly [
  said: Look[0],
  completeness: number,
  hasSolution: boolean,
  lengths: Lengths,
];

type SignalColumns = [
  domain: Column<string>,
  domainFrom: Column<string>,
  length: number[],
  lengthFrom: Column<string>,
  difficulty: Column<number | null>,
  difficultyFrom: Column<string>,
  completeness: number[],
  hasSolution: Column<boolean>,
  trace: Column<number | null>,
  attempt: Column<number | null>,
  solution: (number | null)[],
  prompt: number[],
];

export const packSignals = (looks: readonly SignalLook[]): Buffer =>
  pack([
    columnOf(looks.map(([said]) => said[0])),
    columnOf(looks.map(([said]) => said[1])),
    looks.map(([said]) => said[2]),
    columnOf(looks.map(([said]) => said[3])),
    columnOf(looks.map(([said]) => said[4])),
    columnOf(looks.map(([said]) => said[5])),
    looks.map(([, completeness]) => completeness),
    columnOf(looks.map(([, , hasSolution]) => hasSolution)),
    columnOf(looks.map(([, , , lengths]) => lengths.trace)),
    columnOf(looks.map(([, , , lengths]) => lengths.attempt)),
    looks.map(([, , , lengths]) => lengths.solution),
    looks.map(([, , , lengths]) => lengths.prompt),
  ] satisfies SignalColumns);

export function unpackSignals(packed: Buffer): SignalLook[] {
  const [a, b, own, c, d, e, completeness, f, g, h, solutions, prompts] = unpack(packed)
    .json as SignalColumns;
  const domain = cellsOf(a);
  const domainFrom = cellsOf(b);
  const lengthFrom = cellsOf(c);
  const difficulty = cellsOf(d);
  const difficultyFrom = cellsOf(e);
  const hasSolution = cellsOf(f);
  const trace = cellsOf(g);
  const attempt = cellsOf(h);
  return own.map((length, i) => [
    [domain[i]!, domainFrom[i]!, length, lengthFrom[i]!, difficulty[i]!, difficultyFrom[i]!],
    completeness[i]!,
    hasSolution[i]!,
    { trace: trace[i]!, attempt: attempt[i]!, solution: solutions[i]!, prompt: prompts[i]! },
  ]);
}

/** What a stage saw, where it saw anything: by place. */
export type SparseOutcomes = readonly (readonly [place: number, outcome: Outcome])[];
