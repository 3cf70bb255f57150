import type { ReviewFloor } from '../../shared/schemas/policy.ts';

/** What people said of a row, of the very text that would be released. */
export interface ReviewedRow {
  /** Id of the question. */
  id: string;
  /** Opaque ids of those whose last word it is; each stands in one of the first two lists at most. */
  accepted: readonly string[];
  rejected: readonly string[];
  /** Those who would rather not say. */
  skipped: readonly string[];
  /** Of those who accepted, the ones who wrote something of it. */
  writers: readonly string[];
}

/** How far the reviews go that a policy asks for. */
export interface ReviewStanding {
  floor: ReviewFloor['floor'];
  met: boolean;
  /** Rows that must have been looked at. */
  wanted: number;
  /** Of those, accepted by enough people who did not write them. */
  accepted: number;
  rejected: number;
  /** Of those, nobody who counts has said anything. */
  missing: number;
  /** One sentence on what is missing; null where the floor is met. */
  says: string | null;
}

/**
 * Holds what people said against the floor of a policy. Pure.
 * @param released rows that would be released
 * @param sample rows that the seed drew before anything gave way for a rejection, in any order
 */
export function reviewStanding(
  floor: ReviewFloor,
  released: readonly ReviewedRow[],
  sample: readonly ReviewedRow[],
): ReviewStanding {
  if (floor.floor === 'none')
    return { floor: 'none', met: true, wanted: 0, accepted: 0, rejected: 0, missing: 0, says: null };
  const everyRow = floor.floor === 'every-row';
  const looked = everyRow ? released : sample;
  const needed = everyRow ? floor.accepts : 1;
  const tally = { accepted: 0, rejected: 0, missing: 0 };
  for (const row of looked) tally[stateOf(row, needed)] += 1;
  const most = everyRow ? 0 : floor.most_rejected;
  const met = looked.length > 0 && tally.missing === 0 && tally.rejected <= most;
  const says = met ? null : sentence(floor, looked.length, tally);
  return { floor: floor.floor, met, wanted: looked.length, ...tally, says };
}

/** A rejection counts, whoever accepted beside it: it is for people to settle, not for a majority. */
export function stateOf(row: ReviewedRow, accepts: number): 'accepted' | 'rejected' | 'missing' {
  if (row.rejected.length > 0) return 'rejected';
  const others = row.accepted.filter((who) => !row.writers.includes(who));
  return others.length >= accepts ? 'accepted' : 'missing';
}

function sentence(
  floor: Exclude<ReviewFloor, { floor: 'none' }>,
  wanted: number,
  { accepted, rejected, missing }: { accepted: number; rejected: number; missing: number },
): string {
  if (floor.floor === 'every-row') {
    const who = floor.accepts === 1 ? 'a person' : `${floor.accepts} people`;
    return `${count(wanted - accepted)} of ${count(wanted)} rows are not accepted by ${who} who did not write them`;
  }
  const drawn = `of the ${count(wanted)} rows that the seed drew`;
  return missing > 0
    ? `${count(missing)} ${drawn} were not judged yet`
    : `${count(rejected)} ${drawn} were rejected, more than ${floor.most_rejected}`;
}

const count = (n: number): string => n.toLocaleString('en-US');
