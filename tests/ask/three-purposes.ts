import { worked } from './ranked-run.ts';

/** A reference that the answer checker can not compare: it is a sentence. */
export const SENTENCE = 'Because the sum telescopes.';

export const THREE_QUESTIONS = [
  worked('q0', { answer: '7' }),
  worked('q1', { answer: SENTENCE }),
  worked('q2', { answer: '8' }),
];

/** What a fake model says of them: it solves with 7 and with words, grades what is right as right, and labels. */
export function saidOf(prompt: string): string {
  const code = /The code of this task is ([0-9a-f]{16})/.exec(prompt)?.[1];
  if (code === undefined) return prompt.includes('q1') ? 'The terms cancel in pairs.' : 'It is \\boxed{7}.';
  if (prompt.includes('<<< answer'))
    return JSON.stringify({ code, reasoning: 'It says the same.', verdict: 'correct' });
  return JSON.stringify({ code, domain: '11' });
}
