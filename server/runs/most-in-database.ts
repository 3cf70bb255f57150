import { WinnowError } from '../../shared/error.ts';
import type { Tables } from '../db/tables.ts';
import { sourcesOf } from './pool.ts';

/**
 * Questions over which a run is stored in the database. The log tells of its decisions in one page, some 60 letters a
 * question, and Node ends a text at 536,870,888 letters.
 */
const MOST_IN_DATABASE = 8_000_000;

/** Refuses a run that could not be stored, before anything is looked at. @throws WinnowError `too-large` */
export function refuseTooMany(
  tables: Pick<Tables, 'questions' | 'sources'>,
  asked: readonly string[] | undefined,
  most = MOST_IN_DATABASE,
): void {
  const counts = tables.questions.liveCounts();
  const questions = sourcesOf(tables as Tables, asked).reduce(
    (sum, name) => sum + (counts.get(name) ?? 0),
    0,
  );
  if (questions <= most) return;
  const [there, limit] = [questions, most].map((count) => count.toLocaleString('en-US'));
  throw new WinnowError(
    'too-large',
    `A run over the database takes up to ${limit} questions; these sources have ${there}. Leave the pool in Parquet (winnow import --shards DIR in a workspace of its own, then winnow run --pool latest), or name fewer with --sources.`,
    { questions, most },
  );
}
