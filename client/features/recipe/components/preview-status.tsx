import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PreviewReply } from '../../../../shared/schemas/preview.ts';
import { seconds } from '../../../lib/format.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { previewProgressQuery } from '../api/previews.ts';
import { LookingBar, lookingSaid } from './looking-bar.tsx';

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
              ? lookingSaid(looking, 'Deciding …')
              : preview.data === undefined
                ? 'Deciding …'
                : `Decided in ${seconds(preview.data.seconds)} over what is known today. Nothing is stored.`}
        </p>
      )}
      {isLong && <LookingBar looking={looking} />}
    </div>
  );
}
