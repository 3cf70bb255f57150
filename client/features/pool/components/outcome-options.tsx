import type { FunnelStage } from '../../../../shared/schemas/decision.ts';
import { count, sentence } from '../../../lib/format.ts';
import { isStage, labelOf, reasonName, stageName } from '../../../lib/stages.ts';
import type { PoolFilter } from '../../../lib/urls.ts';

/** The outcomes of a run as options: selected, the draw, and each stage with its reasons. */
export function OutcomeOptions({
  funnel,
  passed,
}: {
  funnel: readonly FunnelStage[];
  passed: string | undefined;
}) {
  const draw = funnel.at(-1);
  return (
    <>
      <option value="">Any outcome</option>
      {passed !== undefined && isStage(passed) && (
        <option value={`passed/${passed}`}>Left after {stageName(passed).toLowerCase()}</option>
      )}
      {draw && <option value="kept">Selected ({count(draw.kept)})</option>}
      {Object.entries(draw?.dropped ?? {}).map(([reason, fell]) => (
        <option key={reason} value={`fell/${draw?.stage}/${reason}`}>
          {sentence(reasonName(reason))} ({count(fell)})
        </option>
      ))}
      {funnel
        .slice(0, -1)
        .filter((stage) => stage.in > stage.kept)
        .map((stage) => (
          <optgroup key={stage.stage} label={`Fell at ${labelOf(stage).toLowerCase()}`}>
            <option value={`fell/${stage.stage}`}>Any reason ({count(stage.in - stage.kept)})</option>
            {Object.entries(stage.dropped).map(([reason, fell]) => (
              <option key={reason} value={`fell/${stage.stage}/${reason}`}>
                {sentence(reasonName(reason))} ({count(fell)})
              </option>
            ))}
          </optgroup>
        ))}
    </>
  );
}

/** The option that stands for a filter. */
export function outcomeValue({ kept, stage, reason, passed }: PoolFilter): string {
  if (kept === 'true') return 'kept';
  if (passed !== undefined) return `passed/${passed}`;
  if (stage === undefined) return '';
  return reason === undefined ? `fell/${stage}` : `fell/${stage}/${reason}`;
}

/** The parameters of the address that stand for an option. */
export function outcomeParams(
  value: string,
): Record<'kept' | 'stage' | 'reason' | 'passed', string | undefined> {
  const [kind, stage, reason] = value.split('/');
  const none = { kept: undefined, stage: undefined, reason: undefined, passed: undefined };
  if (kind === 'kept') return { ...none, kept: 'true' };
  if (kind === 'passed') return { ...none, passed: stage };
  return kind === 'fell' ? { ...none, stage, reason } : none;
}
