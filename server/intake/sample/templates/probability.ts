import { choose, range, sum } from '../integers.ts';
import { inWords, list, reduced, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const c = (n: number, k: number): string => tex`\binom{${n}}{${k}}`;

const urn: Template = {
  name: 'probability/draws-from-an-urn',
  domain: '60',
  make(d) {
    const level = d.level(1, 3);
    const [first, second] = d.words('colours', 2);
    const [a, b] = [d.int(3, 8 + 2 * level), d.int(3, 8 + 2 * level)];
    const n = d.int(2, Math.min(5, a, b));
    const k = d.int(0, n);
    const back = d.chance(0.4);
    const answer = back
      ? q(choose(n, k))
          .mul(q(a, a + b).pow(k))
          .mul(q(b, a + b).pow(n - k))
      : q(choose(a, k) * choose(b, n - k), choose(a + b, n));
    const thing = d.pick(['balls', 'marbles', 'tokens', 'beads', 'counters']);
    const [holder] = d.some(['An urn', 'A bag', 'A box', 'A jar', 'A drawer'], 1);
    const way = back
      ? 'one after the other, putting each back before the next is drawn'
      : d.say('at random without replacement', 'at random, all at once');
    const wanted =
      k === 0
        ? `none of them is ${first}`
        : k === n
          ? `all of them are ${first}`
          : `exactly ${inWords(k)} of them ${k === 1 ? 'is' : 'are'} ${first}`;
    const { name } = d.person();
    return {
      level,
      given: { a, b, n, k, back },
      question: d.say(
        `${holder} contains ${a} ${first} and ${b} ${second} ${thing}. ${inWords(n).replace(/^./, (x) => x.toUpperCase())} ${thing} are drawn ${way}. What is the probability that ${wanted}?`,
        `${name} draws ${inWords(n)} ${thing} ${way} from ${holder?.toLowerCase()} with ${a} ${first} and ${b} ${second} ones. Find the probability that ${wanted}.`,
        `There are ${a + b} ${thing} in ${holder?.toLowerCase()}, ${a} of them ${first} and the rest ${second}. ${name} takes out ${inWords(n)}, ${way}. How likely is it that ${wanted}? Give a fraction.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          back
            ? 'Because each one is put back, the draws are independent and always have the same chances.'
            : 'All selections are equally likely, so we divide the number of favourable ones by the number of all.',
        ],
        steps: back
          ? [
              tex`In a single draw the probability of ${first} is $${q(a, a + b).toTex()}$ and that of ${second} is $${q(b, a + b).toTex()}$.`,
              tex`The places of the ${first} ones among the $${n}$ draws can be chosen in $${c(n, k)} = ${choose(n, k)}$ ways, so the probability is $${choose(n, k)} \cdot \left(${q(a, a + b).toTex()}\right)^{${k}} \cdot \left(${q(b, a + b).toTex()}\right)^{${n - k}} = ${answer.toTex()}$.`,
            ]
          : [
              `There are $${c(a + b, n)} = ${choose(a + b, n)}$ ways to choose ${inWords(n)} out of ${a + b}.`,
              tex`Favourable are those with $${k}$ out of the $${a}$ ${first} ones and $${n - k}$ out of the $${b}$ others: $${c(a, k)} ${c(b, n - k)} = ${choose(a, k)} \cdot ${choose(b, n - k)} = ${choose(a, k) * choose(b, n - k)}$.`,
              tex`The probability is $${reduced(choose(a, k) * choose(b, n - k), choose(a + b, n))}$.`,
            ],
        end: `The probability is $${answer.toTex()}$, which is about $${answer.fixed(4)}$.`,
      }),
    };
  },
};

const diceSum: Template = {
  name: 'probability/sum-of-dice',
  domain: '60',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(2, level);
    const sides = d.pick([4, 6, 6, 8, 10, 12]);
    const ways: number[][] = [[1]];
    for (let i = 1; i <= n; i++)
      ways.push(
        range(0, i * sides).map((s) => sum(range(1, sides).map((face) => ways[i - 1]?.[s - face] ?? 0))),
      );
    const goal = d.int(n + 1, n * sides - 1);
    const least = d.chance(0.4);
    const counts = ways[n] ?? [];
    const good = least ? sum(counts.slice(goal)) : (counts[goal] ?? 0);
    const answer = q(good, sides ** n);
    const dice = `${inWords(n)} fair dice with ${sides} faces each, numbered from 1 to ${sides},`;
    return {
      level,
      given: { n, sides, goal, least },
      question: d.say(
        `${dice.replace(/^./, (x) => x.toUpperCase())} are thrown. What is the probability that the sum is ${least ? `at least ${goal}` : `exactly ${goal}`}?`,
        `In a board game a player throws ${dice} and moves by their sum. Find the probability of moving ${least ? `${goal} fields or more` : `exactly ${goal} fields`}.`,
        `A fair die whose ${sides} faces bear the numbers 1 to ${sides} is rolled ${inWords(n)} times. How likely is a total of ${least ? `${goal} or more` : goal}?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'All sequences of faces are equally likely, so it is enough to count the favourable sequences.',
          'The counts for one more die come from those for one die less: add up the counts for the sums that the last face would complete.',
        ],
        steps: [
          `There are $${sides}^{${n}} = ${sides ** n}$ sequences.`,
          ...range(2, n).map(
            (i) =>
              `With ${inWords(i)} dice the numbers of sequences with the sums ${i} to ${i * sides} are ${(ways[i] ?? []).slice(i).join(', ')}.`,
          ),
          least
            ? `Those with a sum of at least ${goal} add up to $${good}$.`
            : `The sum ${goal} occurs $${good}$ times.`,
        ],
        end: `So the probability is $${reduced(good, sides ** n)}$.`,
      }),
    };
  },
};

const bayes: Template = {
  name: 'probability/bayes',
  domain: '60',
  make(d) {
    const level = d.level(2, 4);
    const count = level > 2 ? 3 : 2;
    const weights = range(1, count).map(() => d.int(1, 9));
    const rates = range(1, count).map(() => d.int(1, 60));
    const total = sum(weights);
    const joint = weights.map((w, i) => q(w * (rates[i] ?? 0), total * 100));
    const all = qSum(joint);
    const target = d.int(0, count - 1);
    const answer = (joint[target] ?? q(0)).div(all);
    const makers = d.words('companies', count);
    const product = d.pick([
      ['lamp', 'defective'],
      ['seed packet', 'mouldy'],
      ['battery', 'flat'],
      ['ticket', 'misprinted'],
      ['sensor', 'out of calibration'],
      ['tile', 'chipped'],
    ] as const);
    const shares = list(weights.map((w, i) => `$\\frac{${w}}{${total}}$ by ${makers[i]}`));
    const bad = list(rates.map((r, i) => `${r}% of those of ${makers[i]}`));
    return {
      level,
      given: { weights, rates, target },
      question: d.say(
        `A warehouse is supplied by ${inWords(count)} makers: of all ${product[0]}s, ${shares} are delivered. It is known that ${bad} are ${product[1]}. A ${product[0]} picked at random turns out to be ${product[1]}. What is the probability that it came from ${makers[target]}?`,
        `${list(makers)} deliver ${product[0]}s to a shop in the ratio ${weights.join(' : ')}. Among their goods, ${bad} are ${product[1]}. A customer gets one that is ${product[1]}. Find the probability that ${makers[target]} made it.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          "Bayes' rule: among all cases in which the observation occurs, we ask for the share of the cases that belong to the cause in question.",
        ],
        steps: [
          ...joint.map(
            (p, i) =>
              tex`From ${makers[i]} and ${product[1]}: $\frac{${weights[i]}}{${total}} \cdot \frac{${rates[i]}}{100} = ${p.toTex()}$.`,
          ),
          tex`Altogether the probability of the observation is $${joint.map((p) => p.toTex()).join(' + ')} = ${all.toTex()}$.`,
          tex`The share that belongs to ${makers[target]} is $${joint[target]?.toTex()} \div ${all.toTex()} = ${answer.toTex()}$.`,
        ],
        end: `So the probability is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const probability = [urn, diceSum, bayes];
