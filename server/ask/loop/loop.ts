import { WinnowError } from '../../../shared/error.ts';
import type { Journal, Opened } from '../journal/journal.ts';
import type { Limiter, Permit } from '../limiter/limiter.ts';
import type { Call, Failed, Provider, Replied } from '../provider.ts';
import { brokenError } from './broken.ts';
import type { LoopEffects } from './effects.ts';
import type { Build, Item, Settled, Source } from './item.ts';
import type { CallResult, Held, Money } from './money.ts';
import { type Next, nextAfter, noTries, type Tries } from './policy.ts';
import { send } from './send.ts';
import type { Stop, Stopper } from './stopper.ts';

export interface Asking {
  source: Source;
  build: Build;
  /** About how many tokens a call's texts are, and how many its reply will be at most of the time. */
  tokens: (call: Call) => { prompt: number; output: number };
  provider: Provider;
  limiter: Limiter;
  /** Which tokens of a reply its quota counts. */
  quotaCounts: 'prompt' | 'all';
  money: Money;
  /** What counts for an earlier call of an item, by its number, and will not once it is asked again; nothing where left out. */
  credit?: ((ask: number | null) => number) | undefined;
  journal: Journal;
  /** Items that are worked on at once; the limiter holds back the calls among them. */
  workers: number;
  /** Takes keys out of texts. */
  redact: (text: string) => string;
  /** Something ended; for progress. */
  ended: (settled: Settled | null) => void;
}

/**
 * Asks about every item of a source, several at once, until the source ends or the stopper stops them.
 * Each call is written down durably before it leaves, and closed with all that came; who is stopped in between
 * waits for the next time.
 * @throws what the journal throws where the workspace can not be written
 */
export async function askAll(asking: Asking, stopper: Stopper, effects: LoopEffects): Promise<void> {
  stopper.dispatch.addEventListener('abort', () => asking.source.close(), { once: true });
  const work = async (): Promise<void> => {
    for (;;) {
      if (stopper.stopped() !== null) return;
      const item = await asking.source.next();
      if (item === null) return;
      await settle(asking, item, stopper, effects);
    }
  };
  try {
    await Promise.all(Array.from({ length: asking.workers }, () => guarded(work, stopper)));
  } finally {
    stopper.over();
  }
}

/** One worker that breaks stops all, and they are waited for. */
async function guarded(work: () => Promise<void>, stopper: Stopper): Promise<void> {
  try {
    await work();
  } catch (cause) {
    stopper.stop({ why: 'broken', error: brokenError(cause) });
  }
}

/** Asks about one item as often as its tries allow. */
async function settle(asking: Asking, item: Item, stopper: Stopper, effects: LoopEffects): Promise<void> {
  const tries = noTries();
  for (;;) {
    const call = asking.build(item);
    if (call === null) return asking.source.retire(item);
    const next = await askOnce(asking, item, call, tries, stopper, effects);
    if (next === null) return;
    if (next.next !== 'again') return;
    if (next.waitMs > 0) await pause(next.waitMs, stopper.dispatch, effects);
    if (stopper.stopped() !== null) return;
  }
}

async function pause(ms: number, signal: AbortSignal, { sleep }: LoopEffects): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}

/** @returns what follows; null where nothing left, or where the call was cut off */
async function askOnce(
  asking: Asking,
  item: Item,
  call: Call,
  tries: Tries,
  stopper: Stopper,
  effects: LoopEffects,
): Promise<Next | null> {
  const { prompt, output } = asking.tokens(call);
  const credit = asking.credit?.(item.ask) ?? 0;
  const gate = await admit(asking, { prompt, output, credit }, stopper);
  if (gate === null) return null;
  const reserved = { tokens: prompt + output, microUsd: gate.held.microUsd };
  const opened = await asking.journal.open(item, call, reserved);
  const isLate = stopper.stopped() !== null; // it came to a stop while the row was written
  const result: CallResult = isLate
    ? { state: 'not-sent' }
    : await send(asking.provider, call, stopper, effects, {
        call: opened.call,
        ask: opened.ask,
        tokens: prompt + output,
      });
  giveBack(gate.permit, result, asking.quotaCounts);
  const charge = gate.held.settle(result);
  const next = hasEnded(result)
    ? nextAfter(result, tries, {
        now: effects.now(),
        random: effects.random(),
        provider: asking.provider.name,
        redact: asking.redact,
      })
    : null;
  if (next?.next === 'stop') stopper.stop(next); // at once: the others must not wait for the disk to hear of it
  await close(asking, opened, item, call, { result, charge, next });
  return next;
}

const hasEnded = (result: CallResult): result is Replied | Failed =>
  result.state === 'replied' || result.state === 'trouble';

async function close(
  { journal, source, ended }: Asking,
  opened: Opened,
  item: Item,
  call: Call,
  end: Parameters<Journal['close']>[3],
): Promise<void> {
  const settled = await journal.close(opened, item, call, end);
  if (settled !== null) source.settle(item, settled);
  ended(settled);
}

/** Money first, then the provider's gate. Null where asking has stopped. */
async function admit(
  { money, limiter }: Asking,
  { prompt, output, credit }: { prompt: number; output: number; credit: number },
  stopper: Stopper,
): Promise<{ held: Held; permit: Permit } | null> {
  const held = await money.hold(prompt, stopper.dispatch, credit);
  if (stopper.stopped() !== null) {
    held?.settle({ state: 'not-sent' });
    return null;
  }
  if (held === null) {
    stopper.stop(budgetStop(money.spent()));
    return null;
  }
  try {
    return { held, permit: await limiter.acquire(prompt + output, stopper.dispatch) };
  } catch (cause) {
    held.settle({ state: 'not-sent' });
    if (stopper.stopped() !== null) return null;
    if (!(cause instanceof WinnowError) || cause.code !== 'stopped') throw cause;
    stopper.stop({ why: 'quota', error: cause });
    return null;
  }
}

/** Why asking ends where the next call may pass the ceiling. @param microUsd spent so far */
export const budgetStop = (microUsd: number): Stop => ({
  why: 'budget',
  error: new WinnowError(
    'stopped',
    `The budget is used up: $${(microUsd / 1e6).toFixed(2)} is spent, and the next call may pass it. The same command with a larger --budget-usd goes on from here.`,
  ),
});

/** Tells the limiter how a call ended. */
export function giveBack(permit: Permit, result: CallResult, counts: Asking['quotaCounts']): void {
  if (result.state === 'trouble') permit.fail(result);
  else if (result.state === 'replied') permit.settle(tokensOf(result, counts));
  else permit.settle(result.state === 'aborted' ? null : 0);
}

/** Tokens of a call that count; null where the provider does not say. */
function tokensOf({ reading: { usage } }: Replied, counts: Asking['quotaCounts']): number | null {
  const { prompt, thoughts, answer } = usage;
  if (counts === 'prompt') return prompt;
  if (prompt === null && thoughts === null && answer === null) return null;
  return (prompt ?? 0) + (thoughts ?? 0) + (answer ?? 0);
}
