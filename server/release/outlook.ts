import { WinnowError } from '../../shared/error.ts';
import type { PolicyOutlook, ReleaseOutlook } from '../../shared/schemas/release-plan.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import type { Shipped } from '../comply/shipped.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Choice } from './choice.ts';
import { type Gate, gateOutlook } from './gate.ts';
import { heldByReviews } from './held-by-reviews.ts';
import { refuseMixture, refuseRecorded } from './sample.ts';
import { chooseRows } from './select.ts';

/** Which rows are wanted. */
export interface RowsWanted {
  run: StoredRun;
  rows?: number | undefined;
  validation?: number | undefined;
  teacher?: string | undefined;
  withSample?: boolean | undefined;
}

/** The rows that a release would take now. @throws WinnowError as `chooseRows` */
export const choiceOf = (workspace: Workspace, { run, rows, validation, teacher }: RowsWanted): Choice =>
  chooseRows(workspace, run, { rows: rows ?? run.report.selected, validation, teacher });

/** Who would be released now and what each policy would say of them; writes nothing. */
export function releaseOutlook(
  workspace: Workspace,
  wanted: RowsWanted,
  { policies, licences, terms }: Pick<Shipped, 'policies' | 'licences' | 'terms'>,
): ReleaseOutlook {
  return workspace.read(() => {
    const choice = choiceOf(workspace, wanted);
    const { run } = wanted;
    return {
      runId: run.report.runId,
      wanted: choice.wanted,
      rows: choice.rows.length,
      fromReserve: choice.fromReserve,
      gaveWay: choice.gaveWay,
      reservePassedOver: choice.reservePassedOver,
      validation: { wanted: choice.validation.wanted, rows: choice.validation.rows.length },
      problem: problemOf(choice, wanted),
      policies: POLICY_NAMES.map((name) =>
        told(gateOutlook(workspace, { run, choice, licences, terms }, policies[name])),
      ),
    };
  });
}

/** Why no release could be made of these rows, whatever the policy; null where one could. */
export function problemOf(choice: Choice, { teacher, withSample = false }: RowsWanted): string | null {
  try {
    refuseRecorded(teacher, withSample);
    refuseMixture(choice, withSample);
  } catch (cause) {
    if (cause instanceof WinnowError) return cause.message;
    throw cause;
  }
  if (choice.rows.length > 0) return null;
  const held = heldByReviews(choice);
  return held ?? 'No question of the run has a usable trace; collect them first: winnow traces collect';
}

const told = ({
  policy,
  distribution,
  passes,
  refusals,
  effects,
  waived,
  review: { met, wanted, accepted, says },
  recipe,
}: Gate): PolicyOutlook => ({
  policy,
  distribution,
  passes,
  refusals,
  attests: effects.attest,
  informs: effects.inform,
  waived,
  review: { met, wanted, accepted, says },
  recipe: recipe === undefined ? null : { met: recipe.met, says: recipe.says },
});
