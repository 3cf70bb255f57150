import { range } from '../integers.ts';
import { inWords, list, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const linearProgram: Template = {
  name: 'operations/linear-programme',
  domain: '90',
  make(d) {
    const level = d.level(3, 4);
    const [a, b, c, e] = [d.int(1, 6), d.int(1, 6), d.int(1, 6), d.int(1, 6)];
    const [r, s] = [d.int(8, 60), d.int(8, 60)];
    const [p, t] = [d.int(2, 15), d.int(2, 15)];
    const det = a * e - b * c;
    if (det === 0) return this.make(d);
    const corners = [
      [q(0), q(0)],
      [q(r, a), q(0)],
      [q(s, c), q(0)],
      [q(0), q(r, b)],
      [q(0), q(s, e)],
      [q(r * e - b * s, det), q(a * s - c * r, det)],
    ] as const;
    const fits = corners.filter(
      ([x, y]) =>
        x.sign >= 0 &&
        y.sign >= 0 &&
        q(a).mul(x).add(q(b).mul(y)).sub(q(r)).sign <= 0 &&
        q(c).mul(x).add(q(e).mul(y)).sub(q(s)).sign <= 0,
    );
    const worth = fits.map(([x, y]) => q(p).mul(x).add(q(t).mul(y)));
    const best = worth.reduce((m, w) => (w.sub(m).sign > 0 ? w : m));
    const { name } = d.person();
    const [one, two] = d.things(d.pick(['baked', 'toys', 'tools']), 2).map(({ many }) => many);
    const co = (k: number) => (k === 1 ? '' : `${k}`);
    return {
      level,
      given: { a, b, c, e, r, s, p, t },
      question: d.say(
        `Maximise $${p}x + ${t}y$ subject to $${co(a)}x + ${co(b)}y \\le ${r}$, $${co(c)}x + ${co(e)}y \\le ${s}$ and $x, y \\ge 0$. What is the maximum?`,
        `${name} makes ${one} and ${two} in batches of any size, also fractions. A batch of ${one} takes ${a} hours and ${c} kilos of material, a batch of ${two} ${b} hours and ${e} kilos; there are ${r} hours and ${s} kilos. Batches bring ${p} and ${t} crowns. What is the largest possible income in crowns?`,
        `Find the largest value of $f = ${p}x + ${t}y$ on the polygon given by $x \\ge 0$, $y \\ge 0$, $${co(a)}x + ${co(b)}y \\le ${r}$, $${co(c)}x + ${co(e)}y \\le ${s}$.`,
      ),
      answer: best.toString(),
      solution: worked(d, level, {
        why: [
          'A linear function on a bounded polygon takes its largest value in a corner, so it is enough to compare the corners.',
        ],
        steps: [
          `Write $x$ and $y$ for the two quantities: the limits are $${co(a)}x + ${co(b)}y \\le ${r}$ and $${co(c)}x + ${co(e)}y \\le ${s}$, and what counts is $${p}x + ${t}y$.`,
          tex`The two lines meet in $\left( ${corners[5][0].toTex()}, ${corners[5][1].toTex()} \right)$, which ${fits.includes(corners[5]) ? 'is a corner of the region' : 'does not belong to the region'}.`,
          `The corners and their values are ${list(fits.map(([x, y], i) => `$${worth[i]?.toTex()}$ at $(${x.toTex()}, ${y.toTex()})$`))}.`,
        ],
        end: `The largest of them is $${best.toTex()}$.`,
      }),
    };
  },
};

const orderQuantity: Template = {
  name: 'operations/order-quantity',
  domain: '90',
  make(d) {
    const level = d.level(2, 3);
    const [m, n] = [d.int(2, 12), d.int(1, 12)];
    const hold = 2 * d.int(1, 9);
    const fixed = hold * m * m;
    const demand = n * n * 50;
    const quantity2 = q(2 * demand * fixed, hold);
    const root = Math.round(Math.sqrt(quantity2.toNumber()));
    const total = q(demand * fixed, root).add(q(hold * root, 2));
    const kind = d.pick(['quantity', 'cost'] as const);
    const answer = kind === 'quantity' ? `${root}` : total.toString();
    const shop = d.word('companies');
    const goods = d.thing(d.pick(['tools', 'stationery', 'plants'])).many;
    return {
      level,
      given: { fixed, hold, demand, kind },
      question: d.say(
        `${shop} sells ${demand} ${goods} a year at an even pace. Each order costs ${fixed} crowns whatever its size, and keeping one of the ${goods} in store for a year costs ${hold} crowns. ${kind === 'quantity' ? 'Which order size makes the yearly cost smallest?' : 'What is the smallest possible yearly cost of ordering and storing, in crowns?'}`,
        `The demand for ${goods} at ${shop} is ${demand} per year. With fixed costs of ${fixed} crowns per order and storage costs of ${hold} crowns per piece and year, find the ${kind === 'quantity' ? 'economic order quantity' : 'yearly cost under the best order size'}.`,
      ),
      answer,
      solution: worked(d, level, {
        why: [
          'Larger orders are rarer but fill the store; between two orders the stock falls evenly from the order size to zero, so on average half of it is there.',
        ],
        steps: [
          tex`With orders of size $x$ there are $\frac{${demand}}{x}$ orders a year, and the cost is $C(x) = \frac{${demand} \cdot ${fixed}}{x} + \frac{${hold}x}{2}$.`,
          tex`The derivative vanishes where $\frac{${demand * fixed}}{x^2} = ${hold / 2}$, that is $x^2 = ${quantity2.toTex()}$ and $x = ${root}$.`,
          ...(kind === 'cost'
            ? [
                tex`The cost is then $\frac{${demand * fixed}}{${root}} + \frac{${hold} \cdot ${root}}{2} = ${q(demand * fixed, root).toTex()} + ${q(hold * root, 2).toTex()} = ${total.toTex()}$.`,
              ]
            : []),
        ],
        check:
          'At the minimum both parts of the cost are equal, which is a quick way to see that the computation is right.',
        end: `The answer is $${kind === 'quantity' ? root : total.toTex()}$.`,
      }),
    };
  },
};

const assignment: Template = {
  name: 'operations/assignment',
  domain: '90',
  make(d) {
    const level = d.level(2, 4);
    const n = level === 4 ? 4 : 3;
    const cost = range(1, n).map(() => range(1, n).map(() => d.int(2, 30)));
    const orders = permutations(n);
    const totals = orders.map((order) => order.reduce((t, j, i) => t + (cost[i]?.[j] ?? 0), 0));
    const best = Math.min(...totals);
    const people = d.people(n).map(({ name }) => name);
    const jobs = d.some(
      ['cooking', 'driving', 'painting', 'packing', 'sorting', 'cleaning', 'writing', 'drawing'],
      n,
    );
    const table = people.map(
      (name, i) => `${name} needs ${list(jobs.map((job, j) => `${cost[i]?.[j]} minutes for ${job}`))}`,
    );
    const shown = orders.map(
      (order, k) =>
        `${order.map((j, i) => `${people[i]} ${jobs[j]}`).join(', ')}: ${order.map((j, i) => cost[i]?.[j]).join(' + ')} = ${totals[k]}`,
    );
    const top = shown.map((text, k) => ({ text, total: totals[k] ?? 0 })).sort((x, y) => x.total - y.total);
    return {
      level,
      given: { cost },
      question: d.say(
        `${list(people)} share ${inWords(n)} tasks, one each. ${table.join('. ')}. What is the smallest possible sum of the times, in minutes?`,
        `${inWords(n).replace(/^./, (c) => c.toUpperCase())} jobs (${list(jobs)}) are to be done by ${list(people)}, each by somebody else. ${table.join('; ')}. Find the least total working time in minutes.`,
      ),
      answer: `${best}`,
      solution: worked(d, level, {
        why: [
          `Each person gets exactly one task, so there are ${orders.length} possible assignments; we can compare all of them, beginning with the cheapest ones.`,
        ],
        steps: [
          n === 3
            ? `The possibilities are: ${shown.join('; ')}.`
            : `Sorted by their sums the best ones are: ${top
                .slice(0, 8)
                .map(({ text }) => text)
                .join(
                  '; ',
                )}. The other ${orders.length - 8} assignments take at least ${top[8]?.total} minutes.`,
          `The smallest sum is ${best} minutes.`,
        ],
        check: `Every assignment needs at least the fastest time of each person, $${cost.map((row) => Math.min(...row)).join(' + ')} = ${cost.reduce((t, row) => t + Math.min(...row), 0)}$ minutes, and the result is not below this bound.`,
        end: `So the least total is $${best}$ minutes.`,
      }),
    };
  },
};

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    range(0, n - 1).map((place) => [...rest.slice(0, place), n - 1, ...rest.slice(place)]),
  );
}

export const operations = [linearProgram, orderQuantity, assignment];
