/** Mean of the used over the estimated tokens of recent calls, as it outlives a restart. */
export interface BiasState {
  estimated: number;
  used: number;
  calls: number;
}

const FEW = 5; // calls before anything is made of them
const KEPT = 0.98; // weight of the past at each new call: about 50 calls count

/**
 * By how much estimates are off. A reply may come minutes after its call left, when correcting the call's minute is
 * of no use any more; the next estimates must be better then.
 */
export function createTokenBias(earlier: BiasState | null = null) {
  let state: BiasState = earlier ?? { estimated: 0, used: 0, calls: 0 };
  return {
    /** Tokens to reserve for an estimate. */
    corrected: (estimate: number): number =>
      state.calls < FEW || state.estimated <= 0
        ? estimate
        : Math.ceil(estimate * Math.min(4, Math.max(0.25, state.used / state.estimated))),
    learn(estimate: number, used: number): void {
      state = {
        estimated: state.estimated * KEPT + estimate,
        used: state.used * KEPT + used,
        calls: state.calls + 1,
      };
    },
    state: (): BiasState => state,
  };
}
