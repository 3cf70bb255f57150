import type { Run } from '../../../shared/schemas/decision.ts';
import type { MakeUp, Share } from '../../../shared/schemas/make-up.ts';
import { count, counted, percent } from '../../lib/format.ts';
import { nameOf } from '../../lib/shares.ts';
import { labelOf } from '../../lib/stages.ts';

/** The sentence at the head of the overview. */
export function headlineOf(run: Pick<Run, 'pool' | 'selected' | 'funnel'>): string {
  const passed = run.funnel.at(-1)?.in ?? run.pool;
  const hard = run.funnel.find(({ stage, applied }) => stage === 'difficulty' && applied);
  const clause = hard
    ? `${count(hard.kept)} were hard enough${hard.label === undefined ? '' : ' by estimate'}`
    : `${count(passed)} passed every gate`;
  return `${count(run.selected)} of ${counted(run.pool, 'question')} selected; ${clause}`;
}

/** Which gate took the most; the draw at the end is no gate. */
export function funnelFinding(run: Pick<Run, 'funnel'>): string {
  const gates = run.funnel
    .slice(0, -1)
    .map(({ stage, label, in: reached, kept }) => ({ stage, label, fell: reached - kept }));
  const most = gates.reduce((best, gate) => (gate.fell > best.fell ? gate : best), {
    stage: 'wellformed' as const,
    fell: 0,
  } as (typeof gates)[number]);
  if (most.fell === 0) return 'No gate took anything';
  const all = gates.reduce((sum, gate) => sum + gate.fell, 0);
  return `${labelOf(most)} took ${count(most.fell)} of the ${count(all)} that fell before the draw`;
}

/** What the selection has more of than the pool does. */
export function shareFinding(
  shares: readonly Share[],
  totals: Pick<MakeUp, 'pool' | 'selected'>,
  kind: string,
): string {
  if (totals.selected === 0) return `Nothing is selected; the pool has ${counted(shares.length, kind)}`;
  const gain = (share: Share): number =>
    share.selected / totals.selected - share.pool / Math.max(totals.pool, 1);
  const most = shares.reduce<Share | null>(
    (best, share) => (best === null || gain(share) > gain(best) ? share : best),
    null,
  );
  if (most === null) return `The pool has no ${kind}`;
  if (shares.length === 1) return `All of it is ${nameOf(most)}`;
  if (gain(most) < 0.005) return `By ${kind}, the selection is made up as the pool is`;
  return `${nameOf(most)} is ${percent(most.selected, totals.selected)} of the selection and ${percent(most.pool, totals.pool)} of the pool`;
}

/** Whether the selection is longer than the pool. */
export function lengthFinding({ median }: MakeUp['lengths']): string {
  if (median.pool === null) return 'Nothing to measure';
  if (median.selected === null) return `Half of the pool is shorter than ${count(median.pool)} tokens`;
  const says =
    median.selected > median.pool
      ? 'longer than'
      : median.selected < median.pool
        ? 'shorter than'
        : 'as long as';
  return `The selection is ${says} the pool: median ${count(median.selected)} tokens against ${count(median.pool)}`;
}

/** Whether the selection is harder than the pool, by the middle of the tenth in which each question lies. */
export function difficultyFinding({ bins }: MakeUp['difficulties']): string {
  const mean = (of: 'pool' | 'selected'): number | null => {
    const n = bins.reduce((sum, bin) => sum + bin[of], 0);
    return n === 0 ? null : bins.reduce((sum, bin) => sum + bin[of] * ((bin.from + bin.to) / 2), 0) / n;
  };
  const [pool, selected] = [mean('pool'), mean('selected')];
  if (pool === null || selected === null) return 'How difficult the questions are';
  if (Math.abs(selected - pool) < 0.005)
    return `The selection is as difficult as the pool: ${pool.toFixed(2)}`;
  return `The selection is ${selected > pool ? 'harder' : 'easier'} than the pool: ${selected.toFixed(2)} against ${pool.toFixed(2)}`;
}
