import { DETECTOR_NAMES, type DetectorName } from '../../../shared/vocabulary/detectors.ts';
import { answerContradictsSolution, answerNotInOptions, optionsDefect } from './answers.ts';
import { severalQuestions } from './asks.ts';
import { empty, placeholder, urlOnly, veryLong } from './blank.ts';
import { bidi, controlChars, mojibake, replacementChars } from './characters.ts';
import type { Detect } from './detector.ts';
import { refersElsewhere } from './elsewhere.ts';
import { language } from './language.ts';
import { answerLeaked, solutionInQuestion } from './leaks.ts';
import { asymptote, doubleEscaped, html, wikiResidue } from './markup.ts';
import { numbering } from './numbering.ts';
import { asciiDiagram, missingImage } from './pictures.ts';
import { repeatedText } from './repeated.ts';
import { truncated } from './truncated.ts';
import { unbalancedMaths } from './unbalanced.ts';

const DETECT: Readonly<Record<DetectorName, Detect>> = {
  empty,
  'url-only': urlOnly,
  placeholder,
  mojibake,
  'replacement-chars': replacementChars,
  'control-chars': controlChars,
  bidi,
  'double-escaped': doubleEscaped,
  asymptote,
  'missing-image': missingImage,
  'wiki-residue': wikiResidue,
  html,
  'ascii-diagram': asciiDiagram,
  'solution-in-question': solutionInQuestion,
  'answer-leaked': answerLeaked,
  'repeated-text': repeatedText,
  'very-long': veryLong,
  truncated,
  'unbalanced-maths': unbalancedMaths,
  numbering,
  'several-questions': severalQuestions,
  'refers-elsewhere': refersElsewhere,
  'options-defect': optionsDefect,
  'answer-not-in-options': answerNotInOptions,
  'answer-contradicts-solution': answerContradictsSolution,
  language,
};

/** Every detector with its name, in the order in which they are asked. */
export const DETECTORS_IN_ORDER: readonly (readonly [DetectorName, Detect])[] = DETECTOR_NAMES.map(
  (name) => [name, DETECT[name]] as const,
);
