import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';

const closed = { additionalProperties: false } as const;
const word = Type.String({ minLength: 1, maxLength: 60 });
const list = Type.Array(word, { minItems: 4, uniqueItems: true });
const things = Type.Array(Type.Tuple([word, word]), { minItems: 4, uniqueItems: true });

/** data/sample/words.json: the words that the stories are dressed in. */
const wordsSchema = Type.Object(
  {
    people: Type.Array(Type.Tuple([word, Type.Union([Type.Literal('she'), Type.Literal('he')])]), {
      minItems: 20,
      description: 'Given name, and the pronoun.',
    }),
    lists: Type.Object(
      {
        towns: list,
        streets: list,
        trades: list,
        clubs: list,
        colours: list,
        spelling: list,
        companies: list,
        subjects: list,
        weekdays: list,
        metals: list,
        gadgets: list,
        places: list,
      },
      closed,
    ),
    things: Type.Object(
      {
        fruit: things,
        stationery: things,
        baked: things,
        animals: things,
        tools: things,
        plants: things,
        toys: things,
        vehicles: things,
      },
      { ...closed, description: 'One and many.' },
    ),
  },
  closed,
);
export type Words = Static<typeof wordsSchema>;

/** @throws WinnowError `bad-input` where the lists are not as the schema says */
export const parseWords = parser(wordsSchema);
