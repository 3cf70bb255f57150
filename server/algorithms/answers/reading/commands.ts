/** What a LaTeX command means to the reader of answers. */
export type Meaning =
  /** Typesetting without meaning. */
  | { readonly as: 'nothing' }
  | { readonly as: 'space' }
  /** A mark of the token alphabet. */
  | { readonly as: 'mark'; readonly text: string }
  /** A letter or word, as if it had been typed. */
  | { readonly as: 'word'; readonly text: string }
  /** Its argument in braces is running text. */
  | { readonly as: 'text' }
  /** Built into the formula by the parser: fractions, roots and the like. */
  | { readonly as: 'command'; readonly text: string };

const MEANINGS = new Map<string, Meaning>();
const all = (names: string, meaning: (name: string) => Meaning): void => {
  for (const name of names.split(' ')) MEANINGS.set(name, meaning(name));
};

all(
  'left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr displaystyle textstyle ' +
    'scriptstyle limits nolimits boxed fbox rm bf it sf tt normalsize large Large small nonumber notag ' +
    'ensuremath tiny centering mathstrut strut cal hfill noindent relax',
  () => ({ as: 'nothing' }),
);
all('quad qquad space enspace thinspace hspace textasciitilde newline linebreak', () => ({ as: 'space' }));
all('negthinspace', () => ({ as: 'nothing' }));
all(
  'text textbf textit textrm textsf texttt textnormal textup emph mbox hbox mathrm mathbf mathit mathsf mathtt ' +
    'mathcal mathfrak boldsymbol bm operatorname ce textsuperscript underline mathop pmb',
  () => ({ as: 'text' }),
);
all('sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log lg exp min max gcd pi', (name) => ({
  as: 'word',
  text: name,
}));
all('frac dfrac tfrac cfrac', () => ({ as: 'command', text: 'frac' }));
all('binom dbinom tbinom', () => ({ as: 'command', text: 'binom' }));
all(
  'mathbb sqrt begin end overline dot over choose bar hat vec tilde overrightarrow widehat mathring',
  (name) => ({
    as: 'command',
    text: name,
  }),
);

const MARKS: Record<string, string> = {
  times: '*',
  cdot: '*',
  ast: '*',
  bullet: '*',
  div: '/',
  pm: '±',
  mp: '∓',
  le: '≤',
  leq: '≤',
  leqslant: '≤',
  leqq: '≤',
  ge: '≥',
  geq: '≥',
  geqslant: '≥',
  geqq: '≥',
  ne: '≠',
  neq: '≠',
  lt: '<',
  gt: '>',
  approx: '≈',
  simeq: '≈',
  sim: '∼',
  in: '∈',
  cup: '∪',
  bigcup: '∪',
  cap: '∩',
  setminus: '∖',
  backslash: '∖',
  infty: '∞',
  emptyset: '∅',
  varnothing: '∅',
  oslash: '∅',
  circ: '°',
  degree: '°',
  mid: '∣',
  vert: '|',
  lvert: '|',
  rvert: '|',
  lbrace: '⦃',
  rbrace: '⦄',
  lbrack: '[',
  rbrack: ']',
  langle: '⟨',
  rangle: '⟩',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  colon: ':',
  prime: "'",
  ldots: '…',
  cdots: '…',
  dots: '…',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textbackslash: '',
  to: '→',
  rightarrow: '→',
  implies: '⇒',
  Rightarrow: '⇒',
  iff: '⇔',
  neg: '¬',
  land: '∧',
  wedge: '∧',
  lor: '∨',
  vee: '∨',
  perp: '⊥',
  parallel: '∥',
  angle: '∠',
  triangle: '△',
  square: '□',
  forall: '∀',
  exists: '∃',
  subset: '⊂',
  subseteq: '⊆',
  notin: '∉',
  equiv: '≡',
  sum: '∑',
  prod: '∏',
  int: '∫',
  lim: 'lim',
  partial: '∂',
  nabla: '∇',
  pounds: '£',
  euro: '€',
  euros: '€',
  textquotesingle: "'",
};
for (const [name, text] of Object.entries(MARKS))
  MEANINGS.set(name, text === '' ? { as: 'nothing' } : { as: 'mark', text });

const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ ' +
  'lambda λ mu μ nu ν xi ξ rho ρ varrho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω ' +
  'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ imath i';
const greek = GREEK.split(' ');
for (let i = 0; i + 1 < greek.length; i += 2)
  MEANINGS.set(greek[i] ?? '', { as: 'word', text: greek[i + 1] ?? '' });

/**
 * The meaning of the command that begins a run of letters, and how many of them belong to it: the run itself
 * where it is known, else its longest known beginning (`\pir` is `\pi r`), else null.
 */
export function meaningOf(run: string): { meaning: Meaning; length: number } | null {
  for (let length = Math.min(run.length, 16); length > 1; length--) {
    const meaning = MEANINGS.get(run.slice(0, length));
    if (meaning === undefined) continue;
    return length === run.length || length > 2 || meaning.as === 'word' ? { meaning, length } : null;
  }
  return null;
}
