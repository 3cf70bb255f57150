import { range } from '../integers.ts';
import { inWords, list, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const entropy: Template = {
  name: 'life/entropy-and-codes',
  domain: '94',
  make(d) {
    const level = d.level(2, 4);
    const shapes = [
      [1, 1],
      [1, 2, 2],
      [2, 2, 2, 2],
      [1, 2, 3, 3],
      [1, 3, 3, 3, 3],
      [2, 2, 2, 3, 3],
      [1, 2, 3, 4, 4],
      [2, 2, 3, 3, 3, 3],
      [1, 3, 3, 3, 4, 4],
      [2, 2, 2, 3, 4, 4],
      [1, 2, 4, 4, 4, 4],
    ];
    const lengths = d.shuffle(d.pick(shapes.slice(level - 1)));
    const symbols = 'ABCDEFGH'.slice(0, lengths.length);
    const probs = lengths.map((l) => q(1, 2 ** l));
    const bits = qSum(probs.map((p, i) => p.mul(q(lengths[i] ?? 0))));
    const n = d.int(2, 60) * 8;
    const answer = bits.mul(q(n));
    const source = d.pick(['A weather station', 'A sensor', 'A telegraph', 'A source', 'A traffic counter']);
    return {
      level,
      given: { lengths, n },
      question: d.say(
        `${source} sends the symbols ${list([...symbols])} independently with the probabilities ${list(probs.map((p) => `$${p.toTex()}$`))}. What is the entropy of a message of $${n}$ symbols, in bits?`,
        `Messages consist of $${n}$ independent symbols ${list([...symbols])}, which occur with the probabilities ${list(probs.map((p) => `$${p.toTex()}$`))}, in this order. How many bits does an optimal binary prefix code need for such a message on average?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`A symbol of probability $p$ carries $\log_2 \frac1p$ bits, and the entropy is the mean of this over all symbols.`,
          'As all probabilities are powers of one half, a Huffman code gives each symbol a word of exactly this length, so the bound is reached.',
        ],
        steps: [
          `The symbols carry ${list([...symbols].map((s, i) => `$${lengths[i]}$ for ${s}`))} bits.`,
          tex`The entropy per symbol is $${probs.map((p, i) => tex`${p.toTex()} \cdot ${lengths[i]}`).join(' + ')} = ${bits.toTex()}$ bits.`,
          tex`For $${n}$ independent symbols it is $${n} \cdot ${bits.toTex()} = ${answer.toTex()}$ bits.`,
        ],
        end: `The answer is $${answer.toTex()}$ bits.`,
      }),
    };
  },
};

const hamming: Template = {
  name: 'life/linear-code',
  domain: '94',
  make(d) {
    const level = d.level(3, 4);
    const k = level === 3 ? 3 : 4;
    const n = k + d.int(2, 4);
    const rows = range(0, k - 1).map((i) =>
      range(0, n - 1).map((j) => (j < k ? (i === j ? 1 : 0) : d.int(0, 1))),
    );
    const words = range(1, 2 ** k - 1).map((m) =>
      range(0, n - 1).map((j) =>
        range(0, k - 1).reduce((bit, i) => bit ^ (((m >> i) & 1) * (rows[i]?.[j] ?? 0)), 0),
      ),
    );
    const weights = words.map((word) => word.reduce((a, b) => a + b, 0));
    const least = Math.min(...weights);
    const counts = range(1, n).map((w) => weights.filter((x) => x === w).length);
    const kind = d.pick(['distance', 'even'] as const);
    const even = 1 + weights.filter((w) => w % 2 === 0).length;
    const answer = kind === 'distance' ? least : even;
    return {
      level,
      given: { rows, kind },
      question: d.say(
        `A binary linear code has the generator matrix with the rows ${list(rows.map((row) => row.join('')))}. ${kind === 'distance' ? 'What is its minimum distance?' : 'How many of its code words contain an even number of ones?'}`,
        `The words ${list(rows.map((row) => row.join('')))} span a binary linear code. ${kind === 'distance' ? 'In how many places, at the least, do two different code words differ?' : 'Count the code words of even weight, the zero word included.'}`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'In a linear code the difference of two code words is again a code word, so the smallest distance equals the smallest number of ones in a code word other than zero.',
        ],
        steps: [
          `There are $2^{${k}} = ${2 ** k}$ code words. Besides the zero word they are ${list(words.map((word) => word.join('')))}.`,
          `Their numbers of ones are ${weights.join(', ')}: ${list(counts.flatMap((c, i) => (c > 0 ? [`weight ${i + 1} occurs ${c === 1 ? 'once' : c === 2 ? 'twice' : `${inWords(c)} times`}`] : [])))}.`,
          kind === 'distance'
            ? `The smallest weight is $${least}$.`
            : `Together with the zero word, $${even}$ words have an even weight.`,
        ],
        check:
          kind === 'distance'
            ? `So the code detects up to $${least - 1}$ ${least === 2 ? 'error' : 'errors'} and corrects up to $${Math.floor((least - 1) / 2)}$.`
            : `Either all words of a linear code have even weight or exactly half of them, which agrees with $${even}$ out of $${2 ** k}$.`,
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const gates: Template = {
  name: 'life/boolean-circuit',
  domain: '94',
  make(d) {
    const level = d.level(2, 4);
    const gate = () =>
      d.pick([
        ['AND', (a: number, b: number) => a & b],
        ['OR', (a: number, b: number) => a | b],
        ['XOR', (a: number, b: number) => a ^ b],
        ['NAND', (a: number, b: number) => 1 - (a & b)],
      ] as const);
    const [g1, g2, g3] = [gate(), gate(), gate()];
    const wide = level > 2;
    const inputs = wide ? 4 : 3;
    const value = (x: number): number => {
      const [a, b, c, e] = [(x >> 3) & 1, (x >> 2) & 1, (x >> 1) & 1, x & 1] as const;
      return wide ? g3[1](g1[1](a, b), g2[1](c, e)) : g3[1](g1[1](b, c), g2[1](c, e));
    };
    const rows = range(0, 2 ** inputs - 1).map((x) => ({ x, y: value(x) }));
    const ones = rows.filter(({ y }) => y === 1).length;
    const names = ['a', 'b', 'c', 'd'].slice(0, inputs);
    const [left, right] = wide ? ['a and b', 'c and d'] : ['a and b', 'b and c'];
    return {
      level,
      given: { gates: [g1[0], g2[0], g3[0]], wide },
      question: d.say(
        `A circuit with the inputs ${list(names)} consists of three gates: ${g1[0]} of ${left}, ${g2[0]} of ${right}, and ${g3[0]} of these two results, which is the output. For how many of the ${2 ** inputs} possible inputs is the output 1?`,
        `The first gate forms ${left} by ${g1[0]}, the second ${right} by ${g2[0]}; the lamp shows the ${g3[0]} of both. How many settings of the switches ${list(names)} make the lamp light up (1 means on)?`,
      ),
      answer: `${ones}`,
      solution: worked(d, level, {
        why: [
          'There are only a few inputs, so the truth table is the safest way. (AND is 1 when both inputs are 1, OR when at least one is, XOR when exactly one is, NAND when not both are.)',
        ],
        steps: [
          `The outputs for ${names.join('')} = ${rows.map(({ x, y }) => `${x.toString(2).padStart(inputs, '0')}: ${y}`).join(', ')}.`,
          `The value 1 occurs ${ones === 1 ? 'once' : `${ones} times`} and the value 0 occurs ${2 ** inputs - ones} times.`,
        ],
        end: `So the output is 1 for $${ones}$ of the inputs.`,
      }),
    };
  },
};

export const codes = [entropy, hamming, gates];
