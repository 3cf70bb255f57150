import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

/** Rounded molar masses in g/mol, as school books use them. */
const SUBSTANCES = [
  ['water', 'H₂O', 18],
  ['carbon dioxide', 'CO₂', 44],
  ['methane', 'CH₄', 16],
  ['ammonia', 'NH₃', 17],
  ['sodium hydroxide', 'NaOH', 40],
  ['calcium carbonate', 'CaCO₃', 100],
  ['glucose', 'C₆H₁₂O₆', 180],
  ['sulphuric acid', 'H₂SO₄', 98],
  ['ethanol', 'C₂H₅OH', 46],
  ['magnesium oxide', 'MgO', 40],
  ['iron(III) oxide', 'Fe₂O₃', 160],
  ['copper sulphate', 'CuSO₄', 160],
] as const;

const moles: Template = {
  name: 'chemistry/amount-of-substance',
  domain: 'chemistry',
  make(d) {
    const level = d.level(1, 2);
    const [name, formula, mass] = d.pick(SUBSTANCES);
    const amount = q(d.int(1, 60), d.pick([4, 5, 10, 20]));
    const grams = amount.mul(q(mass));
    const volume = d.int(1, 20);
    const kind = d.pick(['moles', 'grams', 'concentration'] as const);
    const answer = { moles: amount, grams, concentration: amount.div(q(volume, 4)) }[kind];
    const vessel = d.pick(['flask', 'beaker', 'bottle', 'test vessel']);
    return {
      level,
      given: { mass, num: amount.num, den: amount.den, volume, kind },
      question: {
        moles: d.say(
          `How many moles are ${grams.decimal()} g of ${name} (${formula}, molar mass ${mass} g/mol)?`,
          `A ${vessel} holds ${grams.decimal()} grams of ${name}, ${formula}. Its molar mass is ${mass} g/mol. Find the amount of substance in moles.`,
        ),
        grams: d.say(
          `What is the mass in grams of ${amount.decimal()} mol of ${name} (${formula}, ${mass} g/mol)?`,
          `For an experiment ${amount.decimal()} mol of ${name} (${formula}) are weighed out. How many grams is that, if one mole has ${mass} g?`,
        ),
        concentration: d.say(
          `${grams.decimal()} g of ${name} (${formula}, ${mass} g/mol) are made up to ${q(volume, 4).decimal()} litres of solution. What is the concentration in mol per litre?`,
          `Find the concentration, in mol/L, of a solution that contains ${grams.decimal()} grams of ${name} with the molar mass ${mass} g/mol in ${q(volume, 4).decimal()} L.`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Mass, molar mass and amount of substance are connected by: mass equals molar mass times amount.',
          'So any two of the three quantities give the third, and no reaction equation is needed.',
        ],
        steps: [
          kind === 'grams'
            ? tex`The mass is $${mass} \cdot ${amount.decimal()} = ${grams.decimal()}$ g.`
            : tex`The amount is $\frac{${grams.decimal()}}{${mass}} = ${amount.decimal()}$ mol.`,
          kind === 'concentration'
            ? tex`The concentration is amount over volume, $\frac{${amount.decimal()}}{${q(volume, 4).decimal()}} = ${answer.toTex()}$ mol/L.`
            : `For comparison, a single mole of ${name} has ${mass} g.`,
        ],
        end: `The answer is $${answer.toTex()}$ ${{ moles: 'mol', grams: 'g', concentration: 'mol/L' }[kind]}.`,
      }),
    };
  },
};

/** Reactions with coefficients and rounded molar masses. */
const REACTIONS = [
  {
    equation: '2 H₂ + O₂ → 2 H₂O',
    parts: [
      ['hydrogen', 2, 2],
      ['oxygen', 1, 32],
      ['water', 2, 18],
    ],
  },
  {
    equation: 'N₂ + 3 H₂ → 2 NH₃',
    parts: [
      ['nitrogen', 1, 28],
      ['hydrogen', 3, 2],
      ['ammonia', 2, 17],
    ],
  },
  {
    equation: 'CH₄ + 2 O₂ → CO₂ + 2 H₂O',
    parts: [
      ['methane', 1, 16],
      ['oxygen', 2, 32],
      ['carbon dioxide', 1, 44],
    ],
  },
  {
    equation: '4 Fe + 3 O₂ → 2 Fe₂O₃',
    parts: [
      ['iron', 4, 56],
      ['oxygen', 3, 32],
      ['iron oxide', 2, 160],
    ],
  },
  {
    equation: '2 Mg + O₂ → 2 MgO',
    parts: [
      ['magnesium', 2, 24],
      ['oxygen', 1, 32],
      ['magnesium oxide', 2, 40],
    ],
  },
  {
    equation: 'C₃H₈ + 5 O₂ → 3 CO₂ + 4 H₂O',
    parts: [
      ['propane', 1, 44],
      ['oxygen', 5, 32],
      ['carbon dioxide', 3, 44],
    ],
  },
  {
    equation: '2 Al + 3 Cl₂ → 2 AlCl₃',
    parts: [
      ['aluminium', 2, 27],
      ['chlorine', 3, 71],
      ['aluminium chloride', 2, 133.5],
    ],
  },
] as const;

const stoichiometry: Template = {
  name: 'chemistry/reacting-masses',
  domain: 'chemistry',
  make(d) {
    const level = d.level(2, 3);
    const reaction = d.pick(REACTIONS);
    const [a, b, c] = reaction.parts;
    const mass = (part: readonly [string, number, number], extent: ReturnType<typeof q>) =>
      extent.mul(q(part[1])).mul(q(Math.round(part[2] * 2), 2));
    const [ea, eb] = [q(d.int(1, 40), 4), q(d.int(1, 40), 4)];
    const limited = level === 3;
    const extent = !limited || ea.sub(eb).sign < 0 ? ea : eb;
    const answer = mass(c, extent);
    const scarce = extent === ea ? a : b;
    return {
      level,
      given: {
        parts: reaction.parts.map(([, k, m]) => [k, Math.round(m * 2)]),
        ea4: ea.mul(q(4)).num,
        eb4: eb.mul(q(4)).num,
        limited,
      },
      question: limited
        ? d.say(
            `${mass(a, ea).decimal()} g of ${a[0]} and ${mass(b, eb).decimal()} g of ${b[0]} react as far as possible: ${reaction.equation}. How many grams of ${c[0]} are formed? (Molar masses in g/mol: ${a[0]} ${a[2]}, ${b[0]} ${b[2]}, ${c[0]} ${c[2]}.)`,
            `In the reaction ${reaction.equation} one starts with ${mass(b, eb).decimal()} g of ${b[0]} (${b[2]} g/mol) and ${mass(a, ea).decimal()} g of ${a[0]} (${a[2]} g/mol). Find the greatest possible mass of ${c[0]} (${c[2]} g/mol) in grams.`,
          )
        : d.say(
            `By the reaction ${reaction.equation}, how many grams of ${c[0]} come from ${mass(a, ea).decimal()} g of ${a[0]} with enough ${b[0]}? (Molar masses in g/mol: ${a[0]} ${a[2]}, ${c[0]} ${c[2]}.)`,
            `${mass(a, ea).decimal()} g of ${a[0]} (${a[2]} g/mol) react completely with ${b[0]}: ${reaction.equation}. What mass of ${c[0]} (${c[2]} g/mol) is formed, in grams?`,
          ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'The equation tells in which ratio the amounts, counted in moles, react and are formed. So we go from grams to moles, use the ratio, and go back.',
        ],
        steps: [
          tex`The amount of ${a[0]} is $${mass(a, ea).decimal()} / ${a[2]} = ${ea.mul(q(a[1])).decimal()}$ mol, enough for $${ea.decimal()}$ times the reaction as written.`,
          ...(limited
            ? [
                tex`The amount of ${b[0]} is $${mass(b, eb).decimal()} / ${b[2]} = ${eb.mul(q(b[1])).decimal()}$ mol, enough for $${eb.decimal()}$ times. So ${scarce[0]} is used up first.`,
              ]
            : []),
          tex`Each time $${c[1]}$ mol of ${c[0]} ${c[1] === 1 ? 'is' : 'are'} formed, together $${extent.mul(q(c[1])).decimal()}$ mol.`,
          tex`That is $${extent.mul(q(c[1])).decimal()} \cdot ${c[2]} = ${answer.decimal()}$ g.`,
        ],
        end: `So ${answer.decimal()} g of ${c[0]} are formed.`,
      }),
    };
  },
};

export const chemistry = [moles, stoichiometry];
