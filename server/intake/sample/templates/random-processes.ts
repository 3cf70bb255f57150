import { range } from '../integers.ts';
import { counted, inWords, list, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const gamblersRuin: Template = {
  name: 'probability/gamblers-ruin',
  domain: '60',
  make(d) {
    const level = d.level(3, 5);
    const [up, down] = d.pick([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 3],
      [3, 2],
      [1, 3],
      [3, 1],
      [3, 4],
      [4, 3],
    ] as const);
    const goal = d.int(4, 9);
    const start = d.int(1, goal - 1);
    const r = q(down, up);
    const answer =
      up === down
        ? q(start, goal)
        : q(1)
            .sub(r.pow(start))
            .div(q(1).sub(r.pow(goal)));
    const [one, two] = d.people(2).map(({ name }) => name);
    const p = q(up, up + down).toTex();
    return {
      level,
      given: { up, down, goal, start },
      question: d.say(
        `${one} owns ${counted(start, 'chip', 'chips')} and plays a game again and again. Each round ${one} wins a chip with probability $${p}$ and loses one otherwise. What is the probability of reaching ${goal} chips before losing them all?`,
        `${one} and ${two} have ${start} and ${goal - start} coins. In each round ${one} gets a coin from ${two} with probability $${p}$, else ${two} gets one from ${one}. They play until one of them has nothing left. How likely is it that ${one} ends up with all coins?`,
        `A random walk on $0, 1, \\dots, ${goal}$ starts at $${start}$, goes up by one with probability $${p}$ and down by one otherwise, and stops at the ends. Find the probability that it stops at $${goal}$.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Let $h_i$ be the probability of success when the state is $i$. Looking one step ahead gives a linear recurrence with boundary values $h_0 = 0$ and $h_N = 1$.',
          'The differences $h_{i+1} - h_i$ form a geometric progression, whose ratio is the probability of a loss over that of a gain.',
        ],
        steps: [
          tex`With $p = ${p}$ the recurrence is $h_i = p h_{i+1} + (1-p) h_{i-1}$, so $h_{i+1} - h_i = r (h_i - h_{i-1})$ with $r = \frac{1-p}{p} = ${r.toTex()}$.`,
          up === down
            ? `All differences are equal, so $h_i$ grows linearly from $0$ to $1$: $h_i = \\frac{i}{${goal}}$.`
            : tex`Adding the differences, $h_i = \frac{1 - r^i}{1 - r^{${goal}}}$.`,
          up === down
            ? `For $i = ${start}$ this is $${answer.toTex()}$.`
            : tex`For $i = ${start}$: $\frac{1 - ${r.pow(start).toTex()}}{1 - ${r.pow(goal).toTex()}} = ${answer.toTex()}$.`,
        ],
        end: `The probability is $${answer.toTex()}$.`,
      }),
    };
  },
};

const expectedCoupons: Template = {
  name: 'probability/collecting-all',
  domain: '60',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(3, 6 + 3 * level);
    const have = d.int(0, n - 2);
    const goal = d.chance(0.3) ? d.int(have + 2, n) : n;
    const terms = range(have, goal - 1).map((i) => q(n, n - i));
    const answer = qSum(terms);
    const kind = d.pick(['picture cards', 'toy figures', 'stickers', 'badges', 'stamps', 'puzzle pieces']);
    const { name } = d.person();
    return {
      level,
      given: { n, have, goal },
      question: d.say(
        `Each packet holds one of ${n} different ${kind}, all equally likely. ${name} ${have === 0 ? 'has none yet' : `already has ${have} different ones`}. How many more packets does ${name} need on average to own ${goal === n ? 'all of them' : `${goal} different ones`}?`,
        `There are ${n} kinds of ${kind}; a box contains one of them at random. Find the expected number of boxes that take a collection from ${have} to ${goal} different kinds.`,
        `A machine gives out ${n} sorts of ${kind} with equal chances. Starting with ${have === 0 ? 'no sort at all' : counted(have, 'sort', 'sorts')}, what is the expected number of draws until ${goal === n ? 'every sort is' : `${goal} sorts are`} there?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'When $i$ kinds are there already, the next one is new with probability $\\frac{n - i}{n}$, and the waiting time for an event of probability $p$ has the mean $\\frac1p$.',
          'Expectations may be added, so we add the waiting times for one new kind after the other.',
        ],
        steps: [
          `The waiting times are ${list(terms.map((t, i) => tex`$\frac{${n}}{${n - have - i}}${t.isInteger ? ` = ${t.toTex()}` : ''}$`))}.`,
          tex`Their sum is $${answer.toTex()} \approx ${answer.fixed(2)}$.`,
        ],
        end: `On average ${name} needs $${answer.toTex()}$.`.replace(`${name} needs`, 'it takes'),
      }),
    };
  },
};

const markov: Template = {
  name: 'probability/two-state-chain',
  domain: '60',
  make(d) {
    const level = d.level(2, 4);
    const [a, b] = [q(d.int(1, 9), 10), q(d.int(1, 9), 10)];
    const n = d.int(2, 2 + level);
    const long = d.chance(0.4);
    const probabilities = [q(1)];
    for (let i = 0; i < n; i++) {
      const p = probabilities[i] ?? q(0);
      probabilities.push(p.mul(q(1).sub(a)).add(q(1).sub(p).mul(b)));
    }
    const limit = b.div(a.add(b));
    const answer = long ? limit : (probabilities[n] ?? q(0));
    const [one, two, unit] = d.pick([
      ['dry', 'wet', 'day'],
      ['open', 'blocked', 'hour'],
      ['busy', 'idle', 'minute'],
      ['in tune', 'out of tune', 'week'],
      ['calm', 'windy', 'day'],
    ] as const);
    const town = d.word('towns');
    const subject = {
      dry: `The weather in ${town}`,
      open: `The road to ${town}`,
      busy: `The telephone line to ${town}`,
      'in tune': `The organ of ${town}`,
      calm: `The sea near ${town}`,
    }[one];
    return {
      level,
      given: { a: a.num, aDen: a.den, b: b.num, bDen: b.den, n, long },
      question: d.say(
        `${subject} is either ${one} or ${two}. From one ${unit} to the next, ${one} turns to ${two} with probability $${a.decimal()}$ and ${two} turns to ${one} with probability $${b.decimal()}$. ${long ? `In the long run, what share of the ${unit}s is ${one}?` : `It is ${one} now. What is the probability that it is ${one} ${inWords(n)} ${unit}s later?`}`,
        `Each ${unit} a system is "${one}" or "${two}". The probability of a change is $${a.decimal()}$ when it is ${one} and $${b.decimal()}$ when it is ${two}. ${long ? `Find the stationary probability of "${one}".` : `Starting from "${one}", find the probability of "${one}" after ${inWords(n)} steps.`}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          `Let $p_k$ be the probability of "${one}" after $k$ steps; it depends on the step before only.`,
        ],
        steps: long
          ? [
              tex`In the stationary state as much probability flows from ${one} to ${two} as back: $${a.decimal()} \cdot p = ${b.decimal()} \cdot (1 - p)$.`,
              tex`So $p = \frac{${b.decimal()}}{${a.decimal()} + ${b.decimal()}} = ${answer.toTex()}$.`,
            ]
          : [
              tex`Looking at the last step, $p_{k+1} = ${q(1).sub(a).decimal()} p_k + ${b.decimal()} (1 - p_k)$, with $p_0 = 1$.`,
              `One after the other ${list(probabilities.slice(1).map((p, i) => `$p_{${i + 1}} = ${p.decimal()}$`))}.`,
            ],
        end: `The answer is $${answer.toTex()}$${long ? '' : `, that is $${answer.decimal()}$`}.`,
      }),
    };
  },
};

export const randomProcesses = [gamblersRuin, expectedCoupons, markov];
