/** Signs beyond ASCII and what LaTeX writes for them; the reader of LaTeX then sees one language. */
const SIGNS: Readonly<Record<string, string>> = {
  '≤': 'le', '⩽': 'le', '≦': 'le', '≥': 'ge', '⩾': 'ge', '≧': 'ge', '≠': 'ne', '≈': 'approx', '≡': 'equiv',
  '≅': 'cong', '∼': 'sim', '∽': 'sim', '∝': 'propto', '±': 'pm', '∓': 'mp', '×': 'times', '⋅': 'cdot', '·': 'cdot', '∙': 'cdot',
  '•': 'cdot', '∗': 'ast', '÷': 'div', '√': 'sqrt', '∞': 'infty', '∠': 'angle', '△': 'triangle', '∆': 'Delta', '▵': 'triangle',
  '⊥': 'perp', '∥': 'parallel', '∈': 'in', '∉': 'notin', '∋': 'ni', '∪': 'cup', '∩': 'cap', '⊂': 'subset',
  '⊆': 'subseteq', '⊃': 'supset', '⊇': 'supseteq', '∅': 'emptyset', '∖': 'setminus', '∀': 'forall', '∃': 'exists',
  '¬': 'neg', '∧': 'wedge', '∨': 'vee', '⊕': 'oplus', '⊗': 'otimes', '∂': 'partial', '∇': 'nabla', '∫': 'int',
  '∮': 'oint', '∑': 'sum', '∏': 'prod', '→': 'to', '←': 'leftarrow', '⇒': 'Rightarrow', '⟹': 'Rightarrow',
  '⇔': 'iff', '⟺': 'iff', '↔': 'leftrightarrow', '↦': 'mapsto', '⟶': 'to', '⌊': 'lfloor', '⌋': 'rfloor', '⌈': 'lceil',
  '⌉': 'rceil', '⟨': 'langle', '⟩': 'rangle', '〈': 'langle', '〉': 'rangle', '∣': 'mid', '°': 'degree', '′': 'prime', '∘': 'circ',
  'α': 'alpha', 'β': 'beta', 'γ': 'gamma', 'δ': 'delta', 'ε': 'epsilon', 'ϵ': 'epsilon', 'ζ': 'zeta', 'η': 'eta',
  'θ': 'theta', 'ϑ': 'theta', 'ι': 'iota', 'κ': 'kappa', 'λ': 'lambda', 'μ': 'mu', 'ν': 'nu', 'ξ': 'xi', 'π': 'pi',
  'ρ': 'rho', 'ϱ': 'rho', 'σ': 'sigma', 'ς': 'sigma', 'τ': 'tau', 'υ': 'upsilon', 'φ': 'phi', 'ϕ': 'phi', 'χ': 'chi',
  'ψ': 'psi', 'ω': 'omega', 'Γ': 'Gamma', 'Δ': 'Delta', 'Θ': 'Theta', 'Λ': 'Lambda', 'Ξ': 'Xi', 'Π': 'Pi', 'Σ': 'Sigma',
  'Φ': 'Phi', 'Ψ': 'Psi', 'Ω': 'Omega', '…': 'dots', '⋯': 'dots',
};

/** Letters of other scripts that look like Latin ones. Source: a short selection of Unicode's confusables. */
const LOOK_ALIKES: readonly (readonly [from: string, to: string])[] = [
  ['АВЕЅІЈКМНОРСТУХЗЬҮԜԌ', 'ABESIJKMHOPCTYX3bYWG'],
  ['аеѕіјорсухһԁԛԝӏү', 'aesijopcyxhdqwly'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['οɡɑıȷ', 'ogaij'],
];

/** What is gone once a text is brought to NFKC, and so must be replaced before. */
const BEFORE: Readonly<Record<string, string>> = {
  '½': '\\frac{1}{2}', '⅓': '\\frac{1}{3}', '⅔': '\\frac{2}{3}', '¼': '\\frac{1}{4}', '¾': '\\frac{3}{4}',
  '⅕': '\\frac{1}{5}', '⅖': '\\frac{2}{5}', '⅗': '\\frac{3}{5}', '⅘': '\\frac{4}{5}', '⅙': '\\frac{1}{6}',
  '⅚': '\\frac{5}{6}', '⅛': '\\frac{1}{8}', '⅜': '\\frac{3}{8}', '⅝': '\\frac{5}{8}', '⅞': '\\frac{7}{8}',
  'ℝ': '\\mathbb{R}', 'ℤ': '\\mathbb{Z}', 'ℕ': '\\mathbb{N}', 'ℚ': '\\mathbb{Q}', 'ℂ': '\\mathbb{C}', 'ℙ': '\\mathbb{P}',
  '∛': '\\sqrt[3]', '∜': '\\sqrt[4]', '″': '\\prime \\prime ', '℃': '\\degree C', '㎝': 'cm',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱ';
const RAISED = '0123456789+-()ni';

/** Signs without width, and the soft hyphen. */
const NOTHING = '\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u200e\u200f\u180e\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f';
const QUOTES = '‘’‚‛`´ʼ＇';
const DOUBLE_QUOTES = '“”„‟«»″';
const DASHES = '‐‑‒–—―−﹣－➖';

/** Replacements by UTF-16 unit, to be made before and after a text is brought to NFKC. */
export const FIRST = table([
  ...Object.entries(BEFORE),
  ...[...NOTHING].map((sign): [string, string] => [sign, '']),
  ['°', '\\degree '], ['·', '\\cdot '], ['…', ' '], ['″', '"'], ['′', "'"], ['´', "'"],
]);
export const SECOND = table([
  ...Object.entries(SIGNS).map(([sign, name]): [string, string] => [sign, `\\${name} `]),
  ...LOOK_ALIKES.flatMap(([from, to]) => [...from].map((sign, i): [string, string] => [sign, to.charAt(i)])),
  ...[...QUOTES].map((sign): [string, string] => [sign, "'"]),
  ...[...DOUBLE_QUOTES].map((sign): [string, string] => [sign, '"']),
  ...[...DASHES].map((sign): [string, string] => [sign, '-']),
  ['′', "'"], ['⁄', '/'], ['∕', '/'], ['、', ','], ['。', '. '], ['【', '('], ['】', ')'],
]);

/** The plain sign that a superscript raises, or undefined. */
export function raised(unit: number): string | undefined {
  const at = SUPERSCRIPTS.indexOf(String.fromCharCode(unit));
  return at < 0 ? undefined : RAISED.charAt(at);
}

function table(entries: readonly (readonly [string, string])[]): Map<number, string> {
  return new Map(entries.map(([sign, replacement]) => [sign.charCodeAt(0), replacement]));
}
