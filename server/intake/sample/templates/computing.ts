import { range, sum } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const twosComplement: Template = {
  name: 'computing/twos-complement',
  domain: '68',
  make(d) {
    const level = d.level(1, 3);
    const bits = d.pick([6, 8, 10, 12]);
    const [a, b] = [
      d.int(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
      d.int(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
    ];
    const size = 2 ** bits;
    const word = (n: number) => (((n % size) + size) % size).toString(2).padStart(bits, '0');
    const signed = (n: number) => {
      const m = ((n % size) + size) % size;
      return m >= size / 2 ? m - size : m;
    };
    const add = level > 1;
    const answer = add ? signed(a + b) : a;
    return {
      level,
      given: { bits, a: word(a), b: word(b), add },
      question: add
        ? d.say(
            `Two ${bits}-bit numbers in two's complement, ${word(a)} and ${word(b)}, are added and the carry out of the highest bit is dropped. Which decimal number does the result stand for?`,
            `A processor with registers of ${bits} bits adds the words ${word(a)} and ${word(b)}; the registers hold signed integers in two's complement. What number is in the result register?`,
          )
        : d.say(
            `Which decimal number does the ${bits}-bit word ${word(a)} stand for in two's complement?`,
            `The register contents ${word(a)} (${bits} bits, two's complement) are printed as a decimal number. What is printed?`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          `In two's complement with ${bits} bits the highest bit has the weight $-2^{${bits - 1}} = -${2 ** (bits - 1)}$ and all others their usual weight.`,
          'Addition works as for unsigned numbers, modulo a power of two.',
        ],
        steps: [
          `The word ${word(a)} stands for $${a < 0 ? `-${2 ** (bits - 1)} + ${a + 2 ** (bits - 1)} = ` : ''}${a}$.`,
          ...(add
            ? [
                `The word ${word(b)} stands for $${b < 0 ? `-${2 ** (bits - 1)} + ${b + 2 ** (bits - 1)} = ` : ''}${b}$.`,
                a + b === answer
                  ? `The sum $${a} + (${b}) = ${answer}$ lies in the range of ${bits} bits, so it is stored as it is: ${word(answer)}.`
                  : `The sum would be $${a} + (${b}) = ${a + b}$, which is outside the range from $-${size / 2}$ to $${size / 2 - 1}$. The stored result differs from it by $2^{${bits}} = ${size}$: $${a + b} ${a + b > answer ? '-' : '+'} ${size} = ${answer}$.`,
              ]
            : [`Its bits from the left are ${[...word(a)].join(', ')}.`]),
        ],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const automaton: Template = {
  name: 'computing/words-of-an-automaton',
  domain: '68',
  make(d) {
    const level = d.level(3, 5);
    const states = d.int(3, level);
    const next = range(1, states).map(() => [d.int(0, states - 1), d.int(0, states - 1)] as [number, number]);
    const final = d.ints(0, states - 1, d.int(1, states - 1)).sort((a, b) => a - b);
    const n = d.int(4, 5 + level);
    const rows: number[][] = [range(0, states - 1).map((i) => (i === 0 ? 1 : 0))];
    for (let k = 1; k <= n; k++) {
      const row = range(1, states).map(() => 0);
      for (const [i, count] of (rows[k - 1] ?? []).entries()) {
        for (const j of next[i] ?? []) row[j] = (row[j] ?? 0) + count;
      }
      rows.push(row);
    }
    const answer = sum(final.map((i) => rows[n]?.[i] ?? 0));
    const q = (i: number) => `$q_{${i}}$`;
    const moves = list(next.map(([x, y], i) => `from ${q(i)} to ${q(x)} on a and to ${q(y)} on b`));
    return {
      level,
      given: { next, final, n },
      question: d.say(
        `A deterministic finite automaton over the alphabet {a, b} has the states ${list(range(0, states - 1).map(q))}, starts in $q_0$ and accepts in ${list(final.map(q), 'or')}. Its moves are: ${moves}. How many words of length $${n}$ does it accept?`,
        `Consider the automaton with start state $q_0$, accepting ${final.length === 1 ? 'state' : 'states'} ${list(final.map(q))} and the transitions ${moves}. Find the number of accepted words that have exactly $${n}$ letters.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The automaton is deterministic, so each word leads to exactly one state. We count, letter by letter, how many words lead to each state.',
          'The new count of a state is the sum of the old counts over all arrows that end in it.',
        ],
        steps: rows.map(
          (row, k) =>
            `After $${k}$ ${k === 1 ? 'letter' : 'letters'} the counts for ${k === 0 ? `${list(range(0, states - 1).map(q))} ` : 'the states '}are ${row.join(', ')}.`,
        ),
        check: `The counts of each line add up to a power of two; in the last one $${(rows[n] ?? []).join(' + ')} = 2^{${n}} = ${2 ** n}$.`,
        end: `Adding the last counts of the accepting ${final.length === 1 ? 'state' : 'states'} gives $${answer}$.`,
      }),
    };
  },
};

const masterTheorem: Template = {
  name: 'computing/divide-and-conquer',
  domain: '68',
  make(d) {
    const level = d.level(2, 4);
    const [a, b] = [d.int(1, 5), d.int(2, 4)];
    const k = d.int(3, 5);
    const n = b ** k;
    const [c, e, start] = [d.int(1, 5), d.int(0, 6), d.int(0, 5)];
    const sizes = range(0, k).map((i) => b ** i);
    const costs = [start];
    for (const size of sizes.slice(1)) costs.push(a * (costs.at(-1) ?? 0) + c * size + e);
    const answer = costs.at(-1) ?? 0;
    const rule = `T(n) = ${a === 1 ? '' : a}T(n/${b}) + ${c === 1 ? '' : c}n${e === 0 ? '' : ` + ${e}`}`;
    return {
      level,
      given: { a, b, k, c, e, start },
      question: d.say(
        `The running time of a recursive procedure satisfies $${rule}$ for powers $n$ of $${b}$ with $n > 1$, and $T(1) = ${start}$. Compute $T(${n})$.`,
        `A program that gets $n$ items calls itself ${a === 1 ? 'once' : `$${a}$ times`} with $n/${b}$ items and does $${c === 1 ? '' : c}n${e === 0 ? '' : ` + ${e}`}$ further operations; for one item it needs $${start}$. How many operations does it take for $${n}$ items?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The sizes that occur are the powers of the number by which the size is divided, so we compute from the smallest one upwards.',
        ],
        steps: [
          `We begin with $T(1) = ${start}$.`,
          ...sizes
            .slice(1)
            .map(
              (size, i) =>
                tex`$T(${size}) = ${a} \cdot ${costs[i]} + ${c} \cdot ${size}${e === 0 ? '' : ` + ${e}`} = ${costs[i + 1]}$.`,
            ),
        ],
        check: tex`There are $${k}$ levels of recursion, because $${b}^{${k}} = ${n}$.`,
        end: `So $T(${n}) = ${answer}$.`,
      }),
    };
  },
};

const inversions: Template = {
  name: 'computing/sorting-swaps',
  domain: '68',
  make(d) {
    const level = d.level(1, 3);
    const xs = d.ints(1, 60, 4 + level);
    const rows: number[][] = [];
    const work = [...xs];
    let swaps = 0;
    for (let end = work.length - 1; end > 0; end--) {
      let moved = 0;
      for (let i = 0; i < end; i++) {
        const [left = 0, right = 0] = [work[i], work[i + 1]];
        if (left <= right) continue;
        work[i] = right;
        work[i + 1] = left;
        moved++;
      }
      swaps += moved;
      rows.push([...work, moved]);
      if (moved === 0) break;
    }
    return {
      level,
      given: { xs },
      question: d.say(
        `Bubble sort arranges the list ${xs.join(', ')} in ascending order by exchanging neighbours that stand in the wrong order. How many exchanges does it make?`,
        `How many pairs of positions $i < j$ of the list ${xs.join(', ')} hold numbers in the wrong order, that is, with the larger one first?`,
        `The cards ${xs.join(', ')} lie in a row. In one move two neighbouring cards may change places. What is the least number of moves that puts the row in ascending order?`,
      ),
      answer: `${swaps}`,
      solution: worked(d, level, {
        why: [
          'Exchanging two neighbours in the wrong order removes exactly one pair in the wrong order, so the number of exchanges, the number of such pairs and the least number of moves are all the same.',
        ],
        steps: rows.map(
          (row, i) =>
            `After pass ${i + 1} the list is ${row.slice(0, -1).join(', ')}; this took ${row.at(-1)} ${row.at(-1) === 1 ? 'exchange' : 'exchanges'}.`,
        ),
        check: 'The list is now in order, so no further exchange is possible.',
        end: `Together that makes $${rows.map((row) => row.at(-1)).join(' + ')} = ${swaps}$.`,
      }),
    };
  },
};

export const computing = [twosComplement, automaton, masterTheorem, inversions];
