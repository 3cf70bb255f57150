import { expect, it } from 'vitest';
import { turns } from '../../server/http/turns.ts';

it('does one after the other, ends what is under way, and leaves out what nobody waits for', async () => {
  const inTurn = turns();
  const did: string[] = [];
  const ends = new Map<string, () => void>();
  const asked = ['a', 'b', 'c'].map((name) => {
    const gone = new AbortController();
    const answer = inTurn(gone.signal, async () => {
      did.push(name);
      await new Promise<void>((end) => void ends.set(name, end));
      if (name === 'a') throw new Error('a broke');
      return name;
    });
    return {
      gone,
      answer: answer.catch((cause: Error) => (cause.name === 'AbortError' ? 'gone' : cause.message)),
    };
  });
  await new Promise((done) => setTimeout(done, 1));
  asked[0]?.gone.abort();
  asked[1]?.gone.abort();
  expect(did).toEqual(['a']);
  ends.get('a')?.();
  await new Promise((done) => setTimeout(done, 1));
  ends.get('c')?.();
  expect(await Promise.all(asked.map(({ answer }) => answer))).toEqual(['a broke', 'gone', 'c']);
  expect(did).toEqual(['a', 'c']);
});
