import { type Static, Type } from '@sinclair/typebox';
import { closed } from './stage-schema.ts';

/** What the length of a question can be taken from, best first. */
export const LENGTH_KINDS = ['trace', 'attempt', 'solution', 'prompt'] as const;
export type LengthKind = (typeof LENGTH_KINDS)[number];

/** How questions are compared by length: within one kind, the same for all of a run. */
export const lengthSchema = Type.Object(
  {
    from: Type.Union(
      ['best' as const, ...LENGTH_KINDS].map((name) => Type.Literal(name)),
      {
        default: 'best',
        description:
          'What lengths are taken from, in tokens of the Qwen2.5 tokenizer: trace, attempt, solution or prompt; best: the first of them that at least 95 % of the survivors have. A question without it stands at its quantile in the kind that it has.',
      },
    ),
  },
  closed,
);
export type LengthSettings = Static<typeof lengthSchema>;

/** In which kind a run compared lengths; absent in runs older than this field. */
export const settledLengthsSchema = Type.Object({
  kind: Type.Union(LENGTH_KINDS.map((name) => Type.Literal(name))),
  share: Type.Number({ description: 'Share of those that passed every gate that have it. Unit: 0 to 1.' }),
});
export type SettledLengths = Static<typeof settledLengthsSchema>;
