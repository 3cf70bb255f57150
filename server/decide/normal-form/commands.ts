import { KIND, type Kind, signId, wordId } from './token.ts';

/** What a LaTeX command means for the wording. */
export type Command =
  /** Layout only: nothing is written. */
  | { does: 'nothing' }
  /** Its arguments are layout as well: so many are passed over. */
  | { does: 'skip'; args: number }
  | { does: 'write'; id: number; kind: Kind }
  | { does: 'fraction' }
  | { does: 'root' }
  /** A sign, then so many arguments. */
  | { does: 'apply'; id: number; args: number }
  | { does: 'open' | 'close'; sign: string };

const NOTHING = `left right bigl bigr Bigl Bigr biggl biggr Biggl Biggr big Big bigg Bigg middle displaystyle
textstyle scriptstyle limits nolimits quad qquad hfill hline newline linebreak noindent indent centering par
text textrm textbf textit textsf texttt textnormal textup textsc mathrm mathbf mathit mathsf mathtt mathcal mathfrak
mathscr boldsymbol bm pmb mathop mathbin mathrel operatorname mbox hbox fbox boxed emph underline rm bf it sf tt cal
ensuremath phantom hphantom vphantom strut mathstrut smallskip medskip bigskip item allowbreak nonumber notag
cdot times ast star bullet dots ldots cdots vdots ddots dotsc dotsb lq rq rule large Large small tiny normalsize
textasciitilde textquotesingle textsuperscript textsubscript uline uuline textbackslash thinspace medspace thickspace enspace enskip negthinspace colon displaylimits protect relax nobreakspace`;

const SKIP: Readonly<Record<string, number>> = {
  begin: 1,
  end: 1,
  hspace: 1,
  vspace: 1,
  kern: 0,
  label: 1,
  tag: 1,
  ref: 1,
  eqref: 1,
  color: 1,
  textcolor: 1,
  includegraphics: 1,
  url: 1,
  footnote: 0,
  fontsize: 2,
  setlength: 2,
  cite: 1,
  class: 1,
  hskip: 0,
};

/** Command, then the name that all its spellings share. */
const SIGNS: Readonly<Record<string, string>> = {
  le: '<=',
  leq: '<=',
  leqslant: '<=',
  ge: '>=',
  geq: '>=',
  geqslant: '>=',
  lt: '<',
  gt: '>',
  ne: '!=',
  neq: '!=',
  approx: 'approx',
  equiv: 'equiv',
  cong: 'cong',
  sim: 'sim',
  simeq: 'sim',
  propto: 'propto',
  pm: 'pm',
  mp: 'mp',
  div: '/',
  infty: 'infinity',
  perp: 'perp',
  bot: 'perp',
  in: 'in',
  notin: 'notin',
  ni: 'ni',
  cup: 'cup',
  cap: 'cap',
  bigcup: 'cup',
  bigcap: 'cap',
  subset: 'subset',
  subseteq: 'subseteq',
  supset: 'supset',
  supseteq: 'supseteq',
  emptyset: 'emptyset',
  varnothing: 'emptyset',
  setminus: 'setminus',
  backslash: 'setminus',
  forall: 'forall',
  exists: 'exists',
  neg: 'neg',
  lnot: 'neg',
  wedge: 'wedge',
  land: 'wedge',
  vee: 'vee',
  lor: 'vee',
  oplus: 'oplus',
  otimes: 'otimes',
  partial: 'partial',
  nabla: 'nabla',
  int: 'int',
  iint: 'iint',
  oint: 'oint',
  sum: 'sum',
  prod: 'prod',
  to: '->',
  rightarrow: '->',
  longrightarrow: '->',
  leftarrow: '<-',
  Rightarrow: '=>',
  implies: '=>',
  Longrightarrow: '=>',
  iff: '<=>',
  Leftrightarrow: '<=>',
  leftrightarrow: '<->',
  mapsto: '|->',
  mid: '|',
  vert: '|',
  lvert: '|',
  rvert: '|',
  Vert: '||',
  lVert: '||',
  rVert: '||',
  parallel: '||',
  degree: 'degree',
  prime: 'prime',
  bmod: 'mod',
  pmod: 'mod',
  mod: 'mod',
  choose: 'choose',
  circ: 'circ',
  over: '/',
  overline: 'over',
  bar: 'over',
  hat: 'hat',
  widehat: 'hat',
  vec: 'vec',
  overrightarrow: 'vec',
  tilde: 'tilde',
  widetilde: 'tilde',
  dot: 'dot',
  ddot: 'ddot',
  not: 'not-',
  mathbb: 'set',
  mathds: 'set',
  Re: 'Re',
  Im: 'Im',
  ell: 'ell',
  hbar: 'hbar',
  aleph: 'aleph',
  overbrace: 'brace',
  underbrace: 'brace',
  overset: 'overset',
  underset: 'underset',
  stackrel: 'overset',
  xrightarrow: '->',
};

/** Greek letters stand for variables as Latin ones do. */
const GREEK = `alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho
sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega`;

const COMMANDS = buildCommands();

/** What a command means; one that is not known is a word. */
export const commandOf = (name: string): Command | undefined => COMMANDS.get(name);

function buildCommands(): Map<string, Command> {
  const commands = new Map<string, Command>();
  for (const name of NOTHING.split(/\s+/)) commands.set(name, { does: 'nothing' });
  for (const [name, args] of Object.entries(SKIP)) commands.set(name, { does: 'skip', args });
  for (const [name, sign] of Object.entries(SIGNS))
    commands.set(name, { does: 'write', id: signId(sign), kind: KIND.operator });
  for (const name of GREEK.split(/\s+/)) {
    const plain = name.replace(/^var/, '').toLowerCase();
    commands.set(name, { does: 'write', id: wordId(plain), kind: KIND.letter });
  }
  for (const name of ['frac', 'dfrac', 'tfrac', 'cfrac', 'nicefrac', 'sfrac'])
    commands.set(name, { does: 'fraction' });
  for (const name of ['binom', 'dbinom', 'tbinom'])
    commands.set(name, { does: 'apply', id: signId('choose'), args: 2 });
  commands.set('sqrt', { does: 'root' });
  for (const [name, sign] of [
    ['lfloor', 'floor'],
    ['lceil', 'ceil'],
    ['langle', '<'],
    ['lbrace', '{'],
    ['lbrack', '['],
    ['lparen', '('],
  ] as const)
    commands.set(name, { does: 'open', sign });
  for (const [name, sign] of [
    ['rfloor', 'floor'],
    ['rceil', 'ceil'],
    ['rangle', '>'],
    ['rbrace', '}'],
    ['rbrack', ']'],
    ['rparen', ')'],
  ] as const)
    commands.set(name, { does: 'close', sign });
  return commands;
}
