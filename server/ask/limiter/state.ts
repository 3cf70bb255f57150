import { type Hold, noHold } from './hold.ts';
import type { Learned } from './limits.ts';
import type { Use } from './minute-window.ts';
import type { BiasState } from './token-bias.ts';

/** What must outlive a restart, as plain JSON; its size hangs on no quota. */
export interface LimiterState {
  /** Calls of the last minute, in slots of time. */
  uses: Use[];
  /** Calls of one Pacific day. */
  day: { date: string; requests: number };
  hold: Hold;
  learned: Learned | null;
  bias: BiasState;
}

/** More slots than a minute has are a fault of whoever kept the state. */
const MOST_USES = 1_000;
const MOST = 1e15;

/** A stored state with every number bounded: what is not a number of a sensible size is as if it were not there. */
export function soundState(state: LimiterState | null): LimiterState {
  const { uses, day, hold, learned, bias } = state ?? EMPTY;
  return {
    uses: uses
      .filter(({ slot, requests, tokens }) => [slot, requests, tokens].every(isSound))
      .sort((a, b) => a.slot - b.slot)
      .slice(-MOST_USES),
    day: isSound(day.requests) ? day : EMPTY.day,
    hold: {
      pausedUntil: hold.pausedUntil !== null && isSound(hold.pausedUntil) ? hold.pausedUntil : null,
      closed: hold.closed !== null && isSound(hold.closed.until) ? hold.closed : null,
      refusals: isSound(hold.refusals) ? hold.refusals : 0,
      spendRefusals: isSound(hold.spendRefusals) ? hold.spendRefusals : 0,
    },
    learned: learned !== null && [learned.at, ...known(learned)].every(isSound) ? learned : null,
    bias: [bias.estimated, bias.used, bias.calls].every(isSound) ? bias : EMPTY.bias,
  };
}

const EMPTY: LimiterState = {
  uses: [],
  day: { date: '', requests: 0 },
  hold: noHold(),
  learned: null,
  bias: { estimated: 0, used: 0, calls: 0 },
};

const isSound = (value: number): boolean => Number.isFinite(value) && value >= 0 && value <= MOST;
const known = ({ requestsPerMinute, tokensPerMinute }: Learned): number[] =>
  [requestsPerMinute, tokensPerMinute].filter((limit) => limit !== null);
