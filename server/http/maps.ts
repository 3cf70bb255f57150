import { join } from 'node:path';
import { type Area, areaOf, isInside } from '../../shared/area.ts';
import { WinnowError } from '../../shared/error.ts';
import { difficultyBin } from '../../shared/map-columns.ts';
import type { MapColumns, MapReply } from '../../shared/schemas/map.ts';
import type { DecisionColumns, decisionPages } from '../db/decision-pages.ts';
import { refuseOverShards } from '../db/over-shards.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { cacheFolder } from '../runs/facts/cache-folder.ts';
import { keptMap, MAPS } from '../runs/map/kept.ts';
import { kept } from './kept.ts';

/** Runs whose points are at hand: some 10 MB each at 59,029 questions. */
const RUNS = 2;
/** Areas whose questions are at hand, so that pages of one list do not look at every point anew. */
const AREAS = 8;

export type Maps = ReturnType<typeof mapsOf>;

/** The questions of runs as points. A run never changes, so what was read of it once holds. */
export function mapsOf(
  workspace: Workspace,
  decisions: Pick<ReturnType<typeof decisionPages>, 'columns'>,
  titles: ReadonlyMap<string, string>,
) {
  const cache = cacheFolder(join(workspace.dir, ...MAPS), 'server', workspace.now);
  const rows = kept<number, DecisionColumns[]>(RUNS);
  const points = kept<number, Uint16Array>(RUNS);
  const told = kept<number, MapColumns>(RUNS);
  const areas = kept<string, number[]>(AREAS);

  const rowsOf = (run: StoredRun): DecisionColumns[] => {
    refuseOverShards(run, 'a map of its pool');
    const { n } = run;
    return rows(n, () => decisions.columns(n).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)));
  };
  const pointsOf = (run: StoredRun): Uint16Array | null =>
    points(run.n, () => keptMap(cache, run.report.poolSha256, run.report.pool));

  return {
    map(run: StoredRun): MapReply {
      const laidOut = pointsOf(run);
      return {
        runId: run.report.runId,
        size: run.report.pool,
        points: laidOut === null ? null : base64(laidOut),
      };
    },
    columns: (run: StoredRun): MapColumns =>
      told(run.n, () => columnsOf(run.report.runId, rowsOf(run), titles)),
    /** The row number of a question by its place in the order of ids. @throws WinnowError `not-found` */
    question(run: StoredRun, place: number): number {
      const row = rowsOf(run)[place];
      if (row !== undefined) return row[0];
      throw new WinnowError(
        'not-found',
        `The map of ${run.report.runId} has ${run.report.pool} points, counted from 0.`,
      );
    },
    /**
     * Row numbers of the questions in an area, in the order of arrival.
     * @throws WinnowError `conflict` where the map was not laid out
     */
    within(run: StoredRun, text: string): number[] {
      const area = areaOf(text);
      if (area === null) throw new WinnowError('bad-usage', 'That is no area of a map.');
      const laidOut = pointsOf(run);
      if (laidOut === null)
        throw new WinnowError(
          'conflict',
          `The map of ${run.report.runId} was not laid out yet; do it with: winnow map --run ${run.report.runId}`,
        );
      return areas(`${run.n} ${text}`, () => inArea(rowsOf(run), laidOut, area));
    },
  };
}

const inArea = (rows: readonly DecisionColumns[], points: Uint16Array, area: Area): number[] =>
  rows
    .flatMap(([question], i) => (isInside(area, points[2 * i] ?? 0, points[2 * i + 1] ?? 0) ? question : []))
    .sort((a, b) => a - b);

function columnsOf(
  runId: string,
  rows: readonly DecisionColumns[],
  titles: ReadonlyMap<string, string>,
): MapColumns {
  const domains = numbered<string>();
  const sources = numbered<string>();
  const outcomes = numbered<string>();
  const domain = new Uint16Array(rows.length);
  const source = new Uint16Array(rows.length);
  const outcome = new Uint8Array(rows.length);
  const length = new Uint32Array(rows.length);
  const difficulty = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    domain[i] = domains.number(row[5]);
    source[i] = sources.number(row[2]);
    outcome[i] = outcomes.number(`${row[3]} ${row[4] ?? ''}`);
    length[i] = row[6];
    difficulty[i] = difficultyBin(row[7]);
  });
  return {
    runId,
    size: rows.length,
    domains: domains.all().map((name) => ({ name, title: titles.get(name) ?? null })),
    sources: sources.all(),
    outcomes: outcomes.all().map((text) => {
      const [stage, reason] = text.split(' ');
      return { stage, reason: reason === '' ? null : reason } as MapColumns['outcomes'][number];
    }),
    domain: base64(domain),
    source: base64(source),
    outcome: base64(outcome),
    length: base64(length),
    difficulty: base64(difficulty),
  };
}

/** Numbers things from 0 in the order in which they come. */
function numbered<T>() {
  const known = new Map<T, number>();
  return {
    number(thing: T): number {
      const before = known.get(thing);
      if (before !== undefined) return before;
      known.set(thing, known.size);
      return known.size - 1;
    },
    all: (): T[] => [...known.keys()],
  };
}

const base64 = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
