import { setImmediate } from 'node:timers/promises';
import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { type PlaneProgress, planeOf } from '../../algorithms/projection/plane.ts';
import { hashedWords } from '../../algorithms/vectors/features.ts';
import { tfIdf } from '../../algorithms/vectors/tf-idf.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Tables } from '../../db/tables.ts';
import type { ByteCache } from '../facts/cache-folder.ts';
import { poolReader } from '../facts/pool-source.ts';
import { byId } from '../pool.ts';
import { keepMap, keptMap, MAP_SEED, type MapPoints } from './kept.ts';

/** What laying out a map needs of the world. */
export interface MapEffects {
  cache: ByteCache;
  progress: (doing: string, done: number, total: number) => void;
  signal: AbortSignal;
}

/** A map with the questions on it. */
export interface LaidOut {
  /** Of the questions, in the order of ids. */
  ids: string[];
  /** x and y of each in turn. */
  points: MapPoints;
  /** Whether it had been laid out before. */
  wasThere: boolean;
}

/**
 * The map of the questions of a run: similar texts lie together. It is worked out once for a pool, whichever of its
 * runs asks, and kept; a kill leaves all of it or nothing.
 * @throws WinnowError `stopped` when the signal is given; nothing is kept then
 */
export async function layOutMap(tables: Tables, run: StoredRun, effects: MapEffects): Promise<LaidOut> {
  const { poolSha256, pool } = run.report;
  const known = keptMap(effects.cache, poolSha256, pool);
  if (known !== null) {
    const heads = poolReader(tables, { run: run.n }).heads();
    return { ids: Array.from(heads, ([, id]) => id).sort(), points: known, wasThere: true };
  }
  const texts = await readWords(tables, run, effects);
  const { rows, frequency } = tfIdf(texts.map(({ words }) => words));
  for (const text of texts) text.words = NO_WORDS;
  const points = await inSteps(planeOf(rows, frequency, { seed: MAP_SEED }), effects);
  keepMap(effects.cache, poolSha256, points);
  return { ids: texts.map(({ id }) => id), points, wasThere: false };
}

const NO_WORDS = new Uint32Array(0);

async function readWords(
  tables: Tables,
  { n, report: { pool } }: StoredRun,
  effects: MapEffects,
): Promise<{ id: string; words: Uint32Array }[]> {
  const texts: { id: string; words: Uint32Array }[] = [];
  for (const rows of poolReader(tables, { run: n }).pages()) {
    for (const [, id, , , , , , , options, question] of rows) {
      const prompt = promptOf(question, options === null ? null : (JSON.parse(options) as string[]));
      texts.push({ id, words: hashedWords(prompt) });
    }
    effects.progress('reading questions', texts.length, pool);
    await pause(effects.signal);
  }
  return texts.sort(byId);
}

/** Carries it out step by step, so that it can be stopped between two of them. */
async function inSteps(
  steps: Generator<PlaneProgress, MapPoints>,
  { progress, signal }: MapEffects,
): Promise<MapPoints> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { doing, done, total } = step.value;
    progress(DOING[doing], done, total);
    await pause(signal);
  }
}

const DOING: Readonly<Record<PlaneProgress['doing'], string>> = {
  axes: 'finding axes',
  neighbours: 'looking for neighbours',
  layout: 'laying out the map',
  placing: 'placing the rest',
};

async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  if (signal.aborted)
    throw new WinnowError('stopped', 'Stopped; the map was not laid out. The same command begins it anew.');
}
