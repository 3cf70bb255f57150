import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';

/** Keys that are remembered for each route; older ones are forgotten. */
const REMEMBERED = 1000;
/** Replies that are kept for each route, as JSON, in all; older ones are forgotten. Unit: characters. */
const MOST_KEPT = 16_000_000;
/** The longest key that is taken. Unit: characters. */
const LONGEST = 200;

/**
 * Answers alike whoever comes with the same `Idempotency-Key`, and does what it is for once. What failed is not
 * remembered, so that it may be tried again. Kept in memory: a server that was started anew knows no keys. Of a request
 * only its hash is kept, which tells another one from it and holds no password.
 * @returns a function that throws WinnowError `bad-usage` for a key that is too long, `conflict` for one that came with another request
 */
export function once<T>() {
  const known = new Map<string, Known<T>>();
  let kept = 0;
  const forget = (key: string): void => {
    kept -= known.get(key)?.size ?? 0;
    known.delete(key);
  };
  const forgetOldest = (): void => {
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED && kept <= MOST_KEPT) break;
      forget(oldest);
    }
  };
  return (key: string | undefined, asked: unknown, act: () => Promise<T>): Promise<T> => {
    if (key === undefined || key === '') return act();
    if (key.length > LONGEST)
      throw new WinnowError('bad-usage', `An Idempotency-Key has at most ${LONGEST} characters.`);
    const said = createHash('sha256').update(JSON.stringify(asked)).digest('base64');
    const before = known.get(key);
    if (before !== undefined && before.asked !== said)
      throw new WinnowError('conflict', 'This Idempotency-Key came with another request; take a new one.');
    if (before !== undefined) return before.answer;
    const one: Known<T> = { asked: said, answer: act(), size: 0 };
    known.set(key, one);
    one.answer.then(
      (reply) => {
        if (known.get(key) !== one) return;
        one.size = JSON.stringify(reply)?.length ?? 0;
        kept += one.size;
        forgetOldest();
      },
      () => void (known.get(key) === one && forget(key)),
    );
    forgetOldest();
    return one.answer;
  };
}

interface Known<T> {
  /** SHA-256 of the request. */
  asked: string;
  answer: Promise<T>;
  /** Of the reply as JSON; 0 until it is there. */
  size: number;
}
