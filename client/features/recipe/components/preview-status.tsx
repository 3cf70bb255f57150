import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PreviewReply } from '../../../../shared/schemas/preview.ts';
import { count, percent, seconds } from '../../../lib/format.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { previewProgressQuery } from '../api/previews.ts';

/** After so long it is worth a word that a preview takes its time. Unit: milliseconds. */
const LONG_MS = 600;

/** How the preview stands: decided, being decided (with progress where texts are looked at), or why not. */
export function PreviewStatus({
  preview,
  isStale,
  faults,
}: {
  preview: UseQueryResult<PreviewReply>;
  isStale: boolean;
  faults: number;
}) {
  const isLong = useRested(isStale, LONG_MS) && isStale;
  const { data: looking } = useQuery(previewProgressQuery(isLong));
  return (
    <div className="mt-2 min-h-6 text-13">
      {preview.error !== null && !isStale ? (
        <p role="alert" className="max-w-[80ch] text-warn">
          {preview.error.message}
        </p>
      ) : (
        <p role="status" className="text-muted">
          {faults > 0
            ? `${faults === 1 ? 'A setting has' : `${faults} settings have`} to be mended; the figures are those of before.`
            : isLong
              ? looking?.total == null
                ? 'Deciding …'
                : `Looking at texts again: ${count(looking.done)} of ${count(looking.total)}`
              : preview.data === undefined
                ? 'Deciding …'
                : `Decided in ${seconds(preview.data.seconds)} over what is known today. Nothing is stored.`}
        </p>
      )}
      {isLong && looking?.total != null && (
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
      )}
    </div>
  );
}
