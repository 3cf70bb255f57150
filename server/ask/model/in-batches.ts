import type { Workspace } from '../../db/workspace.ts';
import { callOff } from '../batch/call-off.ts';
import { runBatches } from '../batch/run.ts';
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
 * provider and are taken up by the next command; those of a cancelled collection are called off.
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
    return call === null ? null : money.holdNow(tokensOf(call, countTokens));
  });
  const journal = booksOfBatches(workspace, told, { waiting, held, underWay, countTokens }, effects);
  const report = await runBatches(
    {
      collection: told.collection,
      provider: batch,
      journal,
      pending: waiting.keys(),
      callOf: (key) => {
        const item = waiting.get(key) ?? underWay.get(key)?.item;
        return item === undefined ? null : build(item);
      },
      admit: (calls) => admit(calls, { money, held, countTokens }),
    },
    effects,
    stopper.dispatch,
  );
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
  waiting: ReadonlyMap<string, Item>;
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
    who: commandOf(told.collects),
    redact: teacher.redact,
    begun(_shard, calls) {
      for (const call of calls) {
        const item = waiting.get(call.key);
        const mine = held.get(call.key);
        if (item === undefined || mine === undefined) continue;
        const tokens = tokensOf(call, countTokens);
        const opened = books.open(item, call.key, { tokens, microUsd: mine.microUsd });
        underWay.set(call.key, { item, opened, held: mine });
        held.delete(call.key);
      }
    },
    over: (_shard, end) =>
      closeAll(end, underWay, (key, one, result) => {
        const charge = one.held.settle(result);
        const next = nextOf(result, teacher, effects);
        books.close(one.opened, one.item, key, { result, charge, next });
      }),
    seal: books.seal,
  });
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
    const { question, sample, round, n, subject } = ask;
    const item: Item = {
      ...{ question, sample, round, ask: n },
      ...(subject === null ? {} : { subject }),
    };
    underWay.set(key, {
      item,
      opened: { call: call.n, ask: ask.n, try: call.try },
      held: holdFor(item) ?? { microUsd, settle: (result) => chargeOf(result, teacher.pricing, microUsd) },
    });
  }
  return underWay;
}

/** Sets money aside for every call of a shard, or for none. */
function admit(
  calls: readonly Call[],
  {
    money,
    held,
    countTokens,
  }: { money: Money; held: Map<string, Held>; countTokens: (text: string) => number },
): boolean {
  const mine: [string, Held][] = [];
  for (const call of calls) {
    const one = money.holdNow(tokensOf(call, countTokens));
    if (one === null) {
      for (const [, other] of mine) other.settle({ state: 'not-sent' });
      return false;
    }
    mine.push([call.key, one]);
  }
  for (const [key, one] of mine) held.set(key, one);
  return true;
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

/** A call that its batch did not answer: it costs nothing, and is made again online. */
const unanswered = (end: ShardEnd['end']): Failed => ({
  state: 'trouble',
  class: 'transient',
  reason: 'batch-expired',
  overloaded: false,
  status: null,
  message: `The batch did not answer it (${end}).`,
  raw: null,
  sent: { provider: '', endpoint: '', apiVersion: null, sdk: '', mode: 'batch', body: '' },
  latencyMs: 0,
});
