import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 200 });
const words = (description: string) => Type.Array(text, { uniqueItems: true, description });

/** The keywords of a domain, by how much one of them says. */
export const keywordsSchema = Type.Object(
  {
    sure: words('Hardly used outside the domain.'),
    strong: words('Mostly used in the domain.'),
    fair: words('Used in the domain more than elsewhere.'),
    weak: words('Tips the scale where nothing else is there.'),
  },
  closed,
);
export type Keywords = Static<typeof keywordsSchema>;

/** data/taxonomy/domains.json: the closed list of domains. */
export const domainsFileSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    about: Type.Array(Type.String()),
    domains: Type.Array(
      Type.Object(
        {
          code: Type.String({
            pattern: '^([0-9]{2}|[a-z]+(-[a-z]+)*)$',
            description: 'The two digits of an MSC 2020 class, or a word for what is not mathematics.',
          }),
          title: text,
          aliases: words('Other titles that labels and topics use for it, in any case.'),
          keywords: keywordsSchema,
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);
export type DomainsFile = Static<typeof domainsFileSchema>;

/** data/taxonomy/topics.json: what data sets call their topics, by data set, with the code of each. */
export const topicsFileSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    about: Type.Array(Type.String()),
    topics: Type.Record(Type.String(), Type.Record(text, Type.String())),
  },
  closed,
);
export type TopicsFile = Static<typeof topicsFileSchema>;

/** data/taxonomy/examples.json: questions written for the classifier, by the code of the domain that they are of. */
export const examplesFileSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    about: Type.Array(Type.String()),
    examples: Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1, maxLength: 1000 }))),
  },
  closed,
);
export type ExamplesFile = Static<typeof examplesFileSchema>;

/** The files of data/taxonomy. */
export interface TaxonomyFiles {
  domains: DomainsFile;
  topics: TopicsFile;
  examples: ExamplesFile;
}
