/** A benchmark of five items, and what is right. */
export const MODEL = 'Qwen/Qwen2.5-7B-Instruct';
export const ITEMS = Array.from({ length: 5 }, (_, i) => ({
  id: `i${i}`,
  question: `What is item ${i}#?`,
  answer: `${i * 7}`,
}));
export const ANSWERS = Object.fromEntries(ITEMS.map(({ question, answer }) => [question, answer]));
