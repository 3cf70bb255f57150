import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { WinnowError } from '../../../shared/error.ts';
import type { DecisionFile } from '../../db/decision-files.ts';
import type { StoredDecision } from '../../db/decisions.ts';
import type { DroppedRow } from './columns.ts';

/**
 * The decision about a question in files of a run; undefined where it is in none of them. Of each file the row group is
 * decoded whose numbers lie around it.
 * @throws WinnowError `conflict` where a file is not there or not whole
 */
export async function droppedOne(
  dir: string,
  files: readonly DecisionFile[],
  question: number,
): Promise<DroppedRow | undefined> {
  for (const file of files) {
    const [row] = await rowsOf(dir, file, { filter: { question: { $eq: question } } });
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Rows of a file, from a place up to another one, which is not meant. @throws WinnowError as `droppedOne` */
export const droppedRows = (
  dir: string,
  file: DecisionFile,
  rowStart: number,
  rowEnd: number,
): Promise<DroppedRow[]> => rowsOf(dir, file, { rowStart, rowEnd });

async function rowsOf(
  dir: string,
  { path, bytes }: DecisionFile,
  which: { filter: { question: { $eq: number } } } | { rowStart: number; rowEnd: number },
): Promise<DroppedRow[]> {
  const place = join(dir, path);
  if (!existsSync(place)) throw notThere(dir, path);
  try {
    const file = await asyncBufferFromFile(place);
    if (file.byteLength !== bytes) throw new Error('it has another size than when it was written');
    return (await parquetReadObjects({ file, ...which })) as unknown as DroppedRow[];
  } catch (cause) {
    throw new WinnowError(
      'conflict',
      `The decisions in ${path} below ${dir} are not whole: ${(cause as Error).message}; put the file back, or run again.`,
    );
  }
}

const notThere = (dir: string, path: string): WinnowError =>
  new WinnowError(
    'conflict',
    `The decisions of the run are not at ${dir} (${path} is missing); put them back, or run again.`,
  );

/** The same as a decision from the table has it. */
export function asStored(row: DroppedRow): StoredDecision {
  const said = row.evidence === null || row.evidence === undefined ? {} : JSON.parse(row.evidence);
  return {
    n: row.question,
    questionId: row.id,
    externalId: row.external_id ?? null,
    source: row.source,
    kept: false,
    stage: row.stage as StoredDecision['stage'],
    reason: row.reason as StoredDecision['reason'],
    evidence:
      row.stage === 'diversity' ? { domain: row.domain, length: row.length, rank: null, ...said } : said,
    rank: null,
    signals: {
      domain: row.domain,
      domainFrom: row.domain_from as StoredDecision['signals']['domainFrom'],
      ...(typeof row.domain_confidence === 'number' ? { domainConfidence: row.domain_confidence } : {}),
      length: row.length,
      lengthFrom: row.length_from as StoredDecision['signals']['lengthFrom'],
      difficulty: row.difficulty ?? null,
      difficultyFrom: row.difficulty_from as StoredDecision['signals']['difficultyFrom'],
    },
    margins: JSON.parse(row.margins) as (number | null)[],
  };
}
