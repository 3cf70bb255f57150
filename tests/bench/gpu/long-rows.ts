import { seededRandom } from '../../../server/algorithms/random.ts';
import type { Inputs } from '../inputs.ts';

/** A question with a worked solution of so many tokens, as `import` takes it. */
export interface LongRow {
  id: string;
  question: string;
  solution: string;
  answer: string;
}

/**
 * Rows as long as those that s1 trains on. Their words are those of the questions, drawn, so that nothing in them comes
 * back and no look at traces finds a loop.
 * @param tokens of each solution, about
 */
export function longRows(
  { questions }: Inputs,
  { rows, tokens }: { rows: number; tokens: number },
  countTokens: (text: string) => number,
): LongRow[] {
  const words = [...new Set(questions.slice(0, 4000).flatMap((text) => text.match(/[a-z]{3,12}/gu) ?? []))];
  const random = seededRandom('long rows');
  const sentence = () => {
    const said = Array.from({ length: 6 + random.int(10) }, () => words[random.int(words.length)] ?? 'so');
    return `${said.join(' ')}. `;
  };
  return Array.from({ length: rows }, (_, i) => {
    let solution = '';
    for (let held = 0; held < tokens; ) {
      const next = Array.from({ length: 4 }, sentence).join('');
      held += countTokens(next);
      solution += next;
    }
    const question = `Which number follows from what is said of ${sentence().slice(0, -2)} and ${sentence().slice(0, -2)}?`;
    return {
      id: `long-${i}`,
      question,
      solution: `${solution}\n\nSo the answer is ${i}.`,
      answer: String(i),
    };
  });
}
