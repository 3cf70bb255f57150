import type { Workspace } from '../../db/workspace.ts';
import { callOff } from '../batch/call-off.ts';
import { type BatchReport, runBatches } from '../batch/run.ts';
import type { BatchJournal, ShardEnd } from '../batch/shard.ts';
import { storedJournal } from '../batch/stored-journal.ts';
import { createBooks, type Opened } from '../journal/journal.ts';
import type { LoopEffects } from '../loop/effects.ts';
import type { Item } from '../loop/item.ts';
import { budgetStop } from '../loop/loop.ts';
import { chargeOf, type Held, type Money } from '../loop/money.ts';
import { type Next, nextAfter, noTries } from '../loop/policy.ts';
import type { Stopper } from '../loop/stopper.ts';
import type { BatchProvider, Call, Failed, Replied } from '../provider.ts';
import { admit, affordable } from './batch-money.ts';
import { callOf } from './identity.ts';
import { commandOf, type Told } from './log.ts';
import type { OpenedTeacher } from './opened.ts';
import { buildOf, journalOptions, tokensOf } from './work.ts';

export interface BatchParts {
  /** Items that may be asked in batches; those of batches that are under way already are found by themselves. */
  items: readonly Item[];
  batch: BatchProvider;
  money: Money;
  countTokens: (text: string) => number;
}

/** An item in a batch: its row, and the money that is set aside for it. */
interface UnderWay {
  item: Item;
  opened: Opened;
  held: Held;
}

/**
 * Has items answered in batches, which cost less and take hours: what an earlier command left at the provider is seen
 * through first. Whatever no batch answered waits to be asked online. Stopped at any moment, the batches go on at the
 * provider and are taken up by the next command; those of a collection that is cancelled while it works are called off.
 */
export async function askInBatches(
  workspace: Workspace,
  told: Told,
  parts: BatchParts,
  stopper: Stopper,
  effects: LoopEffects,
): Promise<void> {
  const { batch, money, countTokens } = parts;
  const { teacher } = told;
  const build = buildOf(workspace, teacher);
  const waiting = itemsByKey(workspace, told, parts.items);
  const held = new Map<string, Held>();
  const underWay = takeUp(workspace, told, (item) => {
    const call = build(item);
    return call === null ? null : money.holdNow(tokensOf(call, countTokens), 'batch');
  });
  const journal = booksOfBatches(workspace, told, { waiting, held, underWay, countTokens }, effects);
  const round = (): Promise<BatchReport> =>
    runBatches(
      {
        collection: told.collection,
        provider: batch,
        journal,
        pending: [...waiting.keys()],
        callOf: (key) => {
          const item = waiting.get(key);
          if (item !== undefined) return build(item);
          const mine = underWay.get(key)?.item;
          return mine === undefined ? null : callInBatch(workspace, teacher, mine);
        },
        admit: (calls) => admit(calls, { money, held, countTokens }),
        shardSize: affordable(money, waiting, build, countTokens),
      },
      effects,
      stopper.dispatch,
    );
  let report = await round();
  // Every batch that ended gave back what it did not cost: where that reaches, the next ones are made.
  while (report.refused && report.shards > 0 && report.fatal === null && stopper.stopped() === null)
    report = await round();
  const fatal = report.fatal === null ? null : nextOf(report.fatal, teacher, effects);
  if (fatal?.next === 'stop') stopper.stop({ why: fatal.why, error: fatal.error });
  else if (report.refused) stopper.stop(budgetStop(money.spent()));
  if (stopper.stopped()?.why === 'cancelled')
    await callOff(batch, journal, effects.now, AbortSignal.timeout(CALL_OFF_MS));
}

const nextOf = (
  result: Replied | Failed,
  { provider, redact }: OpenedTeacher,
  { now, random }: LoopEffects,
): Next => nextAfter(result, noTries(), { now: now(), random: random(), provider: provider.name, redact });

interface Maps {
  /** Items that are in no batch yet. */
  waiting: Map<string, Item>;
  /** Money of calls whose shard is not written down yet. */
  held: Map<string, Held>;
  underWay: Map<string, UnderWay>;
  countTokens: (text: string) => number;
}

/** The rows of batches and of their calls, written together. */
function booksOfBatches(
  workspace: Workspace,
  told: Told,
  { waiting, held, underWay, countTokens }: Maps,
  effects: LoopEffects,
): BatchJournal {
  const { collection, teacher } = told;
  const books = createBooks(journalOptions(workspace, told, countTokens));
  return storedJournal({
    workspace,
    collection,
    project: teacher.project,
    who: commandOf(told.collects),
    redact: teacher.redact,
    begun(_shard, calls) {
      for (const call of calls) {
        const item = waiting.get(call.key);
        const mine = held.get(call.key);
        if (item === undefined || mine === undefined) continue;
        const tokens = tokensOf(call, countTokens);
        const opened = books.open(item, call, { tokens, microUsd: mine.microUsd });
        underWay.set(call.key, { item, opened, held: mine });
        held.delete(call.key);
        waiting.delete(call.key);
      }
    },
    over: (_shard, end) =>
      closeAll(end, underWay, (key, one, result) => {
        const charge = one.held.settle(result);
        const next = nextOf(result, teacher, effects);
        books.close(one.opened, one.item, { key }, { result, charge, next });
      }),
    seal: books.seal,
  });
}

/** The call that went with a batch, made again to read its answer: also of a question that has a new version since. */
function callInBatch(
  workspace: Workspace,
  teacher: OpenedTeacher,
  { question: id, sample, subject }: Item,
): Call | null {
  const question = workspace.questions.byId(id);
  return question === undefined ? null : callOf(teacher, question, sample, subject);
}

/** How long calling off may take. Unit: milliseconds. */
const CALL_OFF_MS = 30_000;

function itemsByKey(workspace: Workspace, { teacher }: Told, items: readonly Item[]): Map<string, Item> {
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const question = workspace.questions.byId(item.question);
    if (question?.live === true) byKey.set(callOf(teacher, question, item.sample, item.subject).key, item);
  }
  return byKey;
}

/** What an earlier command left at the provider, with the rows of its calls; its money is set aside again. */
function takeUp(
  { batches, asks, calls }: Workspace,
  { collection, teacher }: Told,
  holdFor: (item: Item) => Held | null,
): Map<string, UnderWay> {
  const underWay = new Map<string, UnderWay>();
  for (const key of batches.open(collection).flatMap(({ keys }) => keys)) {
    const ask = asks.find(collection, Buffer.from(key, 'hex'));
    const call = ask === undefined ? undefined : calls.openOf(ask.n);
    if (ask === undefined || call === undefined) continue;
    const microUsd = call.reservedMicroUsd;
    const item: Item = {
      question: ask.question,
      sample: ask.sample,
      round: ask.round,
      ask: ask.n,
      ...(ask.subject === null ? {} : { subject: ask.subject }),
    };
    underWay.set(key, {
      item,
      opened: { call: call.n, ask: ask.n, try: call.try },
      held: holdFor(item) ?? { microUsd, settle: (result) => chargeOf(result, teacher.pricing, microUsd) },
    });
  }
  return underWay;
}

function closeAll(
  { answers, online, end }: ShardEnd,
  underWay: Map<string, UnderWay>,
  close: (key: string, one: UnderWay, result: Replied | Failed) => void,
): void {
  for (const [key, result] of answers) {
    const one = underWay.get(key);
    if (one !== undefined) close(key, one, result);
    underWay.delete(key);
  }
  for (const key of online) {
    const one = underWay.get(key);
    if (one !== undefined) close(key, one, unanswered(end));
    underWay.delete(key);
  }
}

/** Ends after which the provider may have answered, and billed, without our hearing of it. */
const UNSEEN: readonly ShardEnd['end'][] = ['gone', 'overdue'];

/** A call that its batch did not answer; it is made again online. Where nobody can tell, it counts as paid for. */
const unanswered = (end: ShardEnd['end']): Failed => ({
  state: 'trouble',
  class: 'transient',
  reason: UNSEEN.includes(end) ? 'timeout' : 'batch-expired',
  overloaded: false,
  status: null,
  message: `The batch did not answer it (${end}).`,
  raw: null,
  sent: { provider: '', endpoint: '', apiVersion: null, sdk: '', mode: 'batch', body: '' },
  latencyMs: 0,
});
