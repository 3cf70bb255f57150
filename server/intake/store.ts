import type { NewQuestion, QuestionKey } from '../db/questions.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault, shown } from './fault.ts';

/** What became of a question: stored; stored in place of another text; there already, alike or in other words around it. */
export type Stored = 'imported' | 'superseded' | 'present' | 'present-otherwise';

export type QuestionStore = (question: NewQuestion) => Stored | Fault;

/**
 * Stores questions of an import one by one, in its transaction. Nothing that is there is overwritten: the same
 * content is left alone, another text under a known id is a fault, or with `supersede` a new version.
 */
export function questionStore(workspace: Workspace, supersede: boolean): QuestionStore {
  const { questions } = workspace;
  /** Where the last one was there, the next one probably is: look before trying to store it. */
  let expected = false;
  return (question) => {
    let presence = expected ? questions.presence(question.questionId, question.recordSha256) : undefined;
    if (presence === undefined && questions.insert(question)) {
      expected = false;
      return 'imported';
    }
    presence ??= questions.presence(question.questionId, question.recordSha256);
    expected = presence?.live === 1;
    if (presence?.live === 1) return presence.same === 1 ? 'present' : 'present-otherwise';
    return storeRetired(workspace, question, presence !== undefined, supersede);
  };
}

/** Stores a question whose content is not live: it was retired (`known`), or its external id has another text. */
function storeRetired(
  workspace: Workspace,
  question: NewQuestion,
  known: boolean,
  supersede: boolean,
): Stored | Fault {
  const { questions } = workspace;
  const { source, externalId } = question;
  const other = externalId === null ? undefined : questions.liveByExternal(source, externalId);
  if (other === undefined) {
    questions.restore(question);
    return 'imported';
  }
  if (!supersede || other.import_id === question.importId) return taken(question, other);
  replace(workspace, question, other, known);
  return 'superseded';
}

function replace(workspace: Workspace, question: NewQuestion, old: QuestionKey, known: boolean): void {
  const { questions } = workspace;
  questions.supersede(old.id, question.questionId);
  if (known) questions.restore(question);
  else questions.insert({ ...question, version: old.version + 1 });
}

function taken(question: NewQuestion, other: QuestionKey): Fault {
  const id = shown(question.externalId ?? '');
  return other.import_id === question.importId
    ? new Fault(
        'duplicate-id',
        `The id "${id}" comes twice in this import, with another question, answer, solution or options.`,
      )
    : new Fault(
        'duplicate-id',
        `The id "${id}" is in the pool with another question, answer, solution or options; --supersede makes this a new version of it.`,
      );
}
