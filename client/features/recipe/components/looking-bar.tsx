import type { ReplyOf } from '../../../../shared/api.ts';
import { count, percent } from '../../../lib/format.ts';

type Looking = ReplyOf<'/previews/progress'>;

/** How far looking at texts is, in words; what is done meanwhile where none is looked at. */
export const lookingSaid = (looking: Looking | undefined, meanwhile: string): string =>
  looking?.total == null
    ? meanwhile
    : `Looking at texts again: ${count(looking.done)} of ${count(looking.total)}`;

/** The same as a bar; nothing where no text is looked at. */
export function LookingBar({ looking }: { looking: Looking | undefined }) {
  if (looking?.total == null) return null;
  return (
    <div
      role="progressbar"
      aria-label={`Looked at ${percent(looking.done, looking.total)} of the texts`}
      aria-valuemin={0}
      aria-valuemax={looking.total}
      aria-valuenow={looking.done}
      className="mt-1.5 h-1.5 max-w-120 overflow-hidden rounded-[3px] bg-behind"
    >
      <span
        className="block h-full bg-accent"
        style={{ width: `${(100 * looking.done) / Math.max(looking.total, 1)}%` }}
      />
    </div>
  );
}
