import { WinnowError } from '../../shared/error.ts';
import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import { type Choice, releasedRows } from './choice.ts';

/** Sources of the built-in pool bear names that begin so. */
const SAMPLE = 'sample-';

/** @throws WinnowError `conflict` where made-up questions of the sample stand beside others and nobody asked for that */
export function refuseMixture(choice: Choice, withSample: boolean): void {
  const rows = releasedRows(choice);
  const sample = rows.filter(({ decision }) => decision.source.startsWith(SAMPLE)).length;
  if (withSample || sample === 0 || sample === rows.length) return;
  throw new WinnowError(
    'conflict',
    `${sample} of the ${rows.length} rows come from the built-in sample: set it aside (winnow sources exclude NAME) and run again, or say --with-sample.`,
    { sample, rows: rows.length },
  );
}

/** @throws WinnowError `conflict` for recorded replies that nobody asked for by both words */
export function refuseRecorded(teacher: string | undefined, withSample: boolean): void {
  if (teacher !== SAMPLE_RECORDED || withSample) return;
  throw new WinnowError(
    'conflict',
    `The traces by ${SAMPLE_RECORDED} are recorded replies that no model ever gave: say --with-sample to release them.`,
  );
}
