import type { FunnelStage } from '../../../../shared/schemas/decision.ts';
import { count, sentence } from '../../../lib/format.ts';
import { isStage, labelOf, reasonName, stageName } from '../../../lib/stages.ts';

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
