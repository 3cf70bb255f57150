import { appendFileSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSampleData } from '../../server/intake/sample/folder.ts';
import { generateSample } from '../../server/intake/sample/generate.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { type Cost, measureCommand, median } from './command.ts';
import { measurePreviews, middle, type PreviewCost } from './previews.ts';

/** Times each command is measured; the median counts. */
const ROUNDS = 5;

/** Commands that were measured, by what they are. */
export type Commands = Record<string, Cost>;

/** Whole commands over the built-in sample and, where there is one, the real pool; previews over that alone. */
export async function measureCommands(
  folder: string,
): Promise<{ results: Commands; previews: Previews | null }> {
  const results: Commands = {};
  console.log(`medians of ${ROUNDS} runs, whole processes`);
  results['start --once, built-in sample, once installed'] = measured(folder, null, ['start', '--once']);
  if (REAL_POOL === null) {
    console.log(`left out: the real pool; it ${NO_POOL}`);
    return { results, previews: null };
  }
  Object.assign(results, realPool(folder, REAL_POOL));
  return { results, previews: await previewsOver(join(folder, 'real')) };
}

/** Previews of a changed setting in one process, as a server makes them; the run and its cache are there. */
interface Previews {
  first: PreviewCost;
  median: PreviewCost;
  /** Unit: milliseconds of CPU. */
  slowest: number;
  moves: Record<string, PreviewCost[]>;
}

async function previewsOver(base: string): Promise<Previews> {
  measureCommand(base, ['run', '--recipe', 'winnow']);
  const { first, moves } = await measurePreviews(base);
  const all = Object.values(moves).flat();
  const typical = { wall: middle(all.map(({ wall }) => wall)), cpu: middle(all.map(({ cpu }) => cpu)) };
  const slowest = Math.max(...all.map(({ cpu }) => cpu));
  console.log(
    `preview of a changed setting, ${all.length} of them: median ${typical.wall.toFixed(0)} ms (${typical.cpu.toFixed(0)} ms CPU), slowest ${slowest.toFixed(0)} ms CPU, the first ${first.cpu.toFixed(0)} ms CPU`,
  );
  return { first, median: typical, slowest, moves };
}

/** Every round starts from a copy of the same workspace, in a process of its own. */
function measured(folder: string, base: string | null, args: readonly string[], rounds = ROUNDS): Cost {
  const costs = Array.from({ length: rounds }, (_, i) => {
    const workspace = join(folder, `round-${i}`);
    rmSync(workspace, { recursive: true, force: true });
    if (base !== null) cpSync(base, workspace, { recursive: true });
    return measureCommand(
      workspace,
      args.map((arg) => arg.replace('OUT', join(workspace, 'out'))),
    );
  });
  const cost = median(costs);
  const { wallSeconds, cpuSeconds, memoryMb } = cost;
  console.log(
    `${args.slice(0, 3).join(' ').slice(0, 52).padEnd(52)} ${wallSeconds.toFixed(2).padStart(7)} s ${cpuSeconds.toFixed(2).padStart(7)} s CPU ${memoryMb.toFixed(0).padStart(6)} MB`,
  );
  return cost;
}

const COLLECT = 'traces collect --run latest --teacher reference --until-usable 1000'.split(' ');

function realPool(folder: string, pool: string): Commands {
  const base = join(folder, 'real');
  const imported = ['import', ...filesIn(pool, 'pool')];
  const results: Commands = { 'import, 59,029 real questions': measured(folder, null, imported) };
  measureCommand(base, imported);
  measureCommand(base, ['benchmarks', 'add', ...filesIn(pool, 'evals')]);
  for (const recipe of ['winnow', 's1']) {
    results[`run --recipe ${recipe}, 59,029 real questions, cold`] = measured(folder, base, [
      'run',
      '--recipe',
      recipe,
    ]);
  }
  measureCommand(base, ['run', '--recipe', 's1']);
  results['why, one question'] = measured(folder, base, ['why', 'math-00006']);
  results['traces collect --teacher reference, until 1,000'] = measured(folder, base, COLLECT);
  measureCommand(base, COLLECT);
  results['release, 1,000 rows'] = measured(
    folder,
    base,
    'release --run latest --policy internal --out OUT'.split(' '),
  );
  return results;
}

const filesIn = (pool: string, sub: string): string[] =>
  readdirSync(join(pool, sub))
    .sort()
    .map((name) => join(pool, sub, name));

/** How a run grows with the pool: the generated pool, and ten of them, each from a seed of its own. */
export function measureGrowth(folder: string): Commands {
  const results: Commands = {};
  const parts = Array.from({ length: 10 }, (_, i) => generatedPool(folder, i + 1));
  for (const some of [parts.slice(0, 1), parts]) {
    const count = some.reduce((sum, { questions }) => sum + questions, 0).toLocaleString('en');
    const base = join(folder, `pool-${some.length}`);
    const pools = some.map(({ pool }) => pool);
    results[`import, ${count} generated questions`] = measureCommand(base, ['import', ...pools]);
    measureCommand(base, ['benchmarks', 'add', parts[0]!.benchmark]);
    const run = ['run', '--recipe', 'winnow'];
    results[`run --recipe winnow, ${count} generated questions, cold`] = measured(folder, base, run, 1);
  }
  return results;
}

/** Writes the questions of the built-in sample from another seed, with ids of their own, and its benchmark. */
export function generatedPool(
  folder: string,
  seed: number,
): { pool: string; benchmark: string; questions: number } {
  const [pool, benchmark] = [join(folder, `pool-${seed}.jsonl`), join(folder, `benchmark-${seed}.jsonl`)];
  let questions = 0;
  for (const piece of generateSample(readSampleData(join(import.meta.dirname, '../../data')), { seed })) {
    questions += piece.questions;
    if (piece.path.startsWith('benchmark')) appendFileSync(benchmark, piece.text);
    else if (piece.questions > 0) appendFileSync(pool, piece.text.replaceAll('{"id":"', `{"id":"${seed}-`));
  }
  return { pool, benchmark, questions };
}
