import type { Run } from '../../../shared/schemas/decision.ts';
import type { ReleaseOutlook } from '../../../shared/schemas/release-plan.ts';
import type { WorkspaceSummary } from '../../../shared/schemas/session.ts';
import { count, counted } from '../../lib/format.ts';
import { addressOf } from '../../lib/urls.ts';

/** One thing that has to be so before a release. */
export interface Item {
  /** `ready`, `missing`: it stands in the way; `open`: it does so under a stricter policy. */
  state: 'ready' | 'open' | 'missing';
  says: string;
  /** What is missing, or what would mend it. */
  more: string | null;
  to: string;
  /** What the link leads to. */
  act: string;
}

/** What stands between a run and a release, in the order of the work. */
export function checklistOf(
  run: Pick<Run, 'runId' | 'selected' | 'requested' | 'funnel' | 'benchmarks'>,
  workspace: Pick<WorkspaceSummary, 'benchmarks' | 'releases'>,
  outlook: ReleaseOutlook,
): Item[] {
  const { runId } = run;
  return [
    selection(run),
    benchmarks(run, workspace),
    traces(runId, outlook),
    reviews(runId, outlook),
    ...outlook.policies.map((policy) => flags(runId, policy)),
  ];
}

function selection({ runId, selected, requested }: Pick<Run, 'runId' | 'selected' | 'requested'>): Item {
  const isShort = requested !== 'all' && selected < requested;
  return {
    state: selected === 0 ? 'missing' : isShort ? 'open' : 'ready',
    says: `${counted(selected, 'question')} selected`,
    more: isShort ? `${count(requested)} were asked for` : null,
    ...(selected === 0
      ? { to: addressOf('/recipe', { run: runId }), act: 'Change the recipe' }
      : { to: addressOf('/pool', { run: runId, kept: 'true' }), act: 'See them' }),
  };
}

function benchmarks(
  { runId, funnel }: Pick<Run, 'runId' | 'funnel'>,
  { benchmarks: known }: Pick<WorkspaceSummary, 'benchmarks'>,
): Item {
  const gate = funnel.find(({ stage }) => stage === 'overlap');
  const isHeld = gate?.notApplied === null;
  return {
    state: isHeld ? 'ready' : 'open',
    says: isHeld
      ? `Held against ${counted(known, 'benchmark')}; ${count(gate.in - gate.kept)} fell for it`
      : 'Held against no benchmark',
    more: isHeld ? null : 'add one, then make the run again',
    ...(isHeld
      ? { to: addressOf('/pool', { run: runId, stage: 'overlap' }), act: 'See what overlaps' }
      : { to: addressOf('/import', { run: runId, kind: 'benchmark' }), act: 'Add a benchmark' }),
  };
}

function traces(runId: string, { rows, wanted, gaveWay, problem }: ReleaseOutlook): Item {
  const why = Object.entries(gaveWay).map(([reason, n]) => `${count(n)} ${reason.replaceAll('-', ' ')}`);
  return {
    state: rows === 0 ? 'missing' : rows < wanted ? 'open' : 'ready',
    says: `${count(rows)} of ${counted(wanted, 'row')} have a trace that can be released`,
    more: problem ?? (why.length === 0 ? null : `of the selected: ${why.join(', ')}`),
    ...(rows < wanted
      ? { to: addressOf('/traces/plan', { run: runId }), act: 'Collect traces' }
      : { to: addressOf('/traces', { run: runId }), act: 'See traces' }),
  };
}

/** The strictest policy asks for most. */
function reviews(runId: string, { policies }: ReleaseOutlook): Item {
  const strict = policies.find(({ review }) => review.wanted > 0) ?? policies[0];
  const isMet = strict?.review.met ?? true;
  return {
    state: isMet ? 'ready' : 'open',
    says: isMet
      ? 'Every policy has the reviews that it asks for'
      : `${count(strict?.review.accepted ?? 0)} of ${count(strict?.review.wanted ?? 0)} reviews that ${strict?.policy} asks for`,
    more: strict?.review.says ?? null,
    to: addressOf('/review', { run: runId }),
    act: 'Review',
  };
}

function flags(
  runId: string,
  { policy, passes, refusals, attests, informs }: ReleaseOutlook['policies'][number],
): Item {
  const to = addressOf('/releases/new', { run: runId, policy });
  if (passes) {
    const told = Object.keys(attests).length + Object.keys(informs).length;
    return {
      state: 'ready',
      says: `${policy} would let it pass`,
      more: told === 0 ? null : `${counted(told, 'flag')} would stand in the card`,
      to,
      act: 'Build it',
    };
  }
  const codes = refusals.map(({ code, rows }) => `${code} (${counted(rows, 'row')})`);
  return {
    state: 'open',
    says: `${policy} would refuse it${refusals.length === 0 ? ' for want of reviews' : ` for ${counted(refusals.length, 'flag')}`}`,
    more: codes.length === 0 ? null : codes.join(', '),
    to,
    act: 'See what lifts it',
  };
}
