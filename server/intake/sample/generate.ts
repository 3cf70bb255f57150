import { seededRandom } from '../../algorithms/random.ts';
import { benchmarkItems, itemText } from './benchmark/items.ts';
import { Draw } from './draw.ts';
import { type Plan, scaledPlan } from './plan.ts';
import { samplePool } from './pool.ts';
import { easeLimit, signalsLine } from './signals.ts';
import type { Truth } from './truth.ts';
import type { Words } from './words.ts';

/** What the sample is made from: data/sample/plan.json and words.json, parsed. */
export interface SampleData {
  plan: Plan;
  words: Words;
}

/** A piece of a file of the sample; the pieces of one file follow each other. */
export interface SamplePiece {
  /** Path in the folder of the sample, `/` between its parts. */
  path: string;
  /** Whole lines. */
  text: string;
  /** How many questions of the pool are in it. */
  questions: number;
  /** True where the file is stored as gzip. */
  gzip: boolean;
}

export interface SampleOptions {
  seed?: number;
  /** Another number of questions than the plan's, everything else in proportion. */
  questions?: number;
}

/** A piece is handed out once it has this many UTF-16 units. */
const PIECE_UNITS = 1 << 20;

/**
 * Writes the built-in sample pool: its sources, the benchmark, the signals and the truth, in this order.
 * Pure: the same data, seed and number of questions give the same text; no clock, no file. Lazy: what is in
 * memory at a time is a piece, the questions that others are copied from, and a row of numbers a question.
 * @throws WinnowError `failed` where the templates have no new question left for a source
 */
export function* generateSample(
  { plan: whole, words }: SampleData,
  options: SampleOptions = {},
): Generator<SamplePiece, Truth> {
  const seed = options.seed ?? 1;
  const plan = scaledPlan(whole, options.questions ?? whole.questions);
  const items = benchmarkItems(new Draw(seededRandom(`sample ${seed} benchmark`), words), plan.benchmark);
  const pool = samplePool(plan, words, items, seed);
  for (const source of plan.sources) {
    yield* pieces(
      `${source.name}.jsonl.gz`,
      true,
      map(pool.records(source), (record) => JSON.stringify(record)),
    );
  }
  const lines = items.map((item) =>
    JSON.stringify({ id: item.id, question: itemText(item), answer: item.ask.answer }),
  );
  yield* pieces('benchmark/sample-benchmark.jsonl', false, lines);

  const limit = easeLimit(pool.tried, plan.solved);
  const d = new Draw(seededRandom(`sample ${seed} signals`), words);
  const solved: string[] = [];
  const signals = map(pool.tried, (one) => {
    const { line, solved: right } = signalsLine(d, one, limit);
    if (right) solved.push(one.id);
    return line;
  });
  yield* pieces('signals.jsonl', false, signals);
  const truth = pool.truth.build(items.length, solved);
  yield { path: 'truth.json', gzip: false, questions: 0, text: `${JSON.stringify(truth)}\n` };
  return truth;
}

/** Only the files of questions are stored as gzip. */
function* pieces(path: string, gzip: boolean, lines: Iterable<string>): Generator<SamplePiece> {
  let text = '';
  let count = 0;
  const piece = (): SamplePiece => ({ path, text, gzip, questions: gzip ? count : 0 });
  for (const line of lines) {
    text += `${line}\n`;
    count++;
    if (text.length < PIECE_UNITS) continue;
    yield piece();
    text = '';
    count = 0;
  }
  if (text !== '') yield piece();
}

function* map<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}
