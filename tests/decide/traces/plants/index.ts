import type { TraceDefect } from '../../../../shared/vocabulary/trace-defects.ts';
import { cutCode, cutFormula, cutSentence, differing, unfinished } from './endings.ts';
import { foreignPassage } from './languages.ts';
import { loop } from './loops.ts';
import { personal } from './personal.ts';
import { brokenText, headings, leaked, meta, nothing, quoted, refused, token, toolCall } from './phrases.ts';
import type { Plant } from './plant.ts';

/** How each defect is planted. */
export const PLANTS: Readonly<Record<TraceDefect, Plant>> = {
  'empty-thinking': nothing,
  'headings-only': headings,
  'repetition-loop': loop,
  'language-switch': foreignPassage,
  'no-final-answer': unfinished,
  'answer-differs': differing,
  'cut-formula': cutFormula,
  'cut-sentence': cutSentence,
  'cut-code': cutCode,
  refusal: refused,
  'reference-quoted': quoted,
  'control-token': token,
  'tool-residue': toolCall,
  'personal-data': personal,
  'benchmark-overlap': leaked,
  mojibake: brokenText,
  'meta-talk': meta,
};
