import { createHash } from 'node:crypto';
import type { FakePlan, Written } from './plan.ts';

const WORDS =
  'first we look at what is given and what is asked then write it as an equation take both sides apart check the small cases and see whether that holds for every one of them'.split(
    ' ',
  );

/** Tokens of a text as estimates have it: four characters each. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** A number in [0, 1) that hangs on the parts alone. */
export function unit(...parts: readonly (string | number)[]): number {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

/** A short hex id that hangs on the parts alone. */
export const idOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/** Writes the reply to a prompt: the plan's own where it has one, else thoughts of plain words and a final answer. */
export function write(
  plan: FakePlan,
  prompt: string,
  about: { model: string; seen: number; thinks: boolean; maxTokens: number | null },
): Written {
  const own = plan.reply?.(prompt, about) ?? {};
  const [from, to] = plan.thoughtWords ?? [20, 60];
  const seed = plan.seed ?? 0;
  const many = from + Math.floor(unit(seed, 'length', prompt, about.seen) * (to - from + 1));
  const made = Array.from(
    { length: many },
    (_, i) => WORDS[Math.floor(unit(seed, prompt, about.seen, i) * WORDS.length)] ?? '',
  );
  const thoughts = about.thinks ? (own.thoughts ?? `${made.join(' ')}.`) : '';
  const answer = own.answer ?? `Therefore the answer is \\boxed{${answerTo(plan, prompt)}}.`;
  const visible = tokensOf(thoughts);
  const written: Written = {
    thoughts,
    answer,
    promptTokens: own.promptTokens ?? tokensOf(prompt),
    thoughtTokens: own.thoughtTokens ?? Math.round(visible * (plan.thoughtFactor ?? 5)),
    answerTokens: own.answerTokens ?? tokensOf(answer),
    finish: own.finish ?? 'stop',
  };
  return about.maxTokens === null ? written : cutAt(written, about.maxTokens);
}

function answerTo({ answers = {}, seed = 0 }: FakePlan, prompt: string): string {
  const known = Object.keys(answers).find((piece) => prompt.includes(piece));
  return known === undefined
    ? String(Math.floor(unit(seed, 'answer', prompt) * 1000))
    : (answers[known] ?? '');
}

/** Ends a reply at a number of tokens, which thoughts and answer share. */
function cutAt(written: Written, maxTokens: number): Written {
  if (written.thoughtTokens + written.answerTokens <= maxTokens) return written;
  const forThoughts = Math.min(written.thoughtTokens, maxTokens);
  const share = written.thoughtTokens === 0 ? 1 : forThoughts / written.thoughtTokens;
  const forAnswer = maxTokens - forThoughts;
  return {
    ...written,
    thoughts: written.thoughts.slice(0, Math.floor(written.thoughts.length * share)),
    answer: written.answer.slice(0, forAnswer * 4),
    thoughtTokens: forThoughts,
    answerTokens: forAnswer,
    finish: 'length',
  };
}
