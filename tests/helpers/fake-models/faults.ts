import { BATCH_FAULTS } from './batch-faults.ts';
import { GEMINI_CONTENT_FAULTS } from './gemini-content-faults.ts';
import { GEMINI_STATUS_FAULTS } from './gemini-status-faults.ts';
import { OPENAI_CONTENT_FAULTS } from './openai-content-faults.ts';
import { OPENAI_STATUS_FAULTS } from './openai-status-faults.ts';
import type { FakePlan, FaultRule } from './plan.ts';
import { WIRE_FAULTS } from './wire-faults.ts';
import { unit } from './writing.ts';

/**
 * Everything that can go wrong, by name; a closed list. `gemini.*` and `openai.*` change what a reply says, or are
 * replies of that provider in the place of one; `wire.*` and `sse.*` change how it is sent; `batch.*` are of jobs.
 */
export const FAULTS = {
  ...WIRE_FAULTS,
  ...GEMINI_STATUS_FAULTS,
  ...GEMINI_CONTENT_FAULTS,
  ...OPENAI_STATUS_FAULTS,
  ...OPENAI_CONTENT_FAULTS,
  ...BATCH_FAULTS,
};
export type FaultName = keyof typeof FAULTS;

/** What is known of a request when its fault is chosen. */
export interface Met {
  nth: number;
  prompt: string;
  seen: number;
  model: string;
  api: 'gemini' | 'openai' | 'batch';
  /** Whether the reply is a stream; what is of streams alone meets nothing else. */
  stream: boolean;
}

/** The rule that a request meets, the first of those that fit. Each fault belongs to one kind of API, or to both. */
export function faultChooser(plan: FakePlan) {
  let rules: { rule: FaultRule; left: number }[] = [];
  const set = (faults: readonly FaultRule[]): void => {
    rules = faults.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
  };
  set(plan.faults ?? []);
  const fits = (rule: FaultRule, at: number, met: Met): boolean =>
    belongs(rule.fault, met) &&
    (rule.nth?.includes(met.nth) ?? true) &&
    (rule.prompt === undefined || met.prompt.includes(rule.prompt)) &&
    (rule.model === undefined || rule.model === met.model) &&
    (rule.rate === undefined || unit(plan.seed ?? 0, 'fault', at, met.prompt, met.seen, met.api) < rule.rate);
  return {
    set,
    choose(met: Met): FaultRule | null {
      const found = rules.find(({ rule, left }, at) => left > 0 && fits(rule, at, met));
      if (found === undefined) return null;
      found.left--;
      return found.rule;
    },
  };
}

const STREAMED = /^(sse\.|openai\.no-done)/;

function belongs(fault: FaultName, { api, stream }: Met): boolean {
  if (fault.startsWith('batch.')) return api === 'batch';
  if (STREAMED.test(fault) && !stream) return false;
  if (fault.startsWith('gemini.') || fault.startsWith('openai.')) return fault.startsWith(`${api}.`);
  return api !== 'batch';
}
