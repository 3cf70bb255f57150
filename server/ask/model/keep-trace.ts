import { hash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { textFault } from '../../../shared/vocabulary/traces.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { NewTrace } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { Store } from '../journal/journal.ts';
import type { Item } from '../loop/item.ts';
import type { Reading } from '../provider.ts';
import type { Keeping, OpenedTeacher } from './opened.ts';

type Said = Pick<
  NewTrace,
  'kind' | 'outcome' | 'thinking' | 'answer' | 'tokens' | 'verdict' | 'verdictRule' | 'evidence'
>;

/** Makes the trace of a reply, with its verdict, what the detectors found, and its flags. */
export function traceStore(workspace: Workspace, { collection, teacher, countTokens }: Keeping): Store {
  return (item, replied, call) => {
    const question = workspace.questions.byId(item.question);
    if (question === undefined)
      throw new WinnowError('failed', `The workspace has lost the question ${item.question}.`);
    const said = saidIn(replied.reading, question, teacher, countTokens);
    const id = traceId(collection, item, said);
    const { question: asked, sample, round } = item;
    const createdAt = workspace.now().toISOString();
    const trace: NewTrace = { id, collection, question: asked, sample, round, ...said, call, createdAt };
    if (!workspace.traces.insert(trace))
      throw new WinnowError('failed', `There is a trace of this sample and round already (${id}).`);
    const flags = teacher.compliance.found(id, replied);
    const { outcome, tokens } = said;
    return { id, outcome, usable: outcome === 'usable', tokens: tokens ?? 0, flags };
  };
}

/** A reply that does not serve leaves no text in a trace: only its raw bytes are kept. */
function saidIn(
  reading: Reading,
  question: StoredQuestion,
  teacher: OpenedTeacher,
  countTokens: (text: string) => number,
): Said {
  const { outcome, kind } = reading;
  if (outcome.state !== 'answered')
    return { kind, outcome: outcome.reason, thinking: null, answer: null, tokens: null };
  const thinking = (reading.thinking ?? '').toWellFormed().trim();
  const answer = (reading.answer ?? '').toWellFormed().trim();
  const { verdict, rule } = teacher.verify(answer, question);
  const { dropped, findings } = teacher.judge({ question, thinking, answer, kind, verdict });
  const fault = textFault([promptOf(question.question, question.options), thinking, answer]);
  return {
    kind,
    outcome: dropped ?? fault ?? 'usable',
    thinking,
    answer,
    tokens: countTokens(thinking),
    verdict,
    verdictRule: rule,
    evidence: JSON.stringify(findings),
  };
}

/** Names a trace by what it says and of which sample and round it is. */
function traceId(collection: string, { question, sample, round }: Item, said: Said): string {
  const { outcome, thinking, answer } = said;
  const what = canonicalBytes({ collection, question, sample, round, outcome, thinking, answer });
  return `trace-${hash('sha256', what).slice(0, 20)}`;
}
