import { range, sum } from '../integers.ts';
import { inWords, list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const stairs: Template = {
  name: 'recursions/steps-of-given-sizes',
  domain: '05',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(7, 9 + 4 * level);
    const sizes = d.pick([
      [1, 2],
      [1, 3],
      [1, 2, 3],
      [2, 3],
      [1, 4],
      [1, 2, 4],
      [1, 3, 4],
      [2, 3, 5],
      [1, 2, 5],
      [2, 3, 4],
    ]);
    const ways = [1];
    for (let i = 1; i <= n; i++) ways.push(sum(sizes.map((s) => ways[i - s] ?? 0)));
    const { name } = d.person();
    const recursion = sizes.map((s) => `f(n-${s})`).join(' + ');
    const lines = range(1, n).map((i) => {
      const before = sizes.filter((s) => s <= i).map((s) => ways[i - s]);
      return before.length > 1 ? `$f(${i}) = ${before.join(' + ')} = ${ways[i]}$` : `$f(${i}) = ${ways[i]}$`;
    });
    return {
      level,
      given: { n, sizes },
      question: d.say(
        `${name} climbs a staircase of ${n} steps and takes ${list(sizes, 'or')} steps at a time. In how many different ways can ${name} reach the top?`,
        `A strip of length $${n}$ is to be covered completely by tiles of the lengths ${list(sizes.map((s) => `$${s}$`))}, of which there are plenty. In how many orders can the tiles be laid?`,
        `In how many ways can $${n}$ be written as a sum of numbers from the set $\\{${sizes.join(', ')}\\}$, where sums with the same summands in another order count as different?`,
        `A machine takes coins of ${list(sizes, 'or')} tokens, one after the other. In how many different sequences of coins can exactly ${n} tokens be paid?`,
      ),
      answer: `${ways[n]}`,
      solution: worked(d, level, {
        why: [
          'We look at the last part: whatever it is, what comes before it is the same problem for a smaller number.',
          'So the numbers of ways obey a recursion, and we may compute them from the bottom up.',
        ],
        steps: [
          `Let $f(n)$ be the number of ways for the total $n$, with $f(0) = 1$ for the empty sum and $f(n) = 0$ for negative $n$. The last part is ${list(
            sizes.map((s) => `$${s}$`),
            'or',
          )}, hence $f(n) = ${recursion}$.`,
          `This gives one after the other ${lines.join(', ')}.`,
        ],
        end: `So there are $${ways[n]}$ ways.`,
      }),
    };
  },
};

const MARKS = [
  ['the digit 1', ['the digit 0', 'the digits 0 and 2']],
  ['the letter A', ['the letter B', 'the letters B and C']],
  ['a dot', ['a dash', 'dashes and stars']],
] as const;

const withoutRun: Template = {
  name: 'recursions/strings-without-a-run',
  domain: '05',
  make(d) {
    const level = d.level(3, 5);
    const run = d.int(2, level === 3 ? 3 : 4);
    const letters = d.int(2, 3);
    const n = d.int(6, 8 + 2 * level);
    const count: number[] = [];
    for (let i = 0; i <= n; i++) {
      const before = sum(range(1, run).map((j) => count[i - j] ?? 0));
      count.push(i < run ? letters ** i : (letters - 1) * before);
    }
    const [mark, others] = d.pick(MARKS);
    const rest = others[letters - 2] ?? '';
    const inner = range(1, run)
      .map((j) => `f(n-${j})`)
      .join(' + ');
    const times = (text: string) => (letters === 2 ? text : `2(${text})`);
    return {
      level,
      given: { n, run, letters },
      question: d.say(
        `A code word has $${n}$ places, and each place holds ${mark} or one of ${rest}. How many code words do not contain ${mark} ${inWords(run)} times in a row?`
          .replace('or one of the digit ', 'or the digit ')
          .replace('or one of the letter ', 'or the letter ')
          .replace('or one of a dash', 'or a dash')
          .replace('or one of dashes and stars', ', a dash or a star'),
        `How many sequences of length $${n}$ over an alphabet of $${letters}$ symbols avoid $${run}$ consecutive occurrences of the first symbol?`,
        `A signal consists of $${n}$ symbols out of $${letters}$ different ones. The receiver fails when it meets one particular symbol ${inWords(run)} times in succession. Count the signals that are received without failure.`,
        `The ${n} rows of a field are sown with ${inWords(letters)} kinds of plants, one kind a row. Beans must not stand in ${inWords(run)} rows one behind the other; for the other ${letters === 2 ? 'kind' : 'kinds'} there is no rule. How many plans are possible?`,
      ),
      answer: `${count[n]}`,
      solution: worked(d, level, {
        why: [
          'Call the symbol whose runs are limited the marked one, and sort the allowed words by where the last other symbol stands: at most a short run of marked symbols follows it.',
          'What stands before that last other symbol is again an allowed word, but a shorter one, which gives a recursion.',
        ],
        steps: [
          `Let $f(n)$ count the allowed words of length $n$. For $n < ${run}$ nothing can go wrong, so $f(n) = ${letters}^n$: ${range(
            0,
            run - 1,
          )
            .map((i) => `$f(${i}) = ${count[i]}$`)
            .join(', ')}.`,
          `For $n \\ge ${run}$ the word ends in some other symbol followed by $0$ to $${run - 1}$ marked ones; there ${letters === 2 ? 'is one choice' : 'are two choices'} for that symbol, so $f(n) = ${times(inner)}$.`,
          `The values are ${range(run, n)
            .map(
              (i) =>
                `$f(${i}) = ${times(
                  range(1, run)
                    .map((j) => count[i - j])
                    .join(' + '),
                )} = ${count[i]}$`,
            )
            .join(', ')}.`,
        ],
        check: `There are $${letters}^{${n}} = ${letters ** n}$ words without any condition, so $${letters ** n - (count[n] ?? 0)}$ of them are excluded.`,
        end: `The number of allowed words is $${count[n]}$.`,
      }),
    };
  },
};

const partitions: Template = {
  name: 'recursions/partitions',
  domain: '05',
  make(d) {
    const level = d.level(3, 5);
    const k = d.int(2, level + 1);
    const n = d.int(k + 4, 12 + 6 * level);
    const table: number[][] = [range(0, n).map((i) => (i === 0 ? 1 : 0))];
    for (let j = 1; j <= k; j++) {
      const row: number[] = [];
      for (let i = 0; i <= n; i++) row.push((table[j - 1]?.[i] ?? 0) + (row[i - j] ?? 0));
      table.push(row);
    }
    const answer = table[k]?.[n] ?? 0;
    const goods = d.thing('toys').many;
    return {
      level,
      given: { n, k },
      question: d.say(
        `In how many ways can $${n}$ be written as a sum of at most $${k}$ positive integers, if the order of the summands does not matter?`,
        `${n} identical ${goods} are put into ${inWords(k)} identical boxes, some of which may stay empty. How many different results are possible?`,
        `How many partitions of the integer $${n}$ have no part larger than $${k}$?`,
        `Coins of ${list(range(1, k))} units are at hand in any quantity. How many different collections of coins have the value $${n}$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Reading the diagram of a partition by columns instead of rows turns "at most $k$ parts" into "no part larger than $k$", so both questions have the same answer.',
          'We build the partitions by allowing one more part size at a time.',
        ],
        steps: [
          'Let $p_j(m)$ be the number of partitions of $m$ into parts of size at most $j$. Either no part equals $j$, or we take one such part away: $p_j(m) = p_{j-1}(m) + p_j(m - j)$.',
          'For $j = 1$ all values are $1$.',
          ...range(2, k).map(
            (j) =>
              `For $j = ${j}$ the values from $p_{${j}}(0)$ to $p_{${j}}(${n})$ are ${table[j]?.join(', ')}.`,
          ),
        ],
        end: `The value that we need is $p_{${k}}(${n}) = ${answer}$.`,
      }),
    };
  },
};

export const recursions = [stairs, withoutRun, partitions];
