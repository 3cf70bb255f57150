import { inWords, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const heredity: Template = {
  name: 'life/hardy-weinberg',
  domain: '92',
  make(d) {
    const level = d.level(2, 3);
    const n = d.int(3, 40);
    const k = d.int(1, n - 1);
    const r = q(k, n);
    const kind = d.pick(['carriers', 'dominant', 'child'] as const);
    const p = q(1).sub(r);
    const carrierShare = q(2)
      .mul(p)
      .mul(r)
      .div(p.mul(p).add(q(2).mul(p).mul(r)));
    const answer = {
      carriers: q(2).mul(p).mul(r),
      dominant: q(1).sub(r.pow(2)),
      child: carrierShare.pow(2).mul(q(1, 4)),
    }[kind];
    const [animal, trait] = d.pick([
      ['foxes', 'a white coat'],
      ['mice', 'curly whiskers'],
      ['peas', 'wrinkled seeds'],
      ['rabbits', 'short ears'],
      ['beetles', 'blue wings'],
    ] as const);
    return {
      level,
      given: { k, n, kind },
      question: d.say(
        `In a large population of ${animal} that mate at random, ${trait} is caused by a recessive gene, and a share of $${r.pow(2).toTex()}$ shows it. ${{ carriers: 'What share carries exactly one copy of the gene?', dominant: 'What share does not show it?', child: 'Two individuals that do not show it mate. What is the probability that their first offspring shows it?' }[kind]}`,
        `The recessive gene for ${trait} occurs in ${animal} with the frequency $${r.toTex()}$, and the population is in Hardy-Weinberg equilibrium. ${{ carriers: 'Find the share of heterozygous individuals.', dominant: 'Find the share of individuals without the trait.', child: 'Find the probability that an offspring of two individuals without the trait shows the trait.' }[kind]}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'With random mating the two genes of an individual are drawn independently: with frequencies $p$ and $r$ the three types occur with the shares $p^2$, $2pr$ and $r^2$.',
        ],
        steps: [
          tex`The recessive gene has the frequency $r = ${r.toTex()}$ (the square root of the share that shows the trait), and $p = 1 - r = ${p.toTex()}$.`,
          {
            carriers: tex`One copy is carried by $2pr = 2 \cdot ${p.toTex()} \cdot ${r.toTex()} = ${answer.toTex()}$.`,
            dominant: tex`The trait is missing in all but $r^2$, so in $1 - ${r.pow(2).toTex()} = ${answer.toTex()}$.`,
            child: tex`Among those without the trait the carriers have the share $\frac{2pr}{p^2 + 2pr} = ${carrierShare.toTex()}$. Both parents must be carriers, and then one offspring in four shows the trait: $\left(${carrierShare.toTex()}\right)^2 \cdot \frac14 = ${answer.toTex()}$.`,
          }[kind],
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const population: Template = {
  name: 'life/age-classes',
  domain: '92',
  make(d) {
    const level = d.level(2, 4);
    const [f1, f2] = [d.int(0, 3), d.int(1, 5)];
    const [s, t] = [q(d.int(1, 4), 4), q(d.int(0, 3), 4)];
    let [young, old] = [q(d.int(2, 40) * 4), q(d.int(0, 30) * 4)];
    const [y0, o0] = [young, old];
    const years = d.int(2, level + 1);
    const lines: string[] = [];
    for (let i = 1; i <= years; i++) {
      const next = [q(f1).mul(young).add(q(f2).mul(old)), s.mul(young).add(t.mul(old))] as const;
      lines.push(
        `After ${i} ${i === 1 ? 'year' : 'years'} there are $${f1} \\cdot ${young.decimal()} + ${f2} \\cdot ${old.decimal()} = ${next[0].decimal()}$ young and $${s.decimal()} \\cdot ${young.decimal()} + ${t.decimal()} \\cdot ${old.decimal()} = ${next[1].decimal()}$ old ones.`,
      );
      [young, old] = next;
    }
    const answer = young.add(old);
    const animal = d.pick(['seals', 'geese', 'voles', 'salmon', 'deer', 'storks']);
    return {
      level,
      given: { f1, f2, s4: s.mul(q(4)).num, t4: t.mul(q(4)).num, y0: y0.num, o0: o0.num, years },
      question: d.say(
        `A model of ${animal} knows young and old ones. Per year each young one has on average ${inWords(f1)} offspring and each old one ${inWords(f2)}; a share of ${s.decimal()} of the young become old, and a share of ${t.decimal()} of the old survive. Now there are ${y0.decimal()} young and ${o0.decimal()} old ones. According to the model, how many ${animal} are there in ${inWords(years)} years?`,
        tex`The numbers of young and old ${animal} change from year to year by the matrix $\begin{pmatrix} ${f1} & ${f2} \\ ${s.decimal()} & ${t.decimal()} \end{pmatrix}$. Starting with $${y0.decimal()}$ young and $${o0.decimal()}$ old ones, find the total after $${years}$ years.`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'The numbers of next year are linear in those of this year, so we apply the same step again and again; values in between need not be whole numbers, as the model speaks of averages.',
        ],
        steps: lines,
        end: `The total is $${young.decimal()} + ${old.decimal()} = ${answer.decimal()}$.`,
      }),
    };
  },
};

const dosage: Template = {
  name: 'life/repeated-dose',
  domain: '92',
  make(d) {
    const level = d.level(1, 3);

    const dose = d.int(2, 40) * 10;
    const n = d.int(2, 2 + level);
    const long = d.chance(0.35);
    const keep = q(long ? d.pick([1, 3, 4]) : d.int(1, 4), 5); // the long run has a short decimal form then
    const levels = [q(dose)];
    for (let i = 1; i < n; i++) levels.push((levels[i - 1] ?? q(0)).mul(keep).add(q(dose)));
    const answer = long ? q(dose).div(q(1).sub(keep)) : (levels[n - 1] ?? q(0));
    const { name } = d.person();
    const drug = d.pick(['a medicine', 'an antibiotic', 'a vitamin', 'a pain reliever']);
    const percent = keep.mul(q(100)).decimal();
    return {
      level,
      given: { keep5: keep.mul(q(5)).num, dose, n, long },
      question: d.say(
        `${name} takes ${dose} mg of ${drug} every morning. In the course of a day the body breaks down so much that ${percent}% of the amount present is left the next morning. How many milligrams are in the body ${long ? 'right after a dose in the long run' : `right after dose number ${n}`}?`,
        `Each day a dose of ${dose} mg of ${drug} is given, and by the time of the next dose the amount in the body has fallen to ${percent}% of what it was. Find the amount in mg ${long ? 'immediately after a dose once the process has become steady' : `immediately after the ${n === 2 ? 'second' : n === 3 ? 'third' : n === 4 ? 'fourth' : 'fifth'} dose`}.`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'Right after a dose the body holds the new dose and what is left of the amount right after the dose before.',
        ],
        steps: long
          ? [
              tex`In the steady state the amount $x$ satisfies $x = ${keep.decimal()}x + ${dose}$.`,
              tex`So $${q(1).sub(keep).decimal()}x = ${dose}$ and $x = ${answer.decimal()}$ mg.`,
              `From any start the differences to this value shrink by the factor ${keep.decimal()} each day, so the amount really tends to it.`,
            ]
          : levels.map((v, i) =>
              i === 0
                ? `After the first dose there are $${dose}$ mg.`
                : tex`After dose ${i + 1} there are $${keep.decimal()} \cdot ${levels[i - 1]?.decimal()} + ${dose} = ${v.decimal()}$ mg.`,
            ),
        end: `The amount is $${answer.decimal()}$ mg.`,
      }),
    };
  },
};

export const life = [heredity, population, dosage];
