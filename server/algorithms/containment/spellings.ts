/**
 * Spellings of one thing that texts in LaTeX, in Unicode and in plain words use: what is dropped, and what
 * stands for something else. Words are in lower case.
 */

/** Commands of LaTeX that only set type. */
export const TYPESETTING: ReadonlySet<string> = new Set(
  'left right big bigl bigr bigg biggl biggr text textbf textit textrm texttt mathrm mathbf mathbb mathcal mathit mathsf operatorname displaystyle textstyle quad qquad frac dfrac tfrac cfrac cdot times ast ldots cdots dots dotsc dotsb vdots hspace vspace mbox emph uline underline overline boxed not hline noindent limits nolimits phantom rm bf it label tag nonumber allowbreak mathop mathstrut textbackslash textasciitilde textquotesingle'.split(
    ' ',
  ),
);

/** Words and commands that stand for another token. */
export const SAME: Readonly<Record<string, string>> = {
  le: 'leq',
  leqslant: 'leq',
  ge: 'geq',
  geqslant: 'geq',
  ne: 'neq',
  circ: 'degrees',
  degree: 'degrees',
  varphi: 'phi',
  varepsilon: 'epsilon',
  vartheta: 'theta',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  thirteen: '13',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  forty: '40',
  fifty: '50',
  sixty: '60',
  hundred: '100',
  thousand: '1000',
  determine: 'find',
  compute: 'find',
  calculate: 'find',
  evaluate: 'find',
  squared: '2',
  cubed: '3',
};

/** Signs of Unicode in words; digits stand for numbers. */
const SIGNS: Readonly<Record<string, string>> = {
  '≤': 'leq',
  '⩽': 'leq',
  '≦': 'leq',
  '≥': 'geq',
  '⩾': 'geq',
  '≧': 'geq',
  '≠': 'neq',
  '√': 'sqrt',
  '°': 'degrees',
  '∞': 'infty',
  '∠': 'angle',
  '△': 'triangle',
  '∑': 'sum',
  '∏': 'prod',
  '∫': 'int',
  '∈': 'in',
  '∪': 'cup',
  '∩': 'cap',
  '≡': 'equiv',
  '⊥': 'perp',
  '½': '1 2',
  '⅓': '1 3',
  '⅔': '2 3',
  '¼': '1 4',
  '¾': '3 4',
  '⅕': '1 5',
  '⅙': '1 6',
  '⅛': '1 8',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [sign, `${digit}`])),
  ...Object.fromEntries([...'₀₁₂₃₄₅₆₇₈₉'].map((sign, digit) => [sign, `${digit}`])),
  ...Object.fromEntries([...'①②③④⑤⑥⑦⑧⑨'].map((sign, digit) => [sign, `${digit + 1}`])),
  ...Object.fromEntries(
    'α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi ϕ phi χ chi ψ psi ω omega Γ gamma Δ delta Θ theta Λ lambda Π pi Σ sigma Φ phi Ψ psi Ω omega'
      .split(' ')
      .flatMap((sign, i, all) => (i % 2 === 0 ? [[sign, all[i + 1] ?? '']] : [])),
  ),
};

export const SIGN_WORDS: ReadonlyMap<number, string> = new Map(
  Object.entries(SIGNS).map(([sign, word]) => [sign.charCodeAt(0), word]),
);

/** Letters of other scripts that look like one of ours, to the code of ours. */
export const LOOK_ALIKES: ReadonlyMap<number, number> = new Map(
  'аa сc еe ёe һh іi јj кk мm тt оo рp ѕs уy хx ԁd вb нh Аa Вb Сc Еe Нh Іi Кk Мm Оo Рp Тt Уy Хx οo ıi'
    .split(' ')
    .map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)] as const),
);
