import { WinnowError } from '../../shared/error.ts';
import { refuseOverShards } from '../db/over-shards.ts';
import type { Tables } from '../db/tables.ts';
import { evaluate } from '../decide/own-signals/evaluate.ts';
import { parseRule } from '../decide/own-signals/rule.ts';
import { findRun } from './find.ts';
import { ownSignals } from './own-signals.ts';

/** Which questions of the pool; all that is given must hold. */
export interface QuestionFilter {
  /** The run whose decisions count for stage, reason and domain: an id, or latest. */
  run?: string;
  stage?: string;
  reason?: string;
  domain?: string;
  source?: string;
  /** A rule over signals of one's own, as in a recipe. */
  where?: string;
}

/**
 * Our ids of the live questions that a filter names, in the order of their ids.
 * @throws WinnowError `bad-usage` for a filter that names nothing, `not-found` for an unknown run, `bad-input` for a rule
 */
export function chooseQuestions(tables: Tables, filter: QuestionFilter): string[] {
  const { run, stage, reason, domain, source, where } = filter;
  if ([run, stage, reason, domain, source, where].every((one) => one === undefined))
    throw new WinnowError(
      'bad-usage',
      'Name questions by their ids, or by a filter such as --reason solved.',
    );
  const rule = where === undefined ? null : parseRule(where, '--where');
  const own = rule === null ? null : ownSignals(tables);
  const decided = [run, stage, reason, domain].every((one) => one === undefined)
    ? null
    : decidedAs(tables, filter);
  const chosen: string[] = [];
  for (const names of tables.questions.names()) {
    if (source !== undefined && names.source !== source) continue;
    if (decided !== null && !decided.has(names.id)) continue;
    if (rule !== null && evaluate(rule, own?.get(names.id) ?? {}) !== true) continue;
    chosen.push(names.id);
  }
  return chosen.sort();
}

function decidedAs(tables: Tables, { run = 'latest', stage, reason, domain }: QuestionFilter): Set<string> {
  const found = new Set<string>();
  const decided = findRun(tables, run);
  refuseOverShards(decided, 'a choice of its questions by what it decided');
  const asked = { ...(stage === undefined ? {} : { stage }), ...(reason === undefined ? {} : { reason }) };
  for (const { questionId, signals } of tables.decisions.ofRun(decided.n, asked))
    if (domain === undefined || signals.domain === domain) found.add(questionId);
  return found;
}
