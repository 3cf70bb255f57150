import { join } from 'node:path';
import type { SourceRow } from '../../comply/source-findings.ts';
import type { ShardFile } from '../../db/shard-pools.ts';
import { Fault, type PlacedFault, shown } from '../fault.ts';
import { count, newTally, type Tally } from '../tally.ts';
import type { NarrowShard } from './narrow.ts';
import { eachGroup, type PoolIndex, startsOf } from './pool-index.ts';

/** What is told of a pool when all its shards were read. */
export interface Survey {
  tally: Tally;
  files: ShardFile[];
  /** What is said of sources, each kind of row once. */
  origins: Map<string, SourceRow>;
  rejected: number;
}

/** Counts a pool by shard and by source. @param reject told of each row that was not taken, shard by shard */
export function surveyOf(
  narrowDir: string,
  shards: readonly NarrowShard[],
  { present, taken }: Pick<PoolIndex, 'present' | 'taken'>,
  reject: (path: string, placed: PlacedFault) => void,
): Survey {
  const survey: Survey = { tally: newTally(), files: [], origins: new Map(), rejected: 0 };
  const starts = startsOf(shards.map(({ head }) => head.rows));
  for (const [i, { path, narrow, head }] of shards.entries()) {
    let questions = 0;
    eachGroup(join(narrowDir, narrow), (group, number) => {
      const faults: PlacedFault[] = group.faults.map(({ line, byte, reason, message }) => {
        return { line, byte, fault: new Fault(reason, message) };
      });
      group.rows.forEach((row, at) => {
        const n = starts[i]! + row + 1;
        if (has(taken, n)) {
          const fault = takenBefore(group.externalIds[at] ?? '');
          faults.push({ line: row + 1, byte: head.bytesOfGroups[number] ?? 0, fault });
          return;
        }
        const license = group.licenses[at] ?? 0;
        const isThere = has(present, n);
        if (!isThere) questions++;
        count(
          survey.tally,
          isThere ? 'present' : 'imported',
          head.sources[group.sources[at]!] ?? '',
          license === 0 ? null : (head.licenses[license - 1] ?? null),
        );
      });
      survey.rejected += faults.length;
      for (const placed of faults.sort((a, b) => a.line - b.line)) reject(path, placed);
    });
    for (const origin of head.origins) survey.origins.set(JSON.stringify(origin), origin);
    const { bytes, sha256, rows, groups, columns } = head;
    survey.files.push({ path, bytes, sha256, rows, questions, groups, columns, narrow });
  }
  return survey;
}

const takenBefore = (externalId: string): Fault =>
  new Fault(
    'duplicate-id',
    `The id "${shown(externalId)}" comes twice in these shards, with another question, answer, solution or options.`,
  );

/** Whether a number is among ascending ones. */
export function has(numbers: Float64Array, n: number): boolean {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < n) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === n;
}
