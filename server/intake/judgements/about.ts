import { createHash } from 'node:crypto';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { Fault, shown } from '../fault.ts';
import type { FindQuestion } from '../question-ids.ts';

/** Which question a record of another tool is about. */
export interface About {
  question: StoredQuestion;
  /** Of the text that was seen; null where the record does not say. */
  textSha256: string | null;
}

export type FindAbout = (about: readonly Readonly<Record<string, unknown>>[]) => About | Fault;

const IDS = ['questionId', 'question_id', 'id', 'externalId', 'external_id'];
const TEXTS = ['prompt', 'question', 'problem', 'text'];
const SEVERAL = Symbol('several');
type Known = Map<string, string | typeof SEVERAL>;

/**
 * Finds the question by what stands beside it: its id, ours or the import's; the hash of its text, as `reviews wanted`
 * gives it; or the very text of the question. The pool is read once, when the first hash or text has to be looked up.
 * @param textsOf hashes of the texts of a question, with its trace and without
 */
export function aboutFinder(
  workspace: Workspace,
  find: FindQuestion,
  textsOf: (question: StoredQuestion) => readonly string[],
): FindAbout {
  const hashes = once(() => hashesOf(workspace, textsOf));
  const texts = once(() => textHashes(workspace));
  return (about) => {
    const textSha256 = textsIn(about, ['textSha256']).find((one) => /^[0-9a-f]{64}$/.test(one)) ?? null;
    const source = textsIn(about, ['source'])[0];
    let fault: Fault | null = null;
    for (const id of textsIn(about, IDS)) {
      const found = sourced(find, id, source);
      if (found instanceof Fault) fault ??= found;
      const question = typeof found === 'string' ? workspace.questions.byId(found) : undefined;
      if (question !== undefined) return { question, textSha256 };
    }
    const more = [
      ...(textSha256 === null ? [] : [hashes().get(textSha256)]),
      ...textsIn(about, TEXTS).map((text) => texts().get(hashOf(text))),
    ];
    for (const id of more) {
      if (id === SEVERAL)
        fault ??= new Fault('ambiguous-id', 'Several questions have this text; send the id along.');
      const question = typeof id === 'string' ? workspace.questions.byId(id) : undefined;
      if (question !== undefined) return { question, textSha256 };
    }
    const ids = textsIn(about, IDS).map((id) => `"${shown(id)}"`);
    const what =
      ids.length === 0 ? 'It names no question' : `There is no question ${ids.join(' or ')} in the pool`;
    return fault ?? new Fault('missing-id', `${what}; send id or textSha256 along with each record.`);
  };
}

/** With its source where there is one of that name, else without: another tool may use the word for something else. */
function sourced(find: FindQuestion, id: string, source: string | undefined): string | null | Fault {
  const found = source === undefined ? null : find(id, source);
  return typeof found === 'string' ? found : find(id, undefined);
}

/** What stands under some names, as text. */
const textsIn = (about: readonly Readonly<Record<string, unknown>>[], names: readonly string[]): string[] =>
  about.flatMap((one) =>
    names.flatMap((name) => {
      const value = Object.hasOwn(one, name) ? one[name] : undefined;
      return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [String(value)] : [];
    }),
  );

function hashesOf(workspace: Workspace, textsOf: (question: StoredQuestion) => readonly string[]): Known {
  const known: Known = new Map();
  for (const { id } of workspace.questions.names()) {
    const question = workspace.questions.byId(id);
    for (const hash of question === undefined ? [] : textsOf(question)) put(known, hash, id);
  }
  return known;
}

function textHashes(workspace: Workspace): Known {
  const known: Known = new Map();
  for (const { id, question, options } of workspace.questions.texts()) {
    put(known, hashOf(question), id);
    if (options !== null) put(known, hashOf(promptOf(question, JSON.parse(options) as string[])), id);
  }
  return known;
}

const put = (known: Known, key: string, id: string): void =>
  void known.set(key, known.has(key) && known.get(key) !== id ? SEVERAL : id);
const hashOf = (text: string): string => createHash('sha256').update(text.trim()).digest('base64');

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    if (made === undefined) made = { value: make() };
    return made.value;
  };
}
