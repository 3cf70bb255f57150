import type { TraceDefect } from '../../../shared/vocabulary/trace-defects.ts';
import type { Detector } from './detector.ts';
import { controlToken, toolResidue } from './detectors/control.ts';
import { cutCode, cutFormula, cutSentence } from './detectors/cut.ts';
import { emptyThinking } from './detectors/empty.ts';
import { mojibake } from './detectors/encoding.ts';
import { answerDiffers, noFinalAnswer } from './detectors/final.ts';
import { headingsOnly } from './detectors/headings.ts';
import { languageSwitch } from './detectors/language.ts';
import { benchmarkOverlap } from './detectors/overlap.ts';
import { personalData } from './detectors/personal.ts';
import { metaTalk, referenceQuoted } from './detectors/phrases.ts';
import { refusal } from './detectors/refusal.ts';
import { repetition } from './detectors/repetition.ts';

/** Who looks for which defect. */
export const DETECTORS: Readonly<Record<TraceDefect, Detector>> = {
  'empty-thinking': emptyThinking,
  'headings-only': headingsOnly,
  'repetition-loop': repetition,
  'language-switch': languageSwitch,
  'no-final-answer': noFinalAnswer,
  'answer-differs': answerDiffers,
  'cut-formula': cutFormula,
  'cut-sentence': cutSentence,
  'cut-code': cutCode,
  refusal,
  'reference-quoted': referenceQuoted,
  'control-token': controlToken,
  'tool-residue': toolResidue,
  'personal-data': personalData,
  'benchmark-overlap': benchmarkOverlap,
  mojibake,
  'meta-talk': metaTalk,
};
