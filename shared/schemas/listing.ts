import { type Static, type TSchema, Type } from '@sinclair/typebox';

export const MAX_LIMIT = 200;

/** What every list takes: how many, and where the last page ended. */
export const pageQueryProperties = {
  limit: Type.Integer({
    minimum: 1,
    maximum: MAX_LIMIT,
    default: 50,
    description: 'Items of one page.',
  }),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: '`nextCursor` of the page before; absent for the first page.',
    }),
  ),
};
export const pageQuerySchema = Type.Object(pageQueryProperties, { additionalProperties: false });

/** A page of a list. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Null on the last page.' }),
  });

/** One shape for everything that goes wrong over HTTP. */
export const errorSchema = Type.Object({
  error: Type.String({ description: 'A code of a closed list, such as `not-found`.' }),
  message: Type.String({ description: 'One line: what, where and what to do.' }),
  details: Type.Unknown({ description: 'For machines; null where there is nothing to add.' }),
});
export type ErrorReply = Static<typeof errorSchema>;

/** A condition of lists of texts. */
export const words = Type.Optional(
  Type.String({
    maxLength: 400,
    pattern: '^[^\\u0000]*$',
    description: 'Text that the question contains, in any case.',
  }),
);
