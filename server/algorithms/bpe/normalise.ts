/**
 * Marks and vowel signs that came after Unicode 9, to which the reference tokenizer's normaliser keeps:
 * it neither reorders nor composes them, and nothing across them.
 */
const LATER =
  '\u07fd\u0897-\u089f\u08ca-\u08d3\u09fe\u0c3c\u0d3b\u0d3c\u0eba\u1715\u1abf-\u1add\u1ae0-\u1aeb' +
  '\u1df6-\u1dfa\ua82c\u{10d24}-\u{10d27}\u{10d69}-\u{10d6d}\u{10eab}\u{10eac}\u{10efa}-\u{10eff}' +
  '\u{10f46}-\u{10f50}\u{10f82}-\u{10f85}\u{105d2}\u{105da}\u{11070}\u{1133b}\u{113b8}\u{113bb}\u{113c2}' +
  '\u{113c9}\u{113ce}-\u{113d0}\u{1145e}\u{11839}\u{1183a}\u{11930}\u{1193d}\u{1193e}\u{11943}\u{119e0}' +
  '\u{11a34}\u{11a47}\u{11a99}\u{11d42}\u{11d44}\u{11d45}\u{11d97}\u{11f41}\u{11f42}\u{1611e}-\u{16120}' +
  '\u{16129}\u{1612f}\u{16d67}\u{16ff0}\u{16ff1}\u{1e08f}\u{1e130}-\u{1e136}\u{1e2ae}\u{1e2ec}-\u{1e2ef}' +
  '\u{1e4ec}-\u{1e4ef}\u{1e5ee}\u{1e5ef}\u{1e6e3}\u{1e6e6}\u{1e6ee}\u{1e6ef}\u{1e6f5}';
const ANY_LATER = new RegExp(`[${LATER}]`, 'u');
const SPLIT_LATER = new RegExp(`([${LATER}])`, 'u');

/**
 * Normalisation form C as the reference tokenizer has it.
 * Differs: marks that are newer than Unicode 17 follow the Unicode version of the Node that runs.
 */
export function normalise(text: string): string {
  if (!ANY_LATER.test(text)) return text.normalize('NFC');
  const parts = text.split(SPLIT_LATER); // what was split at stands at the odd places
  return parts.map((part, i) => (i % 2 === 0 ? part.normalize('NFC') : part)).join('');
}
