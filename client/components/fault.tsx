import { WinnowError } from '../../shared/error.ts';

/** What went wrong with something that was asked for, beside it. */
export function Fault({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p role="alert" className="max-w-[60ch] text-13 text-warn">
      {error instanceof WinnowError ? error.message : 'The page met something unforeseen; reload it.'}
    </p>
  );
}
