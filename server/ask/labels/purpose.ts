import { hash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { Ask } from '../../db/asks.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { Store } from '../journal/journal.ts';
import type { Item } from '../loop/item.ts';
import type { Keeping, Purpose } from '../model/opened.ts';
import type { Standing } from '../model/standing.ts';
import type { Counts } from '../report.ts';
import { anyQuestionsOf, scopesOf } from '../scope.ts';
import type { Labelling } from './labelling.ts';

/**
 * Labels of questions by a model: one of a closed list, by constrained output and a strict reading. They are stored as
 * signals with the call that brought them. Whoever holds an imported label is not asked about: it stands anyway.
 */
export const labelsPurpose = (labelling: Labelling): Purpose => ({
  name: 'labels',
  settings: { what: labelling.name, prompt_sha256: labelling.prompt.sha256 },
  wording: {
    id: labelling.prompt.ref,
    promptOf(question) {
      const { system, prompt: user } = labelling.ask(promptOf(question.question, question.options));
      return { system, user };
    },
  },
  responseSchema: labelling.ask('').responseSchema,
  flagged: 'label',
  scope: () => 'pool',
  scopes: (run) => (run === null ? ['pool'] : scopesOf(run)),
  questionsOf: anyQuestionsOf,
  standing: (workspace, collection) => labelStanding(workspace, collection, labelling.name),
  store: (workspace, into) => labelStore(workspace, into, labelling),
  results: (workspace, collection, answered) => ({
    traces: { in: 0, usable: 0, dropped: {} },
    labels: labelCounts(workspace, collection, answered, labelling),
  }),
});

function labelStanding(workspace: Workspace, collection: string, name: string): Standing {
  const imported = workspace.signals.imported(name);
  const asked = new Map<string, Ask>();
  for (const ask of workspace.asks.of(collection)) asked.set(ask.question, ask);
  return {
    open(question): Item[] {
      if (imported.has(question)) return [];
      const ask = asked.get(question);
      if (ask === undefined) return [{ question, sample: 0, round: 1, ask: null }];
      const waits = ask.state === 'pending' || ask.state === 'asked';
      return waits ? [{ question, sample: 0, round: ask.round, ask: ask.n }] : [];
    },
    isUsable: () => false,
    why: () => 'not-asked',
  };
}

function labelStore(workspace: Workspace, { collection, teacher }: Keeping, labelling: Labelling): Store {
  return ({ question: id, round }, replied, call) => {
    const question = workspace.questions.byId(id);
    if (question === undefined) throw new WinnowError('failed', `The workspace has lost the question ${id}.`);
    const { outcome, answer } = replied.reading;
    const value = outcome.state === 'answered' ? valueIn(labelling, question, answer ?? '') : null;
    const what = canonicalBytes({ collection, question: id, round, value });
    const name = `label-${hash('sha256', what).slice(0, 20)}`;
    if (value !== null) workspace.signals.label({ question: id, name: labelling.name, value }, call);
    const flags = teacher.compliance.found(name, replied);
    const said = outcome.state === 'answered' ? (value === null ? 'unreadable' : 'labelled') : outcome.reason;
    return { id: name, outcome: said, usable: value !== null, tokens: 0, flags };
  };
}

function valueIn(labelling: Labelling, { question, options }: StoredQuestion, reply: string): string | null {
  const { code } = labelling.ask(promptOf(question, options));
  return labelling.read(reply, code)?.toWellFormed() ?? null;
}

/** Labels that stand, by their word; `none` are replies that hold none, or whose place an imported label took. */
function labelCounts(
  workspace: Workspace,
  collection: string,
  answered: number,
  { wordOf }: Labelling,
): Counts {
  const counts: Counts = {};
  let standing = 0;
  for (const { value } of workspace.signals.labels(collection)) {
    const word = wordOf(value);
    counts[word] = (counts[word] ?? 0) + 1;
    standing++;
  }
  return standing === answered ? counts : { ...counts, none: answered - standing };
}
