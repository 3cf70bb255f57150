import { WinnowError } from '../../../shared/error.ts';

/** What a worker that broke off is told as: nothing that was stored is lost, and nothing leaves that can not be stored. */
export function brokenError(cause: unknown): WinnowError {
  if (cause instanceof WinnowError) return cause;
  if (isFull(cause))
    return new WinnowError(
      'failed',
      'The disk is full, so no answer could be stored; free some room, and the same command goes on from here.',
    );
  return new WinnowError(
    'failed',
    `Asking broke off: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
}

const isFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'SQLITE_FULL');
