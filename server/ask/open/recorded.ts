import { askableModel } from '../../comply/models.ts';
import type { Shipped } from '../../comply/shipped.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { defaultTraceRules } from '../../decide/traces/rules.ts';
import type { OpenedTeacher } from '../model/opened.ts';
import { TRACES } from '../model/traces.ts';
import { recordedProvider } from '../providers/recorded.ts';
import { complianceOf } from './compliance.ts';
import { generationFor } from './generation.ts';
import { judgeBy, verify } from './judge.ts';
import { benchmarkMatcher } from './matcher.ts';

/** Replies of a Gemini model that were recorded, and whose teacher they stand for. */
export interface Recording {
  /** Name of the teacher. */
  teacher: string;
  model: string;
  /** Lines as `recordedProvider` reads them. */
  lines: Iterable<string>;
  /** When they were made, RFC 3339: the terms of then hold. */
  at: string;
}

/**
 * A teacher that answers from a recording: no key, no network, no cost. What compliance has to say is what it would
 * say of the model that was recorded.
 * @throws WinnowError `refused` for a model that nothing is known about; `bad-input` for a line that is none
 */
export function recordedTeacher(
  workspace: Workspace,
  run: StoredRun,
  { teacher, model, lines, at }: Recording,
  shipped: Shipped,
): OpenedTeacher {
  const askable = askableModel(shipped, { provider: 'gemini', model, at, endpoint: null, declarations: [] });
  const generation = generationFor(askable.row, {}, TRACES);
  const rules = run.recipe.traces ?? defaultTraceRules();
  return {
    name: teacher,
    provider: recordedProvider(lines),
    batch: null,
    service: askable.host.service,
    model,
    endpoint: null,
    project: 'none',
    generation,
    limits: { requestsPerMinute: null, tokensPerMinute: null, requestsPerDay: null, concurrency: 32 },
    pricing: () => ({ row: 'recorded', cost: () => 0 }),
    prior: null,
    wording: TRACES.wording,
    redact: (text) => text,
    verify,
    judge: judgeBy(rules, benchmarkMatcher(workspace)),
    compliance: complianceOf(workspace, shipped, {
      askable,
      key: { provider: 'gemini', value: null },
      generation,
      subjectType: TRACES.flagged,
      at,
    }),
  };
}
