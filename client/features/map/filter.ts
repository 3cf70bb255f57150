import { areaOf, isInside } from '../../../shared/area.ts';
import { DIFFICULTY_BINS, rangeOf } from '../../../shared/map-columns.ts';
import type { Columns } from './columns.ts';

/** What the map is narrowed by; the names are those of the address, of the Pool page and of the server. */
export interface MapFilter {
  area?: string | undefined;
  domain?: string | undefined;
  source?: string | undefined;
  stage?: string | undefined;
  reason?: string | undefined;
  kept?: string | undefined;
  length?: string | undefined;
  difficulty?: string | undefined;
}

export const MAP_FILTERS = [
  'area',
  'domain',
  'source',
  'stage',
  'reason',
  'kept',
  'length',
  'difficulty',
] as const;

/** A condition that a point may fail, each a bit. */
export const FAILS = { area: 1, domain: 2, source: 4, outcome: 8, length: 16, difficulty: 32 } as const;
export type Facet = keyof typeof FAILS;

/** Which conditions each point fails; 0 for those that are meant. */
export function failsOf(columns: Columns, points: Uint16Array | null, filter: MapFilter): Uint8Array {
  const fails = new Uint8Array(columns.size);
  failArea(fails, points, filter.area);
  const domain = columns.domains.findIndex(({ name }) => name === filter.domain);
  const source = columns.sources.indexOf(filter.source ?? '');
  const outcomes = columns.outcomes.map((outcome) => isMeant(outcome, filter));
  const [shortest, longest] = rangeOf(filter.length ?? '') ?? [0, Number.POSITIVE_INFINITY];
  const [easiest, hardest] = difficultyBins(filter.difficulty);
  for (let i = 0; i < fails.length; i++) {
    const length = columns.length[i] ?? 0;
    const difficulty = columns.difficulty[i] ?? 0;
    let failed = fails[i] ?? 0;
    if (filter.domain !== undefined && columns.domain[i] !== domain) failed |= FAILS.domain;
    if (filter.source !== undefined && columns.source[i] !== source) failed |= FAILS.source;
    if (outcomes[columns.outcome[i] ?? 0] !== true) failed |= FAILS.outcome;
    if (length < shortest || length > longest) failed |= FAILS.length;
    if (filter.difficulty !== undefined && (difficulty < easiest || difficulty > hardest))
      failed |= FAILS.difficulty;
    fails[i] = failed;
  }
  return fails;
}

function failArea(fails: Uint8Array, points: Uint16Array | null, text: string | undefined): void {
  const area = text === undefined || points === null ? null : areaOf(text);
  if (area === null || points === null) return;
  for (let i = 0; i < fails.length; i++)
    if (!isInside(area, points[2 * i] ?? 0, points[2 * i + 1] ?? 0)) fails[i] = FAILS.area;
}

function isMeant({ stage, reason }: Columns['outcomes'][number], filter: MapFilter): boolean {
  return (
    (filter.stage === undefined || stage === filter.stage) &&
    (filter.reason === undefined || reason === filter.reason) &&
    (filter.kept === undefined || (reason === null) === (filter.kept === 'true'))
  );
}

/** First and last bin of a range of difficulties, whose edges are those of bins. */
function difficultyBins(text: string | undefined): [number, number] {
  const [from, to] = rangeOf(text ?? '') ?? [0, 1];
  return [Math.round(from * DIFFICULTY_BINS), Math.round(to * DIFFICULTY_BINS) - 1];
}

/** Points by the value of a column: all, and those that meet every condition but the one on that column. */
export function countsOf(
  values: ArrayLike<number>,
  kinds: number,
  fails: Uint8Array,
  facet: Facet,
): { all: Uint32Array; meant: Uint32Array } {
  const all = new Uint32Array(kinds);
  const meant = new Uint32Array(kinds);
  const others = ~FAILS[facet];
  for (let i = 0; i < fails.length; i++) {
    const kind = values[i] ?? 0;
    if (kind >= kinds) continue;
    all[kind] = (all[kind] ?? 0) + 1;
    if (((fails[i] ?? 0) & others) === 0) meant[kind] = (meant[kind] ?? 0) + 1;
  }
  return { all, meant };
}

/** How many points are meant. */
export const meantCount = (fails: Uint8Array): number => fails.reduce((sum, f) => sum + (f === 0 ? 1 : 0), 0);
