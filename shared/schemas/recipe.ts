import { type Static, Type } from '@sinclair/typebox';
import { difficultySchema } from './difficulty-settings.ts';
import { diversitySchema } from './diversity-settings.ts';
import { recipeGradersSchema } from './grade-rules.ts';
import { lengthSchema } from './length-settings.ts';
import { overlapSchema } from './overlap-settings.ts';
import { qualitySchema } from './quality-settings.ts';
import { reviewRulesSchema } from './review-rules.ts';
import { signalsSchema } from './signal-rule-settings.ts';
import { closed, effect, stage } from './stage-schema.ts';
import { traceRulesSchema } from './trace-rules.ts';

export const DUPLICATE_METHODS = ['exact', 'join', 'minhash'] as const;

export const KEEP_RULES = ['complete', 'licence', 'id'] as const;

export const duplicatesSchema = stage('duplicates', {
  mode: effect('a question that another question repeats'),
  method: Type.Union(
    DUPLICATE_METHODS.map((name) => Type.Literal(name)),
    {
      default: 'exact',
      description:
        'exact: the same text, as in s1. join: also the same question in another spelling or wording, found by an exact similarity join. minhash: the same, found by MinHash signatures in bands that find a pair of the threshold with a chance of 0.95 or more, for very large pools.',
    },
  ),
  threshold: Type.Number({
    minimum: 0.3,
    maximum: 1,
    default: 0.5,
    description:
      'Least similarity at which two questions are compared closely (join and minhash). Unit: Jaccard similarity of word n-grams of the normal forms, 0 to 1. Source: tuned on rewritten questions; 0.7 is usual where nothing else tells different problems apart.',
  }),
  shingle: Type.Integer({
    minimum: 1,
    maximum: 8,
    default: 3,
    description: 'Words of an n-gram. Unit: words. Source: 3, usual for texts as short as questions.',
  }),
  keep: Type.Union(
    KEEP_RULES.map((name) => Type.Literal(name)),
    {
      default: 'complete',
      description:
        'Which question of a group stays. complete: the most complete record, then the most permissive licence, then the smallest id; licence: the most permissive licence first; id: the smallest id.',
    },
  ),
});

export const EVIDENCE_FEATURES = ['trace', 'domain', 'attempts', 'grade', 'solution'] as const;

export const evidenceSchema = stage('evidence', {
  mode: effect('a question that lacks a signal'),
  gate: Type.Union([Type.Literal('strict'), Type.Literal('available')], {
    default: 'available',
    description:
      'strict: any feature that is missing drops the question, as in s1. available: a feature that no question of the pool has is not asked for.',
  }),
  features: Type.Array(Type.Union(EVIDENCE_FEATURES.map((name) => Type.Literal(name))), {
    uniqueItems: true,
    default: ['trace', 'domain', 'attempts', 'grade'],
    description:
      'The features asked for: trace (its length), domain (a label), attempts (a graded attempt of each solver), grade (a graded answer of a teacher), solution. Source: the columns of s1 filter.ipynb; s1 asks for solutions through the grades, since none is given without one.',
  }),
});

export const wellformedSchema = stage('wellformed', { mode: effect('a record without a usable question') });

export const stageConfigSchema = Type.Union([
  wellformedSchema,
  overlapSchema,
  duplicatesSchema,
  evidenceSchema,
  qualitySchema,
  signalsSchema,
  difficultySchema,
  diversitySchema,
]);

export const STAGE_SCHEMAS = {
  wellformed: wellformedSchema,
  overlap: overlapSchema,
  duplicates: duplicatesSchema,
  evidence: evidenceSchema,
  quality: qualitySchema,
  signals: signalsSchema,
  difficulty: difficultySchema,
  diversity: diversitySchema,
} as const;

const frame = {
  recipe: Type.String({ minLength: 1, maxLength: 64, description: 'Its name.' }),
  says: Type.Optional(Type.String({ description: 'One sentence about it.' })),
  looksAt: Type.Union([Type.Literal('question'), Type.Literal('prompt')], {
    default: 'prompt',
    description: 'The text that gates look at: the question alone (as s1 does), or with its options.',
  }),
  length: Type.Optional({ ...lengthSchema, default: {} }),
  traces: Type.Optional(traceRulesSchema),
  review: Type.Optional(reviewRulesSchema),
  graders: Type.Optional(recipeGradersSchema),
};

/** A recipe: the stages in the order in which they are asked, the last of them `diversity`. */
export const recipeSchema = Type.Object(
  { ...frame, stages: Type.Array(stageConfigSchema, { minItems: 1, maxItems: 16 }) },
  closed,
);

/** A recipe whose stages are still to be checked, each against its own schema. */
export const recipeFrameSchema = Type.Object(
  { ...frame, stages: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 16 }) },
  closed,
);

export type Recipe = Static<typeof recipeSchema>;
export type StageConfig = Static<typeof stageConfigSchema>;
export type ConfigOf<N extends StageConfig['stage']> = Extract<StageConfig, { stage: N }>;
