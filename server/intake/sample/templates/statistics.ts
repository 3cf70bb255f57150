import { range, sum } from '../integers.ts';
import { inWords, list, paren, reduced, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const SETTINGS = [
  ['the numbers of visitors on several days at the', 'places'],
  ['the waiting times in minutes at the', 'places'],
  ['the daily temperatures in degrees at the', 'places'],
] as const;

const variance: Template = {
  name: 'statistics/mean-and-variance',
  domain: '62',
  make(d) {
    const level = d.level(1, 3);
    const n = d.int(4, 5 + level);
    const xs = range(1, n).map(() => d.int(1, 40));
    const mean = q(sum(xs), n);
    const squares = qSum(xs.map((x) => q(x).sub(mean).pow(2)));
    const sample = d.chance(0.5);
    const kind = level === 1 ? 'median' : 'variance';
    const sorted = [...xs].sort((a, b) => a - b);
    const median =
      n % 2 === 1 ? q(sorted[(n - 1) / 2] ?? 0) : q((sorted[n / 2 - 1] ?? 0) + (sorted[n / 2] ?? 0), 2);
    const answer = kind === 'median' ? mean.sub(median) : squares.div(q(sample ? n - 1 : n));
    const [what, where] = d.pick(SETTINGS);
    const place = d.word(where);
    const which = sample
      ? 'sample variance (dividing by the number of values less one)'
      : 'variance (dividing by the number of values)';
    return {
      level,
      given: { xs, kind, sample },
      question: d.say(
        `Someone noted ${what} ${place}: ${list(xs)}. ${kind === 'median' ? 'By how much is the mean larger than the median? (A negative number means that it is smaller.)' : `Find the ${which}.`}`,
        `Given the data ${xs.join(', ')}, compute the ${kind === 'median' ? 'mean minus the median' : which}.`,
        kind === 'median'
          ? `For the values ${list(xs)}, what is the difference "mean minus median"?`
          : `What is the ${which} of the ${inWords(n)} measurements ${list(xs)}?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          kind === 'median'
            ? 'The mean uses the sum of all values, the median only their order.'
            : 'The variance is the mean of the squared deviations from the mean.',
        ],
        steps: [
          tex`The sum is $${xs.join(' + ')} = ${sum(xs)}$, so the mean is $\frac{${sum(xs)}}{${n}} = ${mean.toTex()}$.`,
          ...(kind === 'median'
            ? [
                `In order the values are ${sorted.join(', ')}, and the median is $${median.toTex()}$${n % 2 === 0 ? ', halfway between the two in the middle' : ', the one in the middle'}.`,
                tex`The difference is $${mean.toTex()} - ${median.toTex()} = ${answer.toTex()}$.`,
              ]
            : [
                tex`The deviations are ${list(xs.map((x) => `$${q(x).sub(mean).toTex()}$`))}, and their squares add up to $${squares.toTex()}$.`,
                tex`Dividing by $${sample ? n - 1 : n}$ gives $${answer.toTex()}$.`,
              ]),
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const regression: Template = {
  name: 'statistics/least-squares-line',
  domain: '62',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(3, 3 + level);
    const xs = d.ints(0, 12, n).sort((a, b) => a - b);
    const [a, b] = [d.int(-5, 20), d.nonzero(-4, 6)];
    const ys = xs.map((x) => a + b * x + d.int(-3, 3));
    const [sx, sy] = [sum(xs), sum(ys)];
    const sxy = sum(xs.map((x, i) => x * (ys[i] ?? 0)));
    const sxx = sum(xs.map((x) => x * x));
    const slope = q(n * sxy - sx * sy, n * sxx - sx * sx);
    const intercept = q(sy, n).sub(slope.mul(q(sx, n)));
    const x0 = d.int(13, 20);
    const kind = d.pick(['slope', 'value'] as const);
    const answer = kind === 'slope' ? slope : intercept.add(slope.mul(q(x0)));
    const points = list(xs.map((x, i) => `$(${x}, ${ys[i]})$`));
    const [u, v] = d.pick([
      ['hours of practice', 'score'],
      ['age in years', 'height in units'],
      ['distance', 'cost'],
      ['dose', 'response'],
      ['depth', 'pressure'],
    ] as const);
    return {
      level,
      given: { xs, ys, x0, kind },
      question: d.say(
        `Fit a line $y = a + bx$ to the points ${points} by least squares. ${kind === 'slope' ? 'What is the slope $b$?' : `What value does the line predict at $x = ${x0}$?`}`,
        `In a study the pairs (${u}, ${v}) were ${points}. Find ${kind === 'slope' ? 'the slope of the regression line' : `the ${v} that the regression line predicts for the ${u} ${x0}`}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Setting the derivatives of the sum of squares to zero gives two linear equations, whose solution is $b = \\frac{n\\sum xy - \\sum x \\sum y}{n\\sum x^2 - (\\sum x)^2}$ and $a = \\bar y - b\\bar x$.',
        ],
        steps: [
          tex`The sums over the $${n}$ points are $\sum x = ${sx}$, $\sum y = ${sy}$, $\sum xy = ${sxy}$ and $\sum x^2 = ${sxx}$.`,
          tex`So $b = \frac{${n} \cdot ${sxy} - ${paren(sx)} \cdot ${paren(sy)}}{${n} \cdot ${sxx} - ${sx}^2} = ${reduced(n * sxy - sx * sy, n * sxx - sx * sx)}$.`,
          ...(kind === 'value'
            ? [
                tex`The line passes through the mean point, so $a = ${q(sy, n).toTex()} - ${paren(slope)} \cdot ${q(sx, n).toTex()} = ${intercept.toTex()}$.`,
                tex`At $x = ${x0}$ the line has the value $${intercept.toTex()} + ${paren(slope)} \cdot ${x0} = ${answer.toTex()}$.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const chiSquare: Template = {
  name: 'statistics/chi-square',
  domain: '62',
  make(d) {
    const level = d.level(2, 3);
    const k = d.int(3, 6);
    const ratio = range(1, k).map(() => d.int(1, 4));
    const each = d.int(3, 15);
    const expected = ratio.map((r) => r * each);
    const n = sum(expected);
    const observed = expected.map((e) => Math.max(0, e + d.int(-4, 4)));
    const off = n - sum(observed);
    observed[0] = (observed[0] ?? 0) + off;
    if ((observed[0] ?? 0) < 0) return this.make(d);
    const answer = qSum(observed.map((o, i) => q((o - (expected[i] ?? 1)) ** 2, expected[i] ?? 1)));
    const colours = d.words('colours', k);
    const town = d.word('towns');
    return {
      level,
      given: { observed, ratio },
      question: d.say(
        `A theory says that flowers of the colours ${list(colours)} occur in the ratio ${ratio.join(' : ')}. Among ${n} flowers the numbers counted were ${list(observed)}, in the same order. Compute the chi-square statistic.`,
        `At a fair in ${town} a wheel stops on ${list(colours)} with probabilities that are supposed to be in the ratio ${ratio.join(' : ')}. In ${n} turns the results were ${list(observed.map((o, i) => `${o} times ${colours[i]}`))}. What is the value of Pearson's chi-square statistic?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The statistic compares observed and expected numbers: $\\chi^2 = \\sum \\frac{(O - E)^2}{E}$.',
        ],
        steps: [
          `The parts of the ratio add up to ${sum(ratio)}, so one part corresponds to $${n} / ${sum(ratio)} = ${each}$, and the expected numbers are ${list(expected)}.`,
          `The terms are ${list(observed.map((o, i) => tex`$\frac{(${o} - ${expected[i]})^2}{${expected[i]}} = ${q((o - (expected[i] ?? 1)) ** 2, expected[i] ?? 1).toTex()}$`))}.`,
        ],
        check: `The observed numbers add up to $${n}$, like the expected ones, so there are $${k - 1}$ degrees of freedom.`,
        end: `Their sum is $\\chi^2 = ${answer.toTex()}$, about $${answer.fixed(3)}$.`,
      }),
    };
  },
};

export const statistics = [variance, regression, chiSquare];
