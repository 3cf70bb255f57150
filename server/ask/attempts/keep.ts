import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { finalAnswer } from '../../algorithms/answers/final-answer.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { Store } from '../journal/journal.ts';
import type { Keeping } from '../model/opened.ts';
import type { Reading } from '../provider.ts';

/**
 * Makes the attempt of a reply. Its verdict is left open: runs hold the answer against the reference, so that a better
 * checker or a mended reference is heard without asking again. A reply that holds nothing is an attempt without words.
 */
export function attemptStore(workspace: Workspace, { collection, teacher, countTokens }: Keeping): Store {
  return ({ question, sample, round }, replied, call) => {
    const { outcome } = replied.reading;
    const name = outcome.state === 'answered' ? 'answered' : outcome.reason;
    const said = saidIn(replied.reading, countTokens);
    const { answer, text } = said;
    const what = canonicalBytes({ collection, question, sample, round, outcome: name, answer, text });
    const sha256 = createHash('sha256').update(what).digest();
    const attempt = { question, model: teacher.model, ...said, verdict: null };
    if (!workspace.attempts.insert(attempt, sha256, { collection, outcome: name, call }))
      throw new WinnowError('failed', `There is an attempt of this sample and round already (${question}).`);
    const id = `attempt-${sha256.toString('hex').slice(0, 20)}`;
    const flags = teacher.compliance.found(id, replied);
    return { id, outcome: name, usable: name === 'answered', tokens: said.tokens ?? 0, flags };
  };
}

/** `tokens`: of all that the solver wrote, thoughts included where they came. */
function saidIn(
  { outcome, thinking, answer }: Reading,
  countTokens: (text: string) => number,
): { answer: string | null; text: string | null; tokens: number | null } {
  if (outcome.state !== 'answered') return { answer: null, text: null, tokens: null };
  const text = (answer ?? '').toWellFormed().trim();
  const thoughts = (thinking ?? '').toWellFormed().trim();
  return {
    answer: finalAnswer(text)?.answer.toWellFormed() ?? null,
    text,
    tokens: countTokens(text) + (thoughts === '' ? 0 : countTokens(thoughts)),
  };
}
