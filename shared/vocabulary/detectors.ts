/**
 * How grave a defect is: `fatal` where the question can not be answered as it stands, `defect` where a reader
 * sees a fault, `blemish` where it is one of looks alone.
 */
export const SEVERITIES = ['blemish', 'defect', 'fatal'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * The quality detectors in the order in which they are asked, so that the one that says most comes first; each
 * with the effect that a recipe gives it unless it says otherwise.
 */
export const DETECTORS = {
  empty: 'drop',
  'url-only': 'drop',
  placeholder: 'drop',
  mojibake: 'drop',
  'replacement-chars': 'drop',
  'control-chars': 'drop',
  bidi: 'drop',
  'double-escaped': 'drop',
  asymptote: 'drop',
  'missing-image': 'drop',
  'wiki-residue': 'drop',
  html: 'drop',
  'ascii-diagram': 'drop',
  'solution-in-question': 'drop',
  'answer-leaked': 'drop',
  'repeated-text': 'drop',
  'very-long': 'drop',
  truncated: 'drop',
  'unbalanced-maths': 'drop',
  numbering: 'drop',
  'several-questions': 'drop',
  'refers-elsewhere': 'drop',
  'options-defect': 'drop',
  'answer-not-in-options': 'drop',
  'answer-contradicts-solution': 'drop',
  language: 'drop',
} as const satisfies Record<string, 'drop' | 'note'>;

export type DetectorName = keyof typeof DETECTORS;
export const DETECTOR_NAMES = Object.keys(DETECTORS) as DetectorName[];
