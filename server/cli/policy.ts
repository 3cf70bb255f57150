import { Argument, type Command } from 'commander';
import { EFFECTS, type Effect, FLAG_CODES } from '../../shared/vocabulary/flags.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { effectOf, policySha256 } from '../comply/policy.ts';
import { setWorkspacePolicy, workspacePolicy } from '../db/policy.ts';
import { loadShipped } from '../db/shipped.ts';
import type { CliContext } from './frame.ts';
import { oneLine } from './text.ts';

/** `policy show|set`: what the flags of this workspace lead to. */
export function register(program: Command, context: CliContext): void {
  const policy = program
    .command('policy')
    .description('what flags lead to in this workspace; internal until somebody sets another')
    .addHelpText('after', '\nExample\n  winnow policy set research-only --by ann');
  policy
    .command('show')
    .description('the policy of the workspace, and what it makes of each flag')
    .addHelpText('after', '\nExample\n  winnow policy show')
    .action(() => show(context));
  policy
    .command('set')
    .description('have the workspace follow a policy')
    .addArgument(new Argument('<name>', 'the policy').choices(POLICY_NAMES))
    .requiredOption('--by <name>', 'who says so')
    .addHelpText('after', '\nExample\n  winnow policy set strict --by ann')
    .action((name: PolicyName, { by }: { by: string }) => {
      setWorkspacePolicy(context.workspace(), name, by, loadShipped(context.assets.data).policies);
      show(context);
    });
}

function show(context: CliContext): void {
  const workspace = context.workspace();
  const { policy: name, setBy, setAt } = workspacePolicy(workspace);
  const policy = loadShipped(context.assets.data).policies[name];
  const by = setBy === null ? null : workspace.people.nameOf(setBy);
  const result = {
    policy: name,
    setBy: by,
    setAt,
    version: policy.version,
    policySha256: policySha256(policy),
    effects: policy.effects,
    lifts: policy.lifts,
  };
  context.out.result(result, () => {
    const head = `${name}: ${POLICIES[name]}`;
    const set =
      setAt === null
        ? 'nobody has set it'
        : `set by ${oneLine(by ?? 'somebody whose name was erased')}, ${setAt}`;
    const lines = (Object.keys(EFFECTS) as Effect[]).map((effect) => {
      const codes = FLAG_CODES.filter((code) => effectOf(policy, code) === effect);
      return `\n${effect}: ${EFFECTS[effect]}\n  ${codes.length === 0 ? 'none' : codes.join('\n  ')}`;
    });
    return [head, set, ...lines].join('\n');
  });
}
