import { WinnowError } from '../../shared/error.ts';
import { CURATING } from '../../shared/vocabulary/roles.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { Mark, MarkKind } from '../db/marks.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';

/** What a person says of questions; `name` is that of a tag, `despite` the stages that a pin overrules. */
export interface Saying {
  mark: MarkKind;
  name?: string;
  despite?: readonly string[];
  by: string;
  why: string;
}

/** The reply of `pin`, `exclude` and `tag`. */
export interface MarkReport extends Saying {
  /** Our ids of the questions that were named. */
  questions: string[];
  /** How many of them it changed anything for. */
  changed: number;
  /** True where the mark was taken back. */
  undone: boolean;
}

/** The type of the event that says so, and of the one that takes it back. */
const EVENTS: Readonly<Record<MarkKind, [string, string]>> = {
  pin: ['question.pinned', 'question.unpinned'],
  exclude: ['question.excluded', 'question.exclusion-revoked'],
  tag: ['question.tagged', 'question.untagged'],
};

/** Questions that one event names at most. */
const IN_ONE_EVENT = 1000;

/**
 * Records what a person says of questions, with its events, in one transaction. A pin and an exclusion take each
 * other's place; saying what stands already changes nothing.
 * @param questions our ids
 * @throws WinnowError `bad-usage` for a saying without name or reason, or a tag that is no name; `forbidden` for who
 * may not say it
 */
export function markQuestions(
  workspace: Workspace,
  questions: readonly string[],
  saying: Saying,
  actor: string,
): MarkReport {
  const said = checkSaying(saying);
  return workspace.write(said.mark, () => {
    const changed = questions.filter((question) => !stands(workspace.marks.of(question), said));
    putMarks(workspace, changed, said, actor);
    return reportOf(said, questions, changed.length, false);
  });
}

/**
 * Takes a mark back, with its events.
 * @throws WinnowError `bad-usage` as above
 */
export function unmarkQuestions(
  workspace: Workspace,
  questions: readonly string[],
  saying: Saying,
  actor: string,
): MarkReport {
  const said = checkSaying(saying);
  return workspace.write(`${said.mark} --undo`, () => {
    const changed = removeMarks(workspace, questions, said, actor);
    return reportOf(said, questions, changed.length, true);
  });
}

/** Puts a mark on questions on which it does not stand yet, with its events; within a write transaction. */
export function putMarks(
  workspace: Workspace,
  questions: readonly string[],
  said: Said,
  actor: string,
): void {
  const at = workspace.now().toISOString();
  const salt = workspace.randomHex(32);
  for (const question of questions) workspace.marks.put({ question, ...said, at, salt });
  append(workspace, 0, { ...said, salt }, questions, actor);
}

/**
 * Takes a mark from questions, with its events; within a write transaction.
 * @returns those on which it stood
 */
export function removeMarks(
  workspace: Workspace,
  questions: readonly string[],
  said: Said,
  actor: string,
): string[] {
  const changed = questions.filter((question) => workspace.marks.remove(question, said.mark, said.name));
  append(workspace, 1, { ...said, salt: workspace.randomHex(32) }, changed, actor);
  return changed;
}

/** What is said of a question, without the question. */
export type Said = Omit<Mark, 'question' | 'at'>;

/**
 * Reads what a person says.
 * @throws WinnowError `bad-usage`
 */
export function checkSaying({ mark, name = '', despite = [], by, why }: Saying): Said {
  const tag = name.trim().normalize('NFC');
  const said = { by: by.trim(), why: why.trim() };
  if (said.by === '' || said.why === '')
    throw new WinnowError('bad-usage', 'Say who says so and why: --by NAME --why TEXT.');
  if (mark === 'tag' && !/^[\p{L}\p{N}_.:-]{1,64}$/u.test(tag)) {
    throw new WinnowError(
      'bad-usage',
      'A tag is called by 1 to 64 letters, digits, "_", ".", ":" and "-", as in --as needs-look.',
    );
  }
  return { mark, name: mark === 'tag' ? tag : '', despite: [...new Set(despite)].sort(), ...said };
}

/** Whether just this is among the marks of a question already. */
export const stands = (marks: readonly Mark[], { mark, name, despite, by, why }: Said): boolean =>
  marks.some(
    (one) =>
      one.mark === mark &&
      one.name === name &&
      one.by === by &&
      one.why === why &&
      one.despite.join() === despite.join(),
  );

function append(
  workspace: Workspace,
  kind: 0 | 1,
  { mark, name, despite, by, why, salt }: Said & { salt: string },
  changed: readonly string[],
  actor: string,
): void {
  const type = EVENTS[mark][kind];
  const words = {
    by: actingPerson(workspace, by, CURATING),
    why_salted_sha256: saltedSha256(salt, why),
  };
  for (let from = 0; from < changed.length; from += IN_ONE_EVENT) {
    const questions = changed.slice(from, from + IN_ONE_EVENT);
    workspace.events.append({
      type,
      actor,
      subject: questions.length === 1 ? (questions[0] ?? '') : `${questions.length} questions`,
      idem: `${type}:${workspace.randomHex(8)}`,
      data: { ...words, ...(name === '' ? {} : { name }), ...(mark === 'pin' ? { despite } : {}), questions },
    });
  }
}

const reportOf = (
  { mark, name, despite, by, why }: Said,
  questions: readonly string[],
  changed: number,
  undone: boolean,
): MarkReport => ({
  mark,
  ...(name === '' ? {} : { name }),
  ...(mark === 'pin' ? { despite } : {}),
  by,
  why,
  questions: [...questions],
  changed,
  undone,
});
