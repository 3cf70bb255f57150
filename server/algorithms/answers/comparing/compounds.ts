/** Symbols of the elements. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb ' +
    'Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au ' +
    'Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
  ).split(' '),
);

/** Elements with their numbers, brackets around some of them, a charge at the end. Each piece begins in its own way. */
const COMPOUND = /^(?:[A-Z][a-z]?\d{0,3}|[()[\]]\d{0,3}){1,60}(?:\^?\d?[+-])?$/;

/**
 * Whether two texts are one chemical formula but for how it is set: `H2O`, `H_2O`. What differs may still be the same
 * substance, and what is one formula of algebra is no other by its subscripts, so nothing else is said.
 */
export function areOneCompound(a: string, b: string): boolean {
  const formula = flat(a);
  if (formula !== flat(b) || formula.length > 200 || !COMPOUND.test(formula)) return false;
  const symbols = formula.match(/[A-Z][a-z]?/g) ?? [];
  return symbols.length > 0 && symbols.every((symbol) => ELEMENTS.has(symbol));
}

const flat = (text: string): string => text.replaceAll(/[_\s{}]/g, '');
