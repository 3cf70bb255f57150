import type { GraderRule } from '../../shared/schemas/grade-rules.ts';
import type { Workspace } from './workspace.ts';

/** When the word of a model grader counts in a workspace, and who said so. */
export interface WorkspaceGraderRule extends GraderRule {
  /** Opaque id; null where nobody has, and no agreement with people is asked for. */
  setBy: string | null;
  setAt: string | null;
}

const FACT = 'grader-rule';
const UNSET: WorkspaceGraderRule = { kappa: 0.6, verdicts: 0, bound: 'low', setBy: null, setAt: null };

/** The rule of the workspace: no agreement is asked for until somebody sets one. */
export function graderRule({ facts }: Pick<Workspace, 'facts'>): WorkspaceGraderRule {
  const stored = facts.get(FACT);
  return stored === undefined ? UNSET : (JSON.parse(stored) as WorkspaceGraderRule);
}

/** Sets the rule, with an event; setting what is so changes nothing. @param actor opaque id of who says so */
export function setGraderRule(workspace: Workspace, rule: GraderRule, actor: string): WorkspaceGraderRule {
  return workspace.write('grades rule', () => {
    const known = graderRule(workspace);
    const { kappa, verdicts, bound } = rule;
    const isSame = known.kappa === kappa && known.verdicts === verdicts && known.bound === bound;
    if (isSame && known.setBy !== null) return known;
    const set = { kappa, verdicts, bound, setBy: actor, setAt: workspace.now().toISOString() };
    workspace.facts.put(FACT, JSON.stringify(set));
    workspace.events.append({
      type: 'grader-rule.set',
      actor,
      subject: 'workspace',
      idem: `grader-rule ${workspace.randomHex(8)}`,
      data: { kappa: String(kappa), human_verdicts: verdicts, bound },
    });
    return set;
  });
}
