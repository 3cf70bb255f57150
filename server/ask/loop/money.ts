import type { Budget } from '../money/budget.ts';
import { wholeMicroUsd } from '../money/micro-usd.ts';
import type { Failed, Replied, Sent, Usage } from '../provider.ts';
import { createBell } from './bell.ts';

/** A dated row of prices. */
export interface Price {
  row: string;
  /** Millionths of a dollar; null where the usage does not tell. */
  cost: (usage: Usage) => number | null;
}

/** What replies cost that come now: batches have a row of their own where they cost less, and prices change with the day. */
export type Pricing = (mode: Sent['mode']) => Price;

/** What a call came to, in millionths of a dollar. */
export interface Charge {
  /** By the usage that came back; null where it is not known. */
  cost: number | null;
  /** What counts against the ceiling. */
  charged: number;
  /** By which row of prices it was reckoned; null where there is none. */
  priceRow: string | null;
}

export type CallResult = Replied | Failed | { state: 'aborted' } | { state: 'not-sent' };

/** Money that is set aside for one call. */
export interface Held {
  microUsd: number;
  settle(result: CallResult): Charge;
}

export interface Money {
  /**
   * Sets money aside, waiting for calls under way where it does not reach.
   * @param credit what counts for an earlier call of the same item, and will not any more. Unit: millionths of a dollar
   * @returns null where it never will, or when the signal is aborted
   */
  hold(promptTokens: number, signal: AbortSignal, credit?: number): Promise<Held | null>;
  /** The same without waiting: null where it does not reach now. */
  holdNow(promptTokens: number, how?: 'online' | 'batch'): Held | null;
  spent(): number;
  /** What was counted as spent turned out to be so much more, or less, in millionths of a dollar. */
  correct(microUsd: number): void;
}

/** @param budget null where there is no price */
export function createMoney(budget: Budget | null, pricing: Pricing | null): Money {
  const ended = createBell();
  const tryHold = (promptTokens: number, how: 'online' | 'batch' = 'online', credit = 0): Held | null => {
    if (budget === null) return free;
    const reservation = budget.reserve(promptTokens, how, credit);
    if (reservation === null) return null;
    const { microUsd } = reservation;
    return {
      microUsd,
      settle(result) {
        const charge = chargeOf(result, pricing, microUsd);
        if (charge.charged === 0 && charge.cost === null) reservation.release();
        else
          reservation.settle(charge.cost, result.state === 'replied' ? outputOf(result.reading.usage) : null);
        ended.ring();
        return charge;
      },
    };
  };

  return {
    async hold(promptTokens, signal, credit = 0) {
      let held = tryHold(promptTokens, 'online', credit);
      while (held === null && budget !== null && budget.reserved() > 0 && !signal.aborted) {
        await ended.wait(signal);
        held = tryHold(promptTokens, 'online', credit);
      }
      return held;
    },
    holdNow: (promptTokens, how) => tryHold(promptTokens, how),
    spent: () => budget?.spent() ?? 0,
    correct(microUsd) {
      budget?.correct(microUsd);
      ended.ring();
    },
  };
}

const free: Held = { microUsd: 0, settle: () => ({ cost: null, charged: 0, priceRow: null }) };

const outputOf = ({ thoughts, answer }: Usage): number | null =>
  thoughts === null && answer === null ? null : (thoughts ?? 0) + (answer ?? 0);

/** A reply without usage, and a call that may have been billed although nothing came, count as what was set aside. */
export function chargeOf(result: CallResult, pricing: Pricing | null, reserved: number): Charge {
  const price = pricing?.('sent' in result ? result.sent.mode : 'unary') ?? null;
  const priceRow = price?.row ?? null;
  if (result.state !== 'replied')
    return { cost: null, charged: mayBeBilled(result) ? reserved : 0, priceRow };
  const cost = wholeMicroUsd(price?.cost(usageOf(result)) ?? null);
  return { cost, charged: cost ?? reserved, priceRow };
}

/** A prompt that was refused has no output, whatever else is left unsaid. */
function usageOf({ reading: { outcome, usage } }: Replied): Usage {
  const isRefused = outcome.state === 'blocked' && outcome.reason === 'prompt-blocked';
  return isRefused ? { ...usage, thoughts: usage.thoughts ?? 0, answer: usage.answer ?? 0 } : usage;
}

/** Whoever saw the request may have billed it: only what never left, or was answered by an error, is free. */
function mayBeBilled(result: Exclude<CallResult, Replied>): boolean {
  if (result.state === 'not-sent') return false;
  if (result.state === 'aborted') return true;
  if (result.class !== 'transient' || result.unreachable === true) return false;
  return result.reason === 'timeout' || result.reason === 'broken-reply' || result.reason === 'transport';
}
