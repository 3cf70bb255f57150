import { Type } from '@sinclair/typebox';
import { stage } from './stage-schema.ts';

export const SAMPLERS = [
  's1',
  'random',
  'longest',
  'diverse',
  'all',
  'stable',
  'quotas',
  'facility-location',
  'k-center',
] as const;

export const diversitySchema = stage('diversity', {
  sampler: Type.Union(
    SAMPLERS.map((name) => Type.Literal(name)),
    {
      default: 's1',
      description:
        's1: domains uniformly, then 2^-rank by length; random; longest; diverse: domains uniformly, any of them; all: whoever passes; stable: domains uniformly, then 2^-rank by length, each draw by a random number of its own; quotas: so many of each domain; facility-location: so that everybody has a similar one; k-center: so that nobody is far from one.',
    },
  ),
  marks: Type.Union([Type.Literal('heed'), Type.Literal('ignore')], {
    default: 'heed',
    description:
      'heed: questions that people pinned come first, those that they excluded are never taken; ignore: nobody is asked.',
  }),
  rankBy: Type.String({
    minLength: 1,
    maxLength: 64,
    default: 'length',
    description:
      'What ranks questions inside a domain, the most first: length, or the name of an imported number; whoever lacks it comes last. Unit: that of the signal.',
  }),
  stratify: Type.String({
    minLength: 1,
    maxLength: 64,
    default: 'domain',
    description:
      'What samplers take for the domain: domain, or the name of an imported label, truth value or number; whoever lacks it is in a stratum of its own.',
  }),
  distance: Type.String({
    minLength: 1,
    maxLength: 64,
    default: 'text',
    description:
      'What distances between questions are taken from: text (cosine of TF-IDF vectors over the words of the prompt), or the name of an imported vector.',
  }),
  quotas: Type.Record(Type.String({ minLength: 1 }), Type.Number({ minimum: 0, maximum: 100_000_000 }), {
    default: {},
    description:
      'For the sampler quotas: domain to how many of n it gets, a share where below 1; the domains that are not named share the rest evenly. Unit: questions, or share of n.',
  }),
  n: Type.Union([Type.Integer({ minimum: 0, maximum: 100_000_000 }), Type.Literal('all')], {
    default: 1000,
    description: 'How many to select. Unit: questions. Source: 1,000, s1 section 2.2.',
  }),
  reserve: Type.Union([Type.Integer({ minimum: 0, maximum: 100_000_000 }), Type.Literal('n')], {
    default: 'n',
    description:
      'How many more to rank behind the selection. Unit: questions; "n" means as many as are selected.',
  }),
  uniformShare: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.7,
    description:
      'Share of n that the first phase fills with uniform domains. Source: 700 of 1,000, s1 filter.ipynb.',
  }),
  benchmarkLike: Type.Array(Type.String({ minLength: 1 }), {
    default: ['AIME', 'GPQA'],
    description:
      'Words of a source name that mark it as benchmark-like; they weigh the domains of the second phase.',
  }),
  preselect: Type.Boolean({
    default: true,
    description:
      'Take questions that the teacher solved from benchmark-like or long sources before any draw.',
  }),
  preselectLonger: Type.Record(Type.String({ minLength: 1 }), Type.Integer({ minimum: 0 }), {
    default: { MATH: 5600 },
    description:
      'Source word to the trace length above which it is preselected. Unit: tokens. Source: s1 filter.ipynb.',
  }),
  teachers: Type.Array(Type.String({ minLength: 1 }), {
    default: ['gemini'],
    description:
      'Models (by the start of their name) whose attempts grade the trace and never the difficulty.',
  }),
});
