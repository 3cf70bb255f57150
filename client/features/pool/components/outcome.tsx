import type { DecisionRow } from '../../../../shared/schemas/question-life.ts';
import { KeptMark, StageMark } from '../../../components/stage-mark.tsx';
import { count, sentence } from '../../../lib/format.ts';
import { reasonName } from '../../../lib/stages.ts';

/** What became of a question, in the shape and hue of the stage. */
export function Outcome({
  decision: { kept, stage, reason, rank },
}: {
  decision: Pick<DecisionRow, 'kept' | 'stage' | 'reason' | 'rank'>;
}) {
  const name = kept ? 'Selected' : sentence(reasonName(reason ?? ''));
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap max-sm:shrink-0">
      {kept ? <KeptMark /> : <StageMark stage={stage} />}
      <span className={`truncate ${kept ? 'font-medium' : ''}`} title={name}>
        {name}
      </span>
      {rank !== null && <span className="text-12 text-muted tabular-nums">{count(rank)}</span>}
    </span>
  );
}
