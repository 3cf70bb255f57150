import { join } from 'node:path';
import { areaOf, isInside } from '../../shared/area.ts';
import { WinnowError } from '../../shared/error.ts';
import { type Range, rangeOf } from '../../shared/map-columns.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { cacheFolder } from '../runs/facts/cache-folder.ts';
import { poolReader } from '../runs/facts/pool-source.ts';
import { keptMap, MAPS } from '../runs/map/kept.ts';
import type { CliContext } from './frame.ts';

/** What narrows decisions beyond their stage and reason. */
export interface NarrowOptions {
  kept?: boolean;
  notKept?: boolean;
  source?: string;
  domain?: string;
  length?: string;
  difficulty?: string;
  area?: string;
}

/**
 * Tells which decisions are meant: all conditions hold at once, as on the pages Pool and Map.
 * @throws WinnowError `bad-usage` for what can not be read, `conflict` for an area of a map that is not laid out
 */
export function decisionFilter(
  context: CliContext,
  run: StoredRun,
  options: NarrowOptions,
): (decision: StoredDecision) => boolean {
  const { kept, notKept, source, domain, area } = options;
  if (kept && notKept)
    throw new WinnowError('bad-usage', 'Name either --kept or --not-kept; together they leave nothing.');
  const length = readRange('--length', options.length);
  const difficulty = readRange('--difficulty', options.difficulty);
  const within = area === undefined ? null : questionsIn(context, run, area);
  return ({ questionId, kept: isKept, source: from, signals }) =>
    (!kept || isKept) &&
    (!notKept || !isKept) &&
    (source === undefined || from === source) &&
    (domain === undefined || signals.domain === domain) &&
    (length === null || (signals.length >= length[0] && signals.length <= length[1])) &&
    (difficulty === null || isOf(difficulty, signals.difficulty)) &&
    (within === null || within.has(questionId));
}

const isOf = ([from, to]: Range, difficulty: number | null): boolean =>
  difficulty !== null && difficulty >= from && (difficulty < to || to >= 1);

function readRange(option: string, text: string | undefined): Range | null {
  if (text === undefined) return null;
  const range = rangeOf(text);
  if (range !== null) return range;
  throw new WinnowError('bad-usage', `${option} ${text.slice(0, 40)}: from and to, as in ${option} 100-400.`);
}

/** Ids of the questions in an area of the map of a run. */
function questionsIn(context: CliContext, run: StoredRun, text: string): ReadonlySet<string> {
  const corners = areaOf(text);
  if (corners === null)
    throw new WinnowError('bad-usage', '--area takes the corners that the Map page writes: v1-X.Y-X.Y-X.Y…');
  const workspace = context.workspace();
  const { runId, poolSha256, pool } = run.report;
  const cache = cacheFolder(join(workspace.dir, ...MAPS), `${context.pid}`, context.now);
  const points = keptMap(cache, poolSha256, pool);
  if (points === null)
    throw new WinnowError(
      'conflict',
      `The map of ${runId} was not laid out yet; do it with: winnow map --run ${runId}`,
    );
  const ids = idsOf(workspace, run);
  return new Set(ids.filter((_, i) => isInside(corners, points[2 * i] ?? 0, points[2 * i + 1] ?? 0)));
}

const idsOf = (tables: Tables, run: StoredRun): string[] =>
  Array.from(poolReader(tables, { run: run.n }).heads(), ([, id]) => id).sort();
