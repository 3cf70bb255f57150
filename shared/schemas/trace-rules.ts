import { type Static, type TProperties, Type } from '@sinclair/typebox';
import { TRACE_DEFECTS, type TraceDefect } from '../vocabulary/trace-defects.ts';

const closed = { additionalProperties: false } as const;

/** The rule of one defect: what it does to a trace, and its thresholds. */
const rule = <P extends TProperties>(defect: TraceDefect, mode: 'drop' | 'note', thresholds: P) =>
  Type.Object(
    {
      mode: Type.Union([Type.Literal('drop'), Type.Literal('note'), Type.Literal('off')], {
        default: mode,
        description: `${TRACE_DEFECTS[defect]} drop the trace, keep it with a note, or do not look.`,
      }),
      ...thresholds,
    },
    { ...closed, default: {} },
  );

const count = (value: number, description: string, least = 1) =>
  Type.Integer({ minimum: least, maximum: 1_000_000, default: value, description });
const share = (value: number, description: string) =>
  Type.Number({ minimum: 0, maximum: 1, default: value, description });

const repetition = rule('repetition-loop', 'drop', {
  repeats: count(
    5,
    'How often a run of words stands in a row. Unit: times. Source: ours, on clean traces.',
    2,
  ),
  words: count(30, 'Words that such a row covers at least. Unit: words. Source: ours.'),
  characters: count(
    200,
    'Characters of a row without words, such as digits. Unit: UTF-16 units. Source: ours.',
  ),
  sentenceTimes: count(
    8,
    'How often one sentence stands anywhere in the text. Unit: times. Source: ours.',
    2,
  ),
  sentenceShare: share(
    0.2,
    'Share of the text that this sentence must take up. Unit: share of characters. Source: 0.2, the share of text in repeated paragraphs, Rae et al. 2021, table A1.',
  ),
  listItems: count(
    80,
    'Items in a row that differ in their numbers alone; of bare numbers three times as many. Unit: items. Source: ours; enumerating some dozens of cases is honest work.',
    4,
  ),
});

const language = rule('language-switch', 'drop', {
  letters: count(
    6,
    'Letters in a row of a script that is neither that of the rest nor of the question; of an alphabet twice as many. Unit: letters. Source: ours.',
  ),
  words: count(12, 'Words of a passage that is told by its stop words. Unit: words. Source: ours.', 6),
});

/**
 * The part of a recipe that judges traces: for each defect whether it drops, notes or is not looked for, and which
 * of several usable traces is taken.
 */
export const traceRulesSchema = Type.Object(
  {
    'empty-thinking': rule('empty-thinking', 'drop', {
      words: count(
        5,
        'Words that thinking must have. Unit: words, or characters of Chinese. Source: ours.',
        0,
      ),
    }),
    'headings-only': rule('headings-only', 'note', {
      headings: count(2, 'Headings that make a summary. Unit: headings. Source: ours, on thought summaries.'),
    }),
    'repetition-loop': repetition,
    'language-switch': language,
    'no-final-answer': rule('no-final-answer', 'drop', {}),
    'answer-differs': rule('answer-differs', 'drop', {}),
    'cut-formula': rule('cut-formula', 'drop', {}),
    'cut-sentence': rule('cut-sentence', 'drop', {}),
    'cut-code': rule('cut-code', 'drop', {}),
    refusal: rule('refusal', 'drop', {}),
    'reference-quoted': rule('reference-quoted', 'drop', {}),
    'control-token': rule('control-token', 'drop', {}),
    'tool-residue': rule('tool-residue', 'drop', {}),
    'personal-data': rule('personal-data', 'drop', {}),
    'benchmark-overlap': rule('benchmark-overlap', 'drop', {
      words: count(
        13,
        'Words shared with one benchmark question. Unit: words. Source: 13, Brown et al. 2020, appendix C; a run of 8 is boilerplate too often.',
      ),
      containment: share(0.5, 'Or the share of its n-grams that are held. Unit: share. Source: ours.'),
    }),
    mojibake: rule('mojibake', 'drop', {}),
    'meta-talk': rule('meta-talk', 'note', {}),
    prefer: Type.Union([Type.Literal('any'), Type.Literal('correct')], {
      default: 'correct',
      description:
        'correct: of several usable traces one whose answer was verified comes first. Source: ours; s1 had one trace a question and kept wrong ones.',
    }),
    order: Type.Union([Type.Literal('newest'), Type.Literal('shortest'), Type.Literal('longest')], {
      default: 'newest',
      description: 'Which of several equally good ones is taken; length is that of the thinking in tokens.',
    }),
    require: Type.Union([Type.Literal('any'), Type.Literal('not-wrong'), Type.Literal('correct')], {
      default: 'any',
      description:
        'The verdict that a trace needs to be usable at all. Source: any, s1 section 2.2 (53.6 % of its traces are correct).',
    }),
    teachers: Type.Array(Type.String({ minLength: 1 }), {
      uniqueItems: true,
      default: [],
      description: 'Teachers in the order in which they are preferred; the others come behind, all alike.',
    }),
  },
  closed,
);

export type TraceRules = Static<typeof traceRulesSchema>;
