import { type Static, Type } from '@sinclair/typebox';

/** One candidate of the pool, as it was imported. Nothing of it is ever changed; a new text is a new version. */
export const questionSchema = Type.Object({
  questionId: Type.String({
    description: 'Ours: the first 20 hex digits of SHA-256 over source, external id and content.',
  }),
  externalId: Type.Union([Type.String(), Type.Null()], { description: "The import's own id." }),
  source: Type.String(),
  question: Type.String({ description: 'The bare question.' }),
  options: Type.Union([Type.Array(Type.String()), Type.Null()]),
  answer: Type.Union([Type.String(), Type.Null()]),
  solution: Type.Union([Type.String(), Type.Null()]),
  license: Type.Union([Type.String(), Type.Null()], {
    description: 'As the source declares it, in its own spelling.',
  }),
  level: Type.Union([Type.String(), Type.Null()], {
    description: 'Level or difficulty as the source states it.',
  }),
  subject: Type.Union([Type.String(), Type.Null()], {
    description: 'Subject, topic or type as the source states it.',
  }),
  meta: Type.String({
    description: 'What was not known by name: a JSON object, its numbers with their digits.',
  }),
});

export type Question = Static<typeof questionSchema>;

/**
 * What a model is asked, and what the gates of `winnow` look at: the question and, where there are
 * options, one line for each. An option that brings its own letter keeps it; else letters are added.
 */
export function promptOf(question: string, options: readonly string[] | null): string {
  if (options === null || options.length === 0) return question;
  const lettered = options.every((option) => /^\s*[([]?[A-Z][)\].:、．]/u.test(option));
  const lines = options.map((option, i) =>
    lettered || i > 25 ? option.trim() : `(${String.fromCharCode(65 + i)}) ${option.trim()}`,
  );
  return [question.trimEnd(), ...lines].join('\n');
}
