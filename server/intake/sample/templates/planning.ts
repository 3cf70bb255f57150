import { range } from '../integers.ts';
import { inWords, list, paren, reduced, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const waitingLine: Template = {
  name: 'operations/waiting-line',
  domain: '90',
  make(d) {
    const level = d.level(3, 4);
    const mu = d.int(4, 40);
    const lambda = d.int(1, mu - 1);
    const rho = q(lambda, mu);
    const kind = d.pick(['number', 'wait', 'busy'] as const);
    const k = d.int(1, 4);
    const answer = {
      number: rho.div(q(1).sub(rho)),
      wait: q(60, mu - lambda),
      busy: q(1).sub(rho).mul(rho.pow(k)),
    }[kind];
    const place = d.word('places');
    const server = d.pick([
      'one ticket window',
      'a single counter',
      'one clerk',
      'a single repair bench',
      'one weighing machine',
    ]);
    return {
      level,
      given: { lambda, mu, kind, k },
      question: d.say(
        `At the ${place} there is ${server}. On average ${lambda} customers arrive per hour (a Poisson process) and ${mu} could be served per hour (exponential service times). In the long run, ${{ number: 'how many customers are there on average, waiting or being served?', wait: 'how many minutes does a customer spend there on average, service included?', busy: `what is the probability that exactly ${k === 1 ? 'one customer is' : `${inWords(k)} customers are`} there?` }[kind]}`,
        `Consider an M/M/1 queue at the ${place} with arrival rate $\\lambda = ${lambda}$ and service rate $\\mu = ${mu}$ per hour. Find ${{ number: 'the mean number of customers in the system', wait: 'the mean time in the system in minutes', busy: `the stationary probability of ${inWords(k)} in the system` }[kind]}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In the stationary state the flow from $n$ to $n + 1$ customers equals the flow back, so the probabilities form a geometric sequence with ratio $\\rho = \\lambda / \\mu$.',
          "Little's law connects the mean number $L$ and the mean time $W$: $L = \\lambda W$.",
        ],
        steps: [
          tex`Here $\rho = ${reduced(lambda, mu)}$, and $p_n = (1 - \rho)\rho^n$.`,
          {
            number: tex`The mean of this distribution is $\frac{\rho}{1 - \rho} = ${reduced(lambda, mu - lambda)}$.`,
            wait: tex`The mean number is $L = \frac{\rho}{1 - \rho} = \frac{${lambda}}{${mu - lambda}}$, so $W = \frac{L}{\lambda} = \frac{1}{${mu - lambda}}$ hours, which is $${answer.toTex()}$ minutes.`,
            busy: tex`For $n = ${k}$ this is $${q(1).sub(rho).toTex()} \cdot \left( ${rho.toTex()} \right)^{${k}} = ${answer.toTex()}$.`,
          }[kind],
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const projectPlan: Template = {
  name: 'operations/critical-path',
  domain: '90',
  make(d) {
    const level = d.level(2, 4);
    const n = 4 + level;
    const durations = range(1, n).map(() => d.int(1, 12));
    const before = range(0, n - 1).map((i) =>
      i === 0 ? [] : d.ints(0, i - 1, Math.min(i, d.int(i > 2 ? 1 : 0, 2))).sort((a, b) => a - b),
    );
    const finish: number[] = [];
    for (const [i, t] of durations.entries()) {
      finish.push(t + Math.max(0, ...(before[i] ?? []).map((j) => finish[j] ?? 0)));
    }
    const answer = Math.max(...finish);
    const name = (i: number) => 'ABCDEFGHIJ'[i] ?? '';
    const tasks = durations.map(
      (t, i) =>
        `${name(i)} takes ${t} ${t === 1 ? 'day' : 'days'}${before[i]?.length === 0 ? '' : ` and needs ${list((before[i] ?? []).map(name))} to be finished`}`,
    );
    const work = d.pick([
      'building a garden shed',
      'a school play',
      'the renovation of a kitchen',
      'launching a website',
      'a scientific expedition',
      'the move of an office',
    ]);
    return {
      level,
      given: { durations, before },
      question: d.say(
        `A plan for ${work} lists these tasks: ${tasks.join('; ')}. Tasks may run side by side whenever their conditions allow it. What is the smallest number of days in which everything can be done?`,
        `For ${work} there are ${inWords(n)} tasks. ${tasks.join('. ')}. There are enough people to work on several tasks at once. How many days does the whole take at least?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A task can begin as soon as the last of the tasks that it needs is finished, so the earliest end of each task follows from those before it.',
        ],
        steps: durations.map((t, i) => {
          const needs = before[i] ?? [];
          const start = (finish[i] ?? 0) - t;
          return needs.length === 0
            ? `${name(i)} can begin at once and ends after ${finish[i]} ${finish[i] === 1 ? 'day' : 'days'}.`
            : `${name(i)} waits for ${list(needs.map((j) => `${name(j)} (day ${finish[j]})`))}, begins after day ${start} and ends after day $${start} + ${t} = ${finish[i]}$.`;
        }),
        end: `The last end is after day ${answer}, so ${answer} days are needed.`,
      }),
    };
  },
};

const stability: Template = {
  name: 'operations/feedback-stability',
  domain: '93',
  make(d) {
    const level = d.level(3, 4);
    const [a, b] = [d.int(1, 12), d.int(1, 15)];
    const [k, c] = [d.int(1, 5), d.int(0, 6)];
    const kind = d.pick(['gain', 'steady'] as const);
    const limit = q(a * b - c, k);
    if (limit.sign <= 0) return this.make(d);
    const [g, h, step] = [d.int(1, 20), d.int(1, 9), d.int(1, 12)];
    const steady = q(step * g, h + g);
    const answer = kind === 'gain' ? limit : steady;
    return {
      level,
      given: { a, b, k, c, kind, g, h, step },
      question:
        kind === 'gain'
          ? d.say(
              `A control loop has the characteristic polynomial $s^3 + ${a === 1 ? '' : a}s^2 + ${b === 1 ? '' : b}s + ${c === 0 ? '' : `${c} + `}${k === 1 ? '' : k}K$ with a gain $K > 0$. For which value of $K$ does the loop lose its stability as $K$ grows?`,
              `Up to which gain $K > 0$ do all roots of $s^3 + ${a === 1 ? '' : a}s^2 + ${b === 1 ? '' : b}s + ${c === 0 ? '' : `${c} + `}${k === 1 ? '' : k}K = 0$ lie in the open left half plane? Give the limit.`,
            )
          : d.say(
              tex`A plant with the transfer function $\frac{1}{s + ${h}}$ is controlled by a proportional controller with gain $${g}$ in a unity feedback loop. The set point jumps from $0$ to $${step}$. To which value does the output settle?`,
              tex`In a loop with unity negative feedback the forward path is $\frac{${g}}{s + ${h}}$. Find the final value of the output for a step of height $${step}$ at the input.`,
            ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          kind === 'gain'
            ? 'By the criterion of Routh and Hurwitz the polynomial $s^3 + a_2 s^2 + a_1 s + a_0$ has all roots in the left half plane exactly when all coefficients are positive and $a_2 a_1 > a_0$.'
            : 'The closed loop is stable, so the final value theorem applies: the output settles to the value of the closed-loop transfer function at $s = 0$ times the height of the step.',
        ],
        steps:
          kind === 'gain'
            ? [
                tex`Here $a_2 a_1 = ${a} \cdot ${b} = ${a * b}$ and $a_0 = ${c} + ${k}K$.`,
                tex`The condition $${c} + ${k}K < ${a * b}$ says $K < ${limit.toTex()}$. At this value two roots lie on the imaginary axis, at $\pm i\sqrt{${b}}$.`,
              ]
            : [
                tex`The closed loop has the transfer function $\frac{${g}}{s + ${h} + ${g}}$ with its pole at $-${h + g}$.`,
                tex`At $s = 0$ it equals $${q(g, h + g).toTex()}$, so the output settles to $${step} \cdot ${q(g, h + g).toTex()} = ${steady.toTex()}$.`,
              ],
        check:
          kind === 'gain'
            ? tex`For $K = ${paren(limit)}$ the polynomial factors as $(s + ${a})(s^2 + ${b})$, which shows the roots directly.`
            : `The output stays below the set point, as it does for every purely proportional controller on such a plant.`,
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const planning = [waitingLine, projectPlan, stability];
