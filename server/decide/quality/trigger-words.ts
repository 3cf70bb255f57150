/** Words without which a family of detectors has nothing to look for; each family is one bit. */
export const TRIGGER = { picture: 1, elsewhere: 2, answer: 4, solution: 8, filler: 16, script: 32 } as const;

const WORDS: Readonly<Record<keyof typeof TRIGGER, string>> = {
  picture:
    'figure figures fig figs diagram diagrams picture pictures pictured pic pict image images img drawing drawings drawn illustration illustrations illustrated illustrates photo photos photograph photographs sketch sketches sketched graph graphs graphic graphics chart charts map maps shown depicted depicts displayed displays plot plots scatterplot scatterplots histogram histograms pictograph pictographs pictogram scale shaded circuit circuits marked labeled labelled indicated png jpg jpeg gif svg bmp webp includegraphics plan line lines',
  elsewhere:
    'above below previous preceding prior foregoing earlier last next exercise exercises problem problems example examples section sections chapter chapters appendix theorem lemma corollary proposition definition equation equations eq formula table tables page textbook handout lecture notes passage article excerpt extract paragraph chart spreadsheet schedule class lesson worksheet homework question questions mentioned results result coursebook',
  answer: 'answer answers ans hint spoiler key note boxed',
  solution: 'solution proof explanation sol reasoning rationale working workings derivation step',
  filler:
    'lorem dolor insert enter type paste put placeholder dummy here later come todo tbd fixme tba tk xxx text question statement content description',
  script: 'document window mathjax jquery googletag adsbygoogle',
};

const SLOTS = 1024;
const keys = new Int32Array(SLOTS);
const bits = new Uint8Array(SLOTS);
for (const [family, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) add(hashOfWord(word), TRIGGER[family as keyof typeof TRIGGER]);
}

function add(hash: number, bit: number): void {
  let slot = hash & (SLOTS - 1);
  while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  keys[slot] = hash;
  bits[slot] = bits[slot]! | bit;
}

/** The families of a word by its hash; 0 for most words. */
export function triggersOf(hash: number): number {
  for (let slot = hash & (SLOTS - 1); keys[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (keys[slot] === hash) return bits[slot]!;
  }
  return 0;
}

/** FNV-1a over the units of a word in lower case. */
export function hashOfWord(word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = nextHash(hash, word.charCodeAt(i));
  return hash;
}

export function nextHash(hash: number, unit: number): number {
  return Math.imul((hash ^ unit) + 0x9e37, 0x01000193);
}
