import { WinnowError } from '../../shared/error.ts';

/** Keys that are remembered for each route; older ones are forgotten. */
const REMEMBERED = 1000;
/** The longest key that is taken. Unit: characters. */
const LONGEST = 200;

/**
 * Answers alike whoever comes with the same `Idempotency-Key`, and does what it is for once. What failed is not
 * remembered, so that it may be tried again. Kept in memory: a server that was started anew knows no keys.
 * @returns a function that throws WinnowError `bad-usage` for a key that is too long, `conflict` for one that came with another request
 */
export function once<T>() {
  const known = new Map<string, { asked: string; answer: Promise<T> }>();
  return (key: string | undefined, asked: unknown, act: () => Promise<T>): Promise<T> => {
    if (key === undefined || key === '') return act();
    if (key.length > LONGEST)
      throw new WinnowError('bad-usage', `An Idempotency-Key has at most ${LONGEST} characters.`);
    const said = JSON.stringify(asked);
    const before = known.get(key);
    if (before !== undefined && before.asked !== said)
      throw new WinnowError('conflict', 'This Idempotency-Key came with another request; take a new one.');
    if (before !== undefined) return before.answer;
    const answer = act();
    known.set(key, { asked: said, answer });
    answer.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return answer;
  };
}
