import { Type } from '@sinclair/typebox';
import { DETECTORS, type DetectorName, SEVERITIES } from '../vocabulary/detectors.ts';
import { effect, stage } from './stage-schema.ts';

/** What each detector looks for, to follow "a question with". */
const WHAT: Readonly<Record<DetectorName, string>> = {
  empty: 'nothing to ask in it',
  'url-only': 'nothing but an address in it',
  placeholder: 'text that was to be filled in',
  mojibake: 'characters read in the wrong encoding',
  'replacement-chars': 'characters that were lost',
  'control-chars': 'control or invisible characters',
  bidi: 'characters that change the direction of writing',
  'double-escaped': 'escapes that were read once too seldom or too often',
  asymptote: '[asy] drawing code, or that of TikZ',
  'missing-image': 'a picture that is not there',
  'wiki-residue': 'left-over wiki or forum markup',
  html: 'left-over HTML or scripts',
  'ascii-diagram': 'a diagram drawn with characters',
  'solution-in-question': 'its own solution in it',
  'answer-leaked': 'its own answer in it',
  'repeated-text': 'a passage that stands twice',
  'very-long': 'more characters than `longest`',
  truncated: 'an end or a beginning that was cut off',
  'unbalanced-maths': 'mathematics that does not close',
  numbering: 'the number or bold label of a problem sheet',
  'several-questions': 'several questions in one',
  'refers-elsewhere': 'a reference to something outside its text',
  'options-defect': 'options that are blank or stand twice',
  'answer-not-in-options': 'an answer that is not among its options',
  'answer-contradicts-solution': 'an answer that its solution contradicts',
  language: 'a language that is not among `languages`',
};

const effects = Object.fromEntries(
  Object.entries(DETECTORS).map(([name, byDefault]) => [
    name,
    effect(`a question with ${WHAT[name as DetectorName]}`, byDefault),
  ]),
) as Record<DetectorName, ReturnType<typeof effect>>;

/** Languages that the detector `language` can tell. */
export const LANGUAGES = [
  'ar',
  'de',
  'el',
  'en',
  'es',
  'fr',
  'he',
  'hi',
  'it',
  'ja',
  'ko',
  'nl',
  'pt',
  'ru',
  'th',
  'zh',
] as const;
export type Language = (typeof LANGUAGES)[number];

export const qualitySchema = stage('quality', {
  mode: effect('a question with a format defect'),
  rule: Type.Union([Type.Literal('s1'), Type.Literal('detectors')], {
    default: 's1',
    description:
      's1: the four patterns of s1 filter.ipynb (asymptote, missing-image, numbering), case-sensitive. detectors: every detector below.',
  }),
  ...effects,
  dropFrom: Type.Union(
    SEVERITIES.map((name) => Type.Literal(name)),
    {
      default: 'defect',
      description:
        'The least severity that drops; what is less grave is only noted. Unit: blemish, defect, fatal. Source: ours.',
    },
  ),
  aimeException: Type.Boolean({
    default: true,
    description:
      'Keep a question with [asy] whose source name contains AIME, as s1 does; for the rule s1 alone.',
  }),
  longest: Type.Integer({
    minimum: 1,
    maximum: 10_000_000,
    default: 10_000,
    description:
      'The longest text that is not very long. Unit: characters. Source: ours; the longest of 59,029 public questions has 6,700.',
  }),
  shortest: Type.Integer({
    minimum: 0,
    maximum: 1000,
    default: 3,
    description: 'Fewer letters, digits and signs make a question empty. Unit: characters. Source: ours.',
  }),
  repeatedShare: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.2,
    description:
      'Share of a text in sentences that stood before, from which it counts as repeated. Unit: share of characters. Source: 0.2 of duplicated lines, Gopher (arXiv 2112.11446, table A1) has 0.2 of characters.',
  }),
  languages: Type.Array(Type.Union(LANGUAGES.map((name) => Type.Literal(name))), {
    uniqueItems: true,
    default: [],
    description:
      'Languages that a question may be in; empty means any. Unit: ISO 639-1 codes. What can not be told (formulas, code) passes.',
  }),
});
