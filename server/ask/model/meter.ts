import type { Lease } from '../../db/lease.ts';
import type { MeterName } from '../../db/meters.ts';
import type { Workspace } from '../../db/workspace.ts';
import { createLimiter, type Limiter, type LimiterState, type Limits } from '../limiter/limiter.ts';
import type { LoopEffects } from '../loop/effects.ts';
import type { ModelOptions, OpenedTeacher } from './opened.ts';

/** A limiter that knows what earlier processes used of the quotas. */
export interface Meter {
  limiter: Limiter;
  /** Saves its state; to be called in a transaction. Often is no harm: it saves every quarter of a second. */
  save(force?: boolean): void;
}

const SAVE_MS = 250;

/** The limits of a teacher, with what the user says in their place. */
export const limitsOf = (
  { limits }: OpenedTeacher,
  { rpm, tpm, concurrency }: Pick<ModelOptions, 'rpm' | 'tpm' | 'concurrency'>,
): Limits => ({
  ...limits,
  requestsPerMinute: rpm ?? limits.requestsPerMinute,
  tokensPerMinute: tpm ?? limits.tokensPerMinute,
  concurrency: concurrency ?? limits.concurrency,
});

export function openMeter(
  workspace: Workspace,
  teacher: OpenedTeacher,
  limits: Limits,
  effects: LoopEffects,
): Meter {
  const name = nameOf(teacher);
  const saved = workspace.meters.get(name);
  const limiter = createLimiter(
    limits,
    effects,
    saved === undefined ? null : (JSON.parse(saved) as LimiterState),
  );
  let savedAt = 0;
  return {
    limiter,
    save(force = false) {
      const now = effects.now();
      if (!force && Math.abs(now - savedAt) < SAVE_MS) return;
      savedAt = now;
      workspace.meters.save(name, limiter.state(), workspace.now().toISOString());
    },
  };
}

/**
 * Two processes would use a quota twice: where there is one, its user is alone.
 * @param who the command, for those who wait
 * @throws WinnowError `busy`, naming the other
 */
export function leaseQuota(workspace: Workspace, teacher: OpenedTeacher, limits: Limits, who: string): Lease {
  const { requestsPerMinute, tokensPerMinute, requestsPerDay } = limits;
  if (requestsPerMinute === null && tokensPerMinute === null && requestsPerDay === null)
    return { release: () => undefined };
  const { provider, model, project } = nameOf(teacher);
  return workspace.lease(`The quota of ${provider} ${model} ${project}`, who);
}

const nameOf = (teacher: OpenedTeacher): MeterName => ({
  provider: teacher.provider.name,
  project: teacher.project,
  model: teacher.model,
});
