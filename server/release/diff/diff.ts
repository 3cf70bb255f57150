import {
  RELEASE_SIDES,
  type ReleaseChange,
  type ReleaseDiff,
  type ReleaseDiffHead,
} from '../../../shared/schemas/release-diff.ts';
import { regrader } from '../../db/trace-verdicts.ts';
import type { Workspace } from '../../db/workspace.ts';
import { defaultTraceRules } from '../../decide/traces/rules.ts';
import { causesBetween, sideOf } from './causes.ts';
import { compareRows, type Difference } from './compare.ts';
import { type Compared, type ReleasedLine, readReleased } from './rows.ts';

/**
 * How a later release differs from an earlier one, row by row: what came, went and changed, and what each is put down
 * to. Rows are those of the folders where these are at hand, else what the workspace stored of them.
 * @param named ids of releases, or folders of them
 * @throws WinnowError `not-found`, `bad-input` for a folder that is no release
 */
export function diffReleases(workspace: Workspace, named: { a: string; b: string }): ReleaseDiff {
  const [a, b] = [readReleased(workspace, named.a), readReleased(workspace, named.b)];
  const { same, ...found } = compareRows(a.rows, b.rows);
  const causeOf = causesBetween(workspace, sideOf(workspace, a), sideOf(workspace, b));
  const verdictOf = verdicts(workspace);
  const tell = (difference: Difference): ReleaseChange => told(difference, causeOf(difference), verdictOf);
  const sides = {
    added: found.added.map(tell),
    removed: found.removed.map(tell),
    changed: found.changed.map(tell),
    moved: found.moved.map(tell),
  };
  return {
    before: headOf(workspace, a),
    after: headOf(workspace, b),
    counts: {
      added: sides.added.length,
      removed: sides.removed.length,
      changed: sides.changed.length,
      moved: sides.moved.length,
      same,
    },
    causes: countCauses(sides),
    ...sides,
  };
}

type VerdictOf = (trace: string) => NonNullable<ReleaseChange['before']>['verdict'];

/** What is known today about whether traces are right. */
function verdicts(workspace: Workspace): VerdictOf {
  const stand = regrader(workspace, defaultTraceRules());
  return (id) => {
    const trace = workspace.traces.byId(id);
    return trace === undefined ? null : stand(trace).verdict;
  };
}

function told(
  { before, after, changed }: Difference,
  cause: ReleaseChange['cause'],
  verdictOf: VerdictOf,
): ReleaseChange {
  const row = after ?? before;
  const side = (one: ReleasedLine | null): ReleaseChange['before'] =>
    one === null
      ? null
      : { line: one.line, rank: one.rank, traceId: one.trace.id, verdict: verdictOf(one.trace.id) };
  const [was, is] = [side(before), side(after)];
  const isJudgedOtherwise = was !== null && is !== null && was.verdict !== is.verdict;
  return {
    questionId: row?.questionId ?? '',
    externalId: row?.externalId ?? null,
    source: row?.source ?? '',
    before: was,
    after: is,
    changed: isJudgedOtherwise
      ? [...changed, { field: 'verdict', from: was.verdict, to: is.verdict }]
      : changed,
    cause,
  };
}

const headOf = ({ runs }: Workspace, { releaseId, stored, rows }: Compared): ReleaseDiffHead['before'] => ({
  releaseId,
  runId: stored === undefined ? null : (runs.byNumber(stored.run)?.report.runId ?? null),
  policy: stored?.policy ?? null,
  rows: rows.length,
});

function countCauses(
  sides: Readonly<Record<(typeof RELEASE_SIDES)[number], readonly ReleaseChange[]>>,
): ReleaseDiffHead['causes'] {
  const counts = new Map<string, ReleaseDiffHead['causes'][number]>();
  for (const side of RELEASE_SIDES)
    for (const { cause } of sides[side]) {
      const count = counts.get(cause.kind) ?? {
        kind: cause.kind,
        added: 0,
        removed: 0,
        changed: 0,
        moved: 0,
      };
      count[side]++;
      counts.set(cause.kind, count);
    }
  const total = (one: ReleaseDiffHead['causes'][number]) => one.added + one.removed + one.changed + one.moved;
  return [...counts.values()].sort((a, b) => total(b) - total(a));
}
