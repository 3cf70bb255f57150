/** Characters beyond ASCII in the plain or LaTeX form that the rest is written for. */
const PLAIN: Record<string, string> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\u00ad': '',
  '−': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '﹣': '-',
  '×': '*',
  '⋅': '*',
  '·': '*',
  '∙': '*',
  '÷': '/',
  '⁄': '/',
  '∕': '/',
  '√': '\\sqrt ',
  '∛': '\\sqrt[3] ',
  π: '\\pi ',
  '∞': '\\infty ',
  '≤': '\\le ',
  '⩽': '\\le ',
  '≦': '\\le ',
  '≥': '\\ge ',
  '⩾': '\\ge ',
  '≧': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '∈': '\\in ',
  '±': '\\pm ',
  '∓': '\\mp ',
  '°': '\\circ ',
  º: '\\circ ',
  '℃': '\\circ C',
  '℉': '\\circ F',
  '∅': '\\emptyset ',
  '⌀': '\\emptyset ',
  '…': '\\ldots ',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  ℝ: '\\mathbb{R}',
  '∣': '\\mid ',
  '，': ',',
  '、': ',',
  '﹐': ',',
  '﹑': ',',
  '。': '.',
  '．': '.',
  '；': ';',
  '：': ':',
  '︰': ':',
  '∶': ':',
  '∖': '\\setminus ',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '′': "'",
  '＄': '\\$',
  '￥': '¥',
  '￡': '£',
  '﹪': '%',
  '½': '\\frac{1}{2}',
  '⅓': '\\frac{1}{3}',
  '⅔': '\\frac{2}{3}',
  '¼': '\\frac{1}{4}',
  '¾': '\\frac{3}{4}',
  '⅕': '\\frac{1}{5}',
  '⅖': '\\frac{2}{5}',
  '⅗': '\\frac{3}{5}',
  '⅘': '\\frac{4}{5}',
  '⅙': '\\frac{1}{6}',
  '⅚': '\\frac{5}{6}',
  '⅛': '\\frac{1}{8}',
  '⅜': '\\frac{3}{8}',
  '⅝': '\\frac{5}{8}',
  '⅞': '\\frac{7}{8}',
};

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙ';
const LEVEL = '0123456789+-()n';

/**
 * The text with full-width characters, mathematical signs, raised and lowered digits and vulgar fractions
 * in ASCII or LaTeX; letters of other scripts and half surrogate pairs stay as they are.
 */
export function plainMarks(text: string): string {
  if (text.includes('\\textcircled')) return plainMarks(text.replaceAll(CIRCLED, circled));
  if (!/[^\x00-\x7f]/.test(text)) return text;
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const unit = text.charCodeAt(i);
    if (unit < 0x80) plain += character;
    else if (unit >= 0xff01 && unit <= 0xff5e && !(character in PLAIN))
      plain += String.fromCharCode(unit - 0xfee0);
    else if (RAISED.includes(character) || LOWERED.includes(character)) {
      const run = shifted(text, i, RAISED.includes(character) ? RAISED : LOWERED);
      plain += `${RAISED.includes(character) ? '^' : '_'}{${run}}`;
      i += run.length - 1;
    } else plain += PLAIN[character] ?? character;
  }
  return plain;
}

const CIRCLED = /\\textcircled ?\{?([1-9]?)\}?/g;
const circled = (_whole: string, digit: string): string =>
  digit === '' ? '' : String.fromCharCode(0x2460 + Number(digit) - 1);

/** The run of raised or lowered characters that begins at i, on the line. */
function shifted(text: string, start: number, alphabet: string): string {
  let run = '';
  for (let i = start; i < text.length; i++) {
    const at = alphabet.indexOf(text.charAt(i));
    if (at < 0) break;
    run += LEVEL.charAt(at);
  }
  return run;
}
