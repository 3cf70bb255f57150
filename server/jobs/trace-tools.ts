import { judgeBy, verify } from '../ask/open/judge.ts';
import { benchmarkMatcher } from '../ask/open/matcher.ts';
import { foreignFlags } from '../comply/foreign.ts';
import type { Shipped } from '../comply/shipped.ts';
import { about, raiseFlags } from '../db/raise-flags.ts';
import type { Workspace } from '../db/workspace.ts';
import { defaultTraceRules } from '../decide/traces/rules.ts';
import type { TraceTools } from '../intake/traces/tools.ts';

/** What looks at traces from elsewhere: the tokenizer, the answer checker, the detectors and the rules of terms. */
export function traceTools(
  workspace: Workspace,
  { shipped, countTokens, actor }: { shipped: Shipped; countTokens: (text: string) => number; actor: string },
): TraceTools {
  const now = workspace.now().toISOString();
  return {
    countTokens,
    verify,
    judge: judgeBy(defaultTraceRules(), benchmarkMatcher(workspace)),
    raise(workspace, trace, from) {
      const found = foreignFlags(shipped, from, now);
      const subject = workspace.traces.byId(trace)?.collection ?? trace;
      raiseFlags(workspace, about({ type: 'trace', id: trace }, found), { actor, subject });
      return found.map(({ code }) => code);
    },
  };
}
