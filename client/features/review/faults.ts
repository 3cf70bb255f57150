import { WinnowError } from '../../../shared/error.ts';

/** Whether nothing answered, or somebody else was writing for too long: the same may be sent again. */
export const isUnanswered = (cause: unknown): boolean =>
  cause instanceof WinnowError && (cause.code === 'failed' || cause.code === 'busy');

export const asFault = (cause: unknown): WinnowError =>
  cause instanceof WinnowError
    ? cause
    : new WinnowError('failed', 'The page met something unforeseen; reload it.');
