import { type Static, Type } from '@sinclair/typebox';
import { roleSchema } from './people.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const skill = Type.String({ minLength: 1, maxLength: 60 });

/** A user, as others see them. */
export const colleagueSchema = Type.Object({
  user: Type.String({ description: 'Their name, which a comment calls by `@name`.' }),
  role: roleSchema,
  skills: Type.Array(skill, { description: 'What they are said to be able to judge.' }),
});
export type Colleague = Static<typeof colleagueSchema>;

export const skillsSchema = Type.Object({ skills: Type.Array(skill, { maxItems: 50 }) }, closed);

/** A comment in which one was named. */
export const mentionItemSchema = Type.Object({
  commentId: Type.String(),
  questionId: Type.String(),
  question: Type.String({ description: 'Its beginning.' }),
  queueId: nullable(Type.String()),
  author: Type.String(),
  text: Type.String({ description: 'A sentence in its place while it is hidden.' }),
  hidden: Type.Boolean({
    description:
      'You may still judge the question in a blind queue, so you are told what is said once you have.',
  }),
  flagged: Type.Boolean(),
  at: Type.String(),
  seenAt: nullable(Type.String({ description: 'When you had seen it; null where you have not.' })),
});
export type MentionItem = Static<typeof mentionItemSchema>;

export const seenOrderSchema = Type.Object(
  { commentIds: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 200 }) },
  closed,
);
export const seenSchema = Type.Object({
  seen: Type.Integer({ description: 'Mentions that were new to you.' }),
});
