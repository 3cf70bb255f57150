import type { Workspace } from '../../db/workspace.ts';
import { createJournal, type JournalOptions } from '../journal/journal.ts';
import type { Build, Settled } from '../loop/item.ts';
import type { Asking } from '../loop/loop.ts';
import { createMoney, type Money } from '../loop/money.ts';
import { createBudget } from '../money/budget.ts';
import type { Call } from '../provider.ts';
import { callOf } from './identity.ts';
import { commandOf, logReplies, type Told } from './log.ts';
import type { Meter } from './meter.ts';
import type { ModelOptions, OpenedTeacher } from './opened.ts';
import type { CountedSource } from './sources.ts';

/** What a reply is taken to be as long as nobody knows better. Unit: tokens. */
const OUTPUT_UNKNOWN = 8000;
/** Replies over which the length of the next one is guessed. */
const NEWEST = 50;
/** The same for the money that is set aside. */
const NEWEST_FOR_MONEY = 500;

export interface Parts {
  told: Told;
  source: CountedSource;
  meter: Meter;
  money: Money;
  workers: number;
  countTokens: (text: string) => number;
  ended: (settled: Settled | null) => void;
  /** Who makes the calls, where that is not this process. */
  hand: (Pick<Asking, 'provider' | 'limiter' | 'credit'> & { ended: (call: number) => void }) | null;
}

/** All that the loop needs to ask one teacher. */
export function askingOf(workspace: Workspace, parts: Parts): Asking {
  const { told, meter, countTokens, hand } = parts;
  const { teacher, collection } = told;
  const expected = expectedOutput(teacher, workspace.calls.outputs(collection, NEWEST));
  const journal = journalOptions(workspace, told, countTokens);
  return {
    source: parts.source,
    build: buildOf(workspace, teacher),
    tokens: (call) => ({
      prompt: tokensOf(call, countTokens),
      output: teacher.quotaCounts === 'prompt' ? 0 : expected.mean(),
    }),
    provider: hand?.provider ?? teacher.provider,
    limiter: hand?.limiter ?? meter.limiter,
    quotaCounts: teacher.quotaCounts ?? 'all',
    money: parts.money,
    credit: hand?.credit,
    journal: createJournal({
      ...journal,
      ended: hand?.ended,
      store: (item, replied, call) => {
        expected.add(replied.reading.usage);
        return journal.store(item, replied, call);
      },
      seal: (closed) => {
        journal.seal(closed);
        meter.save();
      },
    }),
    workers: parts.workers,
    redact: teacher.redact,
    ended: parts.ended,
  };
}

/** How the replies of a collection are written down, whoever brings them. */
export function journalOptions(
  workspace: Workspace,
  told: Told,
  countTokens: (text: string) => number,
): JournalOptions {
  const { teacher, collection } = told;
  return {
    workspace,
    collection,
    who: commandOf(told.collects),
    redact: teacher.redact,
    store: told.collects.store(workspace, { collection, teacher, countTokens }),
    seal: (closed) => logReplies(workspace, told, closed),
  };
}

/** Texts are read here, when a call is about to leave. */
export const buildOf =
  (workspace: Workspace, teacher: OpenedTeacher): Build =>
  ({ question: id, sample, subject }) => {
    const question = workspace.questions.byId(id);
    return question?.live === true ? callOf(teacher, question, sample, subject) : null;
  };

export const tokensOf = ({ system, prompt }: Call, countTokens: (text: string) => number): number =>
  countTokens(prompt) + (system === null ? 0 : countTokens(system));

function expectedOutput({ prior }: OpenedTeacher, earlier: readonly number[]) {
  const newest = [...earlier];
  return {
    add({ thoughts, answer }: { thoughts: number | null; answer: number | null }): void {
      if (thoughts === null && answer === null) return;
      newest.push((thoughts ?? 0) + (answer ?? 0));
      if (newest.length > NEWEST) newest.shift();
    },
    mean: (): number =>
      newest.length === 0
        ? (prior?.mean ?? OUTPUT_UNKNOWN)
        : Math.round(newest.reduce((sum, n) => sum + n, 0) / newest.length),
  };
}

/** The money of a collection: its ceiling counts what all commands together spent. */
export function moneyOf(
  workspace: Workspace,
  { collection, teacher }: Pick<Told, 'collection' | 'teacher'>,
  options: Pick<ModelOptions, 'budgetUsd'>,
): Money {
  const { pricing, prior } = teacher;
  const totals = workspace.calls.totals(collection);
  if (pricing === null) return createMoney(null, null);
  const budget = createBudget({
    ceiling: options.budgetUsd === undefined ? null : Math.round(options.budgetUsd * 1e6),
    spent: totals.chargedMicroUsd,
    outputs: workspace.calls.outputs(collection, NEWEST_FOR_MONEY),
    prior,
    cost: (usage) => pricing('unary').cost(usage),
    batchCost: (usage) => pricing('batch').cost(usage),
    most: teacher.generation.maxOutputTokens,
  });
  return createMoney(budget, pricing);
}
