import type { EditItem } from '../../shared/schemas/edits.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { Trace } from '../db/traces.ts';
import type { Workspace } from '../db/workspace.ts';

/** Every edit that led to a version of a question, and those of its traces, the newest first. */
export function editItems(workspace: Workspace, question: string): EditItem[] {
  const versions = workspace.questionVersions.lineage(question);
  const items = versions.flatMap((id) => [...questionEdit(workspace, id), ...traceEdits(workspace, id)]);
  const stepsOf = stepsFrom(items);
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : stepsOf(b.id) - stepsOf(a.id)));
}

/** How many edits led to a version; two of them may be of one millisecond. */
function stepsFrom(items: readonly EditItem[]): (id: string) => number {
  const before = new Map(items.map((one) => [one.id, one.before]));
  return (id) => {
    let steps = 0;
    for (let at = before.get(id); at !== undefined && steps < items.length; at = before.get(at)) steps++;
    return steps;
  };
}

function questionEdit({ questions, questionEdits, people }: Workspace, id: string): EditItem[] {
  const edit = questionEdits.of(id);
  const [now, was] = [questions.byId(id), edit && questions.byId(edit.before)];
  if (edit === undefined || now === undefined || was === undefined) return [];
  const parts = differing(wordsOf(was), wordsOf(now));
  const said = { ...saidOf(people, edit), stands: now.live, takesBack: false, outcome: null };
  return [{ of: 'question', id, ...said, parts }];
}

function traceEdits(workspace: Workspace, question: string): EditItem[] {
  const { traces, traceEdits: edits, people } = workspace;
  return traces.all(question).flatMap((trace) => {
    const edit = edits.of(trace.id);
    const was = edit && traces.byId(edit.before);
    if (edit === undefined || was === undefined) return [];
    const parts = differing(partsOf(was), partsOf(trace));
    const stands = edits.after(trace.id) === undefined;
    const said = {
      ...saidOf(people, edit),
      stands,
      takesBack: bringsBack(workspace, trace),
      outcome: trace.outcome,
    };
    return [{ of: 'trace', id: trace.id, ...said, parts }];
  });
}

/** Whether a version has the text of the one before the one before. */
function bringsBack({ traces, traceEdits }: Workspace, { id, thinking, answer }: Trace): boolean {
  const last = traceEdits.of(traceEdits.of(id)?.before ?? '');
  const was = last && traces.byId(last.before);
  return was !== undefined && was.thinking === thinking && was.answer === answer;
}

const saidOf = (
  people: Workspace['people'],
  { before, editor, at, why }: { before: string; editor: string; at: string; why: string },
) => ({ before, editor: people.nameOf(editor) ?? editor, at, why });

type Parts = Readonly<Record<string, string>>;

const wordsOf = ({ question, options, answer, solution }: StoredQuestion): Parts => ({
  question,
  options: (options ?? []).join('\n'),
  answer: answer ?? '',
  solution: solution ?? '',
});

const partsOf = ({ thinking, answer }: Trace): Parts => ({ thinking: thinking ?? '', answer: answer ?? '' });

const differing = (was: Parts, now: Parts): EditItem['parts'] =>
  Object.keys(now)
    .map((name) => ({ name, before: was[name] ?? '', after: now[name] ?? '' }))
    .filter(({ before, after }) => before !== after);
