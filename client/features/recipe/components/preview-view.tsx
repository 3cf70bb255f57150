import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../../../../shared/api.ts';
import type { PreviewReply } from '../../../../shared/schemas/preview.ts';
import { withCommands } from '../../../components/command-line.tsx';
import { Loading, Skeleton } from '../../../components/states.tsx';
import { makeUpQuery } from '../../../lib/queries/runs.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { Trial } from '../address.ts';
import { besides } from '../beside.ts';
import { CompositionBeside } from './composition-beside.tsx';
import { FunnelBeside, type FunnelLinks } from './funnel-beside.tsx';
import { VennView } from './venn-view.tsx';
import { WhoChanges } from './who-changes.tsx';

/** What a preview would do, beside its run. */
export function PreviewView({
  preview,
  run,
  trial,
  isStale,
  hrefWith,
  show,
  cause,
  command,
}: {
  preview: PreviewReply | undefined;
  run: ReplyOf<'/runs/{id}'>;
  /** Null while something in it has to be mended. */
  trial: Trial | null;
  isStale: boolean;
  hrefWith: (params: Record<string, string | undefined>) => string;
  show: string | null;
  /** Only what is put down to this. */
  cause: string | null;
  /** Previews the same. */
  command: string;
}) {
  const { data: makeUp } = useQuery(makeUpQuery(run.runId));
  if (preview === undefined)
    return (
      <>
        <Loading what="the preview" />
        <div className="flex flex-col gap-5">
          {[100, 95, 94, 90, 46, 8].map((width) => (
            <span key={width} style={{ width: `${width}%` }}>
              <Skeleton className="h-5 w-full" />
            </span>
          ))}
        </div>
      </>
    );
  const names = { before: run.runId, after: 'this recipe' };
  const rows = (show: string) => `${hrefWith({ show, cause: undefined })}#rows`;
  const links: FunnelLinks = {
    left: (stage, isLast, side) =>
      side === 'after'
        ? rows(isLast ? 'selected' : `passed/${stage}`)
        : addressOf('/pool', { run: run.runId, ...(isLast ? { kept: 'true' } : { passed: stage }) }),
    fell: (stage, reason, side) =>
      side === 'after'
        ? rows(`fell/${stage}/${reason}`)
        : addressOf('/pool', { run: run.runId, stage, reason }),
  };
  return (
    <div className={`flex flex-col gap-10 ${isStale ? 'opacity-60' : ''}`} aria-busy={isStale}>
      <FunnelBeside
        funnel={besides(run.funnel, preview.funnel)}
        pool={run.pool}
        names={names}
        links={links}
      />
      <VennView
        before={run.selected}
        after={preview.selected}
        both={preview.selected - preview.added.count}
        names={names}
        links={{ added: rows('added'), stay: rows('stay'), removed: rows('removed') }}
      />
      <WhoChanges
        run={run}
        preview={preview}
        trial={trial}
        hrefWith={hrefWith}
        show={show}
        cause={cause}
        command={command}
      />
      {makeUp === undefined ? (
        <Skeleton className="h-72 w-full" />
      ) : (
        <CompositionBeside before={makeUp} after={preview.makeUp} names={names} />
      )}
      {preview.warnings.length > 0 && (
        <ul className="flex max-w-[75ch] flex-col gap-1 border-l-2 border-warn pl-3 text-13">
          {preview.warnings.map((warning) => (
            <li key={warning}>{withCommands(warning)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
