import { range } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const venn: Template = {
  name: 'logic/three-sets',
  domain: '03',
  make(d) {
    const level = d.level(1, 3);
    const [onlyA, onlyB, onlyC, ab, ac, bc, abc, none] = range(1, 8).map(() => d.int(1, 25)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [a, b, c] = [onlyA + ab + ac + abc, onlyB + ab + bc + abc, onlyC + ac + bc + abc];
    const pairs = [ab + abc, ac + abc, bc + abc] as const;
    const total = onlyA + onlyB + onlyC + ab + ac + bc + abc + none;
    const [x, y, w] = d.words('subjects', 3);
    const kind = d.pick(['none', 'one', 'all'] as const);
    const answer = { none, one: onlyA + onlyB + onlyC, all: abc }[kind];
    const group = d.pick([
      `students of a school in ${d.word('towns')}`,
      `members of the ${d.word('clubs')}`,
      `people asked in ${d.word('streets')}`,
    ]);
    const knows = kind === 'all' ? `${none} like none of the three` : `${abc} like all three`;
    return {
      level,
      given: { total, a, b, c, pairs: [...pairs], abc, none, kind },
      question: d.say(
        `Of ${total} ${group}, ${a} like ${x}, ${b} like ${y} and ${c} like ${w}; ${pairs[0]} like ${x} and ${y}, ${pairs[1]} like ${x} and ${w}, ${pairs[2]} like ${y} and ${w}, and ${knows}. How many like ${{ none: 'none of these', one: 'exactly one of these', all: 'all three' }[kind]}?`,
        `Among ${total} ${group} there are ${a} friends of ${x}, ${b} of ${y}, ${c} of ${w}, moreover ${pairs[0]} of ${x} as well as ${y}, ${pairs[1]} of ${x} as well as ${w}, ${pairs[2]} of ${y} as well as ${w} (whatever they think of the third), while ${knows}. Find how many like ${{ none: 'none of the three', one: 'exactly one of the three', all: 'all of the three' }[kind]}.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'By inclusion and exclusion the number of those who like at least one of three things is the sum of the single numbers minus those of the pairs plus the number for all three.',
        ],
        steps: {
          none: [
            tex`At least one is liked by $${a} + ${b} + ${c} - ${pairs[0]} - ${pairs[1]} - ${pairs[2]} + ${abc} = ${total - none}$ people.`,
            `The others, $${total} - ${total - none} = ${none}$, like none.`,
          ],
          one: [
            `Exactly two are liked by $${pairs[0]} - ${abc} = ${ab}$, $${pairs[1]} - ${abc} = ${ac}$ and $${pairs[2]} - ${abc} = ${bc}$ people for the three pairs.`,
            `So ${x} alone is liked by $${a} - ${ab} - ${ac} - ${abc} = ${onlyA}$, ${y} alone by $${b} - ${ab} - ${bc} - ${abc} = ${onlyB}$ and ${w} alone by $${c} - ${ac} - ${bc} - ${abc} = ${onlyC}$.`,
            `Together that is $${onlyA} + ${onlyB} + ${onlyC} = ${answer}$.`,
          ],
          all: [
            `At least one is liked by $${total} - ${none} = ${total - none}$ people.`,
            `Without the last term, inclusion and exclusion gives $${a} + ${b} + ${c} - ${pairs[0]} - ${pairs[1]} - ${pairs[2]} = ${total - none - abc}$, so $${total - none} - ${total - none - abc} = ${abc}$ like all three.`,
          ],
        }[kind],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const truthTable: Template = {
  name: 'logic/truth-table',
  domain: '03',
  make(d) {
    const level = d.level(1, 3);
    const vars = ['p', 'q', 'r', 's'].slice(0, level === 1 ? 2 : level + 1);
    type Formula = { text: string; value: (x: readonly boolean[]) => boolean };
    const atom = (i: number): Formula =>
      d.chance(0.3)
        ? { text: tex`\lnot ${vars[i]}`, value: (x) => x[i] === false }
        : { text: vars[i] ?? 'p', value: (x) => x[i] === true };
    const join = (a: Formula, b: Formula): Formula => {
      const [sign, op] = d.pick([
        [tex`\land`, (u: boolean, v: boolean) => u && v],
        [tex`\lor`, (u: boolean, v: boolean) => u || v],
        [tex`\to`, (u: boolean, v: boolean) => !u || v],
        [tex`\leftrightarrow`, (u: boolean, v: boolean) => u === v],
      ] as const);
      return { text: `(${a.text} ${sign} ${b.text})`, value: (x) => op(a.value(x), b.value(x)) };
    };
    const order = d.shuffle(range(0, vars.length - 1));
    const first = order.map(atom);
    let formula = first.reduce(join);
    for (let i = 0; i < level - 1; i++)
      formula = d.chance(0.5)
        ? join(formula, atom(d.int(0, vars.length - 1)))
        : join(join(atom(d.int(0, vars.length - 1)), atom(d.int(0, vars.length - 1))), formula);
    const rows = range(0, 2 ** vars.length - 1).map((w) =>
      vars.map((_, i) => ((w >> (vars.length - 1 - i)) & 1) === 1),
    );
    const values = rows.map((row) => formula.value(row));
    const count = values.filter(Boolean).length;
    const text = formula.text.slice(1, -1);
    const t = (x: boolean) => (x ? 'T' : 'F');
    return {
      level,
      given: { text, vars },
      question: d.say(
        `For how many of the ${rows.length} assignments of truth values to $${vars.join(', ')}$ is the formula $${text}$ true?`,
        `How many rows of the truth table of $${text}$ end in "true"? The variables are $${vars.join('$, $')}$.`,
        `Count the models of the propositional formula $${text}$ in the variables $${vars.join(', ')}$.`,
      ),
      answer: `${count}`,
      solution: worked(d, level, {
        why: [
          'An implication is false only when its left side is true and its right side is false; an equivalence is true when both sides have the same value.',
        ],
        steps: [
          `We go through all assignments of ${list(vars.map((v) => `$${v}$`))}, in this order: ${rows.map((row, i) => `${row.map(t).join('')} gives ${t(values[i] ?? false)}`).join(', ')}.`,
          `The value T occurs ${count === 1 ? 'once' : `${count} times`} in the last column.`,
        ],
        end: `So the formula is true for $${count}$ assignments.`,
      }),
    };
  },
};

export const logic = [venn, truthTable];
