import { join } from 'node:path';
import { serialize } from 'node:v8';
import { commonOf, isFound, type JoinSettings, leastToFind } from '../../algorithms/similarity/holders.ts';
import { jaccard } from '../../algorithms/similarity/sets.ts';
import { rareWords } from '../../decide/near/candidates.ts';
import { type PairJudge, pairJudge } from '../../decide/near/pair-judge.ts';
import { isSame, NEAR_RULES, type NearRule } from '../../decide/near/rules.ts';
import { numbersOf, readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { outDir } from '../../engine/shards/round.ts';
import { weightsIn, wordsIn } from './counted.ts';
import { PAIR_WIDTH, uniquePairs } from './pairs-stage.ts';
import { joined } from './sections.ts';
import { type Tile, tileRecords } from './tile-records.ts';

export interface JudgeArgs {
  settings: JoinSettings;
  threshold: number;
  /** For each job the tile of its pairs, the blocks of that, and which part of how many it takes of them. */
  slices: readonly (Tile & { tile: number; part: number; parts: number })[];
  /** How many partitions the pairs come from. */
  partitions: number;
  /** Of each shard, the number of its first record. */
  starts: readonly number[];
  /** Hash over the file that tells which record is of which set. Hex. */
  records: string;
  /** Sets of a block. */
  size: number;
  /** In how many cells elements were counted. */
  cells: number;
}

/** Pairs that the join finds, and what is made of them: as rules by their numbers. */
export interface Judged {
  a: Uint32Array;
  b: Uint32Array;
  similarity: Float64Array;
  /** Where the two are of no template, and where they are. */
  plain: Uint8Array;
  template: Uint8Array;
}

export const RULES = Object.keys(NEAR_RULES) as NearRule[];

/** Verifies the pairs of a slice and judges those that the join finds. */
export const judgeStage: ShardStage = ({ run, job, args, out }) => {
  const asked = args as JudgeArgs;
  const { pairs, banded } = pairsOf(run, asked, job);
  const { cellOf, records } = tileRecords(run, asked, asked.slices[job]!, pairs);
  const weights = weightsIn(
    run,
    records.map((record) => record?.set ?? NO_SET),
    asked.cells,
  );
  const judge = pairJudge((cell) => records[cell]!, rareWords(wordsIn(run)));
  const { settings, threshold } = asked;
  const isByBands = settings.threshold === null;
  const found = new Findings();
  for (let at = 0; at < pairs.length; at += PAIR_WIDTH) {
    const [b, a] = [pairs[at]!, pairs[at + 1]!];
    const [i, j] = [cellOf(a), cellOf(b)];
    const [x, y] = [records[i]!.set, records[j]!.set];
    const least = leastToFind(x.length, y.length, settings, threshold);
    const { shared, rarest } = commonOf(x, y, weights[i]!, least);
    if (shared === 0) continue;
    const common = { shared, rarest, sizeA: x.length, sizeB: y.length };
    if (!isFound(common, settings, threshold, !isByBands || banded.has(`${a} ${b}`))) continue;
    found.add(a, b, jaccard(shared, x.length, y.length), ...rulesOf(judge, i, j));
  }
  out('judged').add(serialize(found.columns()));
  return { counts: { pairs: pairs.length / PAIR_WIDTH, found: found.count } };
};

const NO_SET = new Uint32Array(0);

/** The rule of a pair, and what it would be within a template: only a pair that is the same is asked again. */
function rulesOf(judge: PairJudge, i: number, j: number): [plain: NearRule, template: NearRule] {
  const plain = judge(false, i, j);
  return [plain, isSame(plain) ? judge(true, i, j) : plain];
}

/** The pairs of a slice, in order, each once, and which of them a band has. */
function pairsOf(run: string, asked: JudgeArgs, job: number) {
  const banded = ownRows(run, asked, job, 'banded');
  const pairs = uniquePairs(joined([ownRows(run, asked, job, 'pairs'), banded]));
  const names = new Set<string>();
  for (let at = 0; at < banded.length; at += PAIR_WIDTH) names.add(`${banded[at + 1]} ${banded[at]}`);
  return { pairs, banded: names };
}

/** The rows of a slice in files of a name, of all jobs of the round before. */
function ownRows(run: string, { slices, partitions }: JudgeArgs, job: number, name: string): Uint32Array {
  const { tile, part, parts } = slices[job]!;
  return joined(
    Array.from({ length: partitions }, (_, from) => {
      const piece = readFrame(join(outDir({ run, name: 'pairs' }, from), `${name}.bin`), tile);
      const rows = numbersOf(Uint32Array, piece);
      if (parts === 1) return rows;
      let end = 0;
      for (let at = 0; at < rows.length; at += PAIR_WIDTH) {
        if (rows[at + 1]! % parts !== part) continue;
        rows[end] = rows[at]!;
        rows[end + 1] = rows[at + 1]!;
        end += PAIR_WIDTH;
      }
      return rows.slice(0, end);
    }),
  );
}

class Findings {
  readonly #a: number[] = [];
  readonly #b: number[] = [];
  readonly #similarity: number[] = [];
  readonly #plain: number[] = [];
  readonly #template: number[] = [];

  get count(): number {
    return this.#a.length;
  }

  add(a: number, b: number, similarity: number, plain: NearRule, template: NearRule): void {
    this.#a.push(a);
    this.#b.push(b);
    this.#similarity.push(similarity);
    this.#plain.push(RULES.indexOf(plain));
    this.#template.push(RULES.indexOf(template));
  }

  columns(): Judged {
    return {
      a: Uint32Array.from(this.#a),
      b: Uint32Array.from(this.#b),
      similarity: Float64Array.from(this.#similarity),
      plain: Uint8Array.from(this.#plain),
      template: Uint8Array.from(this.#template),
    };
  }
}
