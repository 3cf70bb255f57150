import type { FunnelStage } from '../../../shared/schemas/decision.ts';
import type { PoolFilter } from '../../lib/urls.ts';

/** The option that stands for a filter; a reason without a stage, as facets name it, is that of the stage that has it. */
export function outcomeValue(
  { kept, stage: named, reason, passed }: PoolFilter,
  funnel: readonly Pick<FunnelStage, 'stage' | 'dropped'>[],
): string {
  if (kept === 'true') return 'kept';
  if (passed !== undefined) return `passed/${passed}`;
  const stage =
    named ?? funnel.find(({ dropped }) => reason !== undefined && Object.hasOwn(dropped, reason))?.stage;
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
