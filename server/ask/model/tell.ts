import { WinnowError } from '../../../shared/error.ts';
import type { Stop } from '../loop/stopper.ts';
import type { ModelReport } from './report.ts';

/** The error of a collection that did not come to its end, with its report as details. */
export function stopError({ why, error }: Stop, report: ModelReport): WinnowError {
  const { pending, collectionId } = report;
  const left = `${error.message} with ${pending} still to be asked`;
  switch (why) {
    case 'signal':
    case 'paused':
      return new WinnowError('stopped', `${left}; the same command goes on from here.`, report);
    case 'cancelled':
      return new WinnowError(
        'stopped',
        `${left} (${collectionId}); the same command with --resume takes it up again.`,
        report,
      );
    default:
      return new WinnowError(error.code, error.message, report);
  }
}
