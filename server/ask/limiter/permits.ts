/** Calls in flight at first, where concurrency allows. */
const FIRST_PERMITS = 8;
const SUCCESSES_A_PERMIT = 20;

/**
 * How many calls may be in flight: halved on a refusal, one more for every 20 successes.
 * Source: additive increase, multiplicative decrease (Chiu and Jain 1989, doi:10.1016/0169-7552(89)90019-6). As in
 * TCP (RFC 5681) a burst of refusals halves once: only the refusal of a call that left after the last halving counts.
 * Differs: until the first refusal every success adds a permit (TCP's slow start). Replies take up to minutes, and
 * one permit for 20 of them would leave most of a large quota unused for the better part of an hour.
 */
export function createPermits(concurrency: number) {
  const most = Math.floor(concurrency);
  let permits = Math.min(FIRST_PERMITS, most);
  let inFlight = 0;
  let successes = 0;
  let round = 0;
  return {
    free: (): boolean => inFlight < permits,
    look: () => ({ permits, inFlight }),
    /** @returns the round that the call belongs to: a new one begins with each halving */
    take(): number {
      inFlight++;
      return round;
    },
    giveBack(): void {
      inFlight--;
    },
    /** @returns whether the call left after the last refusal that counted */
    succeeded(of: number): boolean {
      successes++;
      if (round === 0 || successes % SUCCESSES_A_PERMIT === 0) permits = Math.min(permits + 1, most);
      return of === round;
    },
    /** @returns whether this refusal counts: it is the first of its burst */
    refused(of: number): boolean {
      if (of !== round) return false;
      round++;
      successes = 0;
      permits = Math.max(1, Math.floor(permits / 2));
      return true;
    },
  };
}
