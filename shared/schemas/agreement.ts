import { type Static, Type } from '@sinclair/typebox';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const number = nullable(Type.Number());
const estimate = (description: string) =>
  Type.Object(
    { value: number, low: number, high: number },
    {
      description: `${description} Interval of 95 % by 1,000 seeded draws of units; null where there is none.`,
    },
  );

const group = {
  units: Type.Integer({
    description: 'Texts, steps or words of which two people or more have said something.',
  }),
  raw: estimate('Share of pairs of people who agree.'),
  ac1: estimate("Gwet's AC1."),
  overlap: nullable(estimate('Of marks in the text: F1 of the words that each two people marked alike.')),
};

/** How far people agree in a queue. */
export const agreementSchema = Type.Object({
  judgements: Type.Integer(),
  fields: Type.Array(
    Type.Object({
      field: Type.String({ description: '`decision`, or a field of the form.' }),
      level: Type.Union([Type.Literal('nominal'), Type.Literal('ordinal')]),
      of: Type.Union([Type.Literal('text'), Type.Literal('step'), Type.Literal('word')], {
        description: 'What each unit is.',
      }),
      baseRates: Type.Record(Type.String(), Type.Number(), {
        description: 'Share of each value of all that was said.',
      }),
      ...group,
      fleiss: estimate("Fleiss' kappa."),
      alpha: estimate("Krippendorff's alpha, at the level of the field."),
      interval: nullable(estimate("Krippendorff's alpha of a rating as numbers.")),
    }),
  ),
  of: Type.String({ description: 'The field that is told by pair, domain and week.' }),
  pairs: Type.Array(
    Type.Object({
      a: Type.String(),
      b: Type.String(),
      n: Type.Integer(),
      raw: number,
      kappa: number,
      low: number,
      high: number,
      overlap: nullable(Type.Number()),
    }),
    {
      description:
        "Cohen's kappa of two people, with its asymptotic interval; of steps and words with that of draws of texts.",
    },
  ),
  domains: Type.Array(Type.Object({ domain: Type.String(), ...group }), {
    description: 'By domain.',
  }),
  weeks: Type.Array(Type.Object({ week: Type.String({ description: 'Its Monday.' }), ...group }), {
    description: 'By the week in which a text was judged last.',
  }),
});
export type AgreementReport = Static<typeof agreementSchema>;

/** How far one person is in a queue. */
export const personProgressSchema = Type.Object({
  user: Type.String(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  skipped: Type.Integer(),
  medianSeconds: nullable(Type.Number()),
  lastHour: Type.Integer({ description: 'Judgements in the hour before their last one.' }),
  gold: Type.Integer({ description: 'Gold questions that they judged.' }),
  goldRight: Type.Integer(),
  lastAt: Type.String(),
});
export type PersonProgress = Static<typeof personProgressSchema>;
