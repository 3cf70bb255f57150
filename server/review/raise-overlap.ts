import { kindOf } from '../../shared/form-kinds.ts';
import { keyedOrder } from '../algorithms/random.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { type JudgedItem, type OverlapPlan, planOverlap, wordsOn } from '../decide/judging/overlap-plan.ts';
import { domainOf } from './domain-of.ts';

/** A queue is looked at again after so many judgements, or this share of those that it has. */
const AGAIN_AFTER = 8;
const AGAIN_SHARE = 0.05;

/** How many people an item of a queue begins with. */
export const leastPeople = ({ people, share, seed }: Queue, question: string): number =>
  share === 1 || keyedOrder(`overlap ${seed}`, question) < share * 2 ** 53 ? people : 1;

/** Whether a queue that raises its overlap has changed enough to look again. @param isIdle after any change */
export function isDue({ queueOverlap }: Workspace, { id, raises }: Queue, isIdle = false): boolean {
  if (raises === null) return false;
  const { pending, judgements } = queueOverlap.of(id) ?? { pending: 0, judgements: 0 };
  return pending > 0 && (isIdle || pending >= Math.max(AGAIN_AFTER, AGAIN_SHARE * judgements));
}

/**
 * Puts items of a queue before another person where they are not sure, and takes places back that nobody holds where
 * they are sure enough by now; to be called in a write transaction, with its event where anything changes. Skips,
 * gold questions and verdicts of adjudicators are left out.
 * @param person opaque id of whoever is there just now
 */
export function raiseOverlap(workspace: Workspace, queue: Queue, person: string): void {
  if (queue.raises === null) return;
  const rows = workspace.queueItems.of(queue.id).filter(({ gone, gold }) => gone === 0 && gold === null);
  const items = judgedItems(workspace, queue, rows);
  const plan = planOverlap(items, queue.raises);
  let [raised, lowered] = [0, 0];
  for (const { question, people } of rows) {
    const wanted = plan.people.get(question) ?? people;
    if (wanted === people) continue;
    if (wanted > people) raised += 1;
    else lowered += 1;
    workspace.queueItems.setPeople(queue.id, question, wanted);
  }
  const judgements = items.reduce((sum, item) => sum + wordsOn(item), 0);
  workspace.queueOverlap.put(queue.id, stateOf(plan, judgements));
  if (raised + lowered === 0) return;
  workspace.events.append({
    type: 'queue.raised',
    actor: person,
    subject: queue.id,
    idem: `queue.raised ${queue.id} ${workspace.randomHex(8)}`,
    data: {
      judgements,
      raised,
      lowered,
      share: plan.share?.toFixed(4) ?? null,
      low: plan.low?.toFixed(4) ?? null,
    },
  });
}

const stateOf = ({ share, low, isMet, error }: OverlapPlan, judgements: number) => ({
  ...{ judgements, pending: 0, share, low },
  met: isMet ? (1 as const) : (0 as const),
  error: error?.value ?? null,
  errorLow: error?.low ?? null,
  errorHigh: error?.high ?? null,
});

/** Items of a queue with what was said of each: the decision, then each choice of the form. */
export function judgedItems(workspace: Workspace, queue: Queue, rows: readonly QueueItem[]): JudgedItem[] {
  const choices = choicesOf(queue);
  const said = new Map(
    rows.map(({ question }) => [question, choices.map(({ values }) => values.map(() => 0))]),
  );
  const first = new Map(rows.map(({ question }) => [question, choices.map(() => -1)]));
  for (const word of standingWords(workspace, queue.id)) {
    const [counts, firsts] = [said.get(word.question), first.get(word.question)];
    const fields = JSON.parse(word.fields ?? '{}') as Record<string, unknown>;
    for (const [i, { name, values }] of choices.entries()) {
      const value = values.indexOf(name === null ? word.decision : String(fields[name] ?? ''));
      const row = counts?.[i];
      if (row === undefined || firsts === undefined || value < 0) continue;
      row[value] = (row[value] ?? 0) + 1;
      if (firsts[i] === -1) firsts[i] = value;
    }
  }
  const held = new Map<string, number>();
  for (const { question } of workspace.handOuts.held(queue.id, workspace.now().getTime()))
    held.set(question, (held.get(question) ?? 0) + 1);
  return rows.map(({ question, settled, judged }) => ({
    id: question,
    group: judged === 0 ? '' : domainOf(workspace, queue.run, question),
    least: leastPeople(queue, question),
    held: held.get(question) ?? 0,
    mayRise: settled === 0,
    said: said.get(question) ?? [],
    first: first.get(question) ?? [],
  }));
}

const DECISION = { name: null, values: ['accept', 'reject'] };
const choicesOf = ({ form }: Queue): { name: string | null; values: readonly string[] }[] => [
  DECISION,
  ...Object.entries(form.properties).flatMap(([name, field]) =>
    kindOf(field) === 'choice' && 'enum' in field ? [{ name, values: field.enum }] : [],
  ),
];

/** The last word of each person on each item, without skips, in the order in which they came to it. */
function* standingWords({ queueOverlap }: Workspace, queue: string) {
  let question = '';
  let last = new Map<string, { question: string; decision: string; fields: string | null }>();
  for (const word of queueOverlap.words(queue)) {
    if (word.question !== question) {
      yield* last.values();
      [question, last] = [word.question, new Map()];
    }
    if (word.decision === 'skip') last.delete(word.reviewer);
    else last.set(word.reviewer, word);
  }
  yield* last.values();
}
