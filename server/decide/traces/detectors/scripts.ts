/** Scripts told apart; kana counts as Japanese, which also writes with Han. Greek is a matter of formulas. */
export const SCRIPTS = [
  'Latin',
  'Han',
  'Kana',
  'Hangul',
  'Cyrillic',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Thai',
  'Greek',
  'Georgian',
  'Armenian',
] as const;
export type Script = (typeof SCRIPTS)[number];

/** Scripts that write no blanks between words, so that a few characters are a few words. */
export const DENSE: ReadonlySet<Script> = new Set(['Han', 'Kana', 'Hangul', 'Thai']);

/** Ranges of code units, ascending, with the script of their letters. */
const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, 'Latin'],
  [0x61, 0x7a, 'Latin'],
  [0xc0, 0xd6, 'Latin'],
  [0xd8, 0xf6, 'Latin'],
  [0xf8, 0x24f, 'Latin'],
  [0x370, 0x3ff, 'Greek'],
  [0x400, 0x52f, 'Cyrillic'],
  [0x531, 0x587, 'Armenian'],
  [0x5d0, 0x5ea, 'Hebrew'],
  [0x620, 0x64a, 'Arabic'],
  [0x66e, 0x6d3, 'Arabic'],
  [0x900, 0x963, 'Devanagari'],
  [0x980, 0x9e3, 'Bengali'],
  [0xb80, 0xbcd, 'Tamil'],
  [0xe01, 0xe4e, 'Thai'],
  [0x10a0, 0x10ff, 'Georgian'],
  [0x1e00, 0x1eff, 'Latin'],
  [0x1f00, 0x1fff, 'Greek'],
  [0x3041, 0x3096, 'Kana'],
  [0x30a1, 0x30fa, 'Kana'],
  [0x3400, 0x4dbf, 'Han'],
  [0x4e00, 0x9fff, 'Han'],
  [0xac00, 0xd7a3, 'Hangul'],
];

/** Number of a script by UTF-16 unit: 0 for what is no letter, else its place among SCRIPTS and one. */
const SCRIPT_AT = new Uint8Array(0x1_0000);
for (const [from, to, script] of RANGES) SCRIPT_AT.fill(SCRIPTS.indexOf(script) + 1, from, to + 1);

/** Script of a letter, by its UTF-16 unit; null for what is no letter of the scripts above. */
export const scriptOf = (unit: number): Script | null => SCRIPTS[SCRIPT_AT[unit]! - 1] ?? null;

/** Letters of each script, in the order in which they come. */
export function scriptCounts(text: string): Map<Script, number> {
  const seen: number[] = [];
  const letters = new Int32Array(SCRIPTS.length + 1);
  for (let i = 0; i < text.length; i++) {
    const script = SCRIPT_AT[text.charCodeAt(i)]!;
    if (script > 0 && letters[script]!++ === 0) seen.push(script);
  }
  return new Map(seen.map((script) => [SCRIPTS[script - 1]!, letters[script]!]));
}
