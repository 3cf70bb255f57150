import { range } from '../integers.ts';
import { inWords } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { listing, PRINTS } from './programs.ts';

const recursion: Template = {
  name: 'programs/recursive-function',
  domain: '68',
  make(d) {
    const level = d.level(2, 4);
    const f = d.pick(['f', 'g', 'h', 'walk', 'score', 'cost', 'steps']);
    const [a, b, c] = [d.int(1, 3), d.int(1, 3), d.int(0, 6)];
    const [s, t] = [d.int(0, 4), d.int(0, 5)];
    const n = d.int(5, 6 + level);
    const values = [s, t];
    for (let i = 2; i <= n; i++) values.push(a * (values[i - 1] ?? 0) + b * (values[i - 2] ?? 0) + c);
    const calls = [1, 1];
    for (let i = 2; i <= n; i++) calls.push(1 + (calls[i - 1] ?? 0) + (calls[i - 2] ?? 0));
    const countCalls = level > 2 && d.chance(0.35);
    const answer = countCalls ? calls[n] : values[n];
    const times = (k: number) => (k === 1 ? '' : `${k} * `);
    const code = [
      `def ${f}(n):`,
      '    if n == 0:',
      `        return ${s}`,
      '    if n == 1:',
      `        return ${t}`,
      `    return ${times(a)}${f}(n - 1) + ${times(b)}${f}(n - 2)${c === 0 ? '' : ` + ${c}`}`,
      '',
      `print(${f}(${n}))`,
    ];
    return {
      level,
      given: { a, b, c, s, t, n, countCalls },
      question: listing(
        d,
        code,
        countCalls
          ? [
              `How often is the function ${f} called in all while this program runs, the first call included?`,
              `Count all calls of ${f} that this code makes, inner ones included.`,
            ]
          : PRINTS,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          countCalls
            ? `Let C(n) be the number of calls that ${f}(n) causes, itself included. For n of 0 or 1 there is one call, and otherwise the two inner calls come on top.`
            : 'The function calls itself with smaller arguments only, so we compute its values from the bottom up.',
        ],
        steps: countCalls
          ? [
              `So C(0) = C(1) = 1 and C(n) = 1 + C(n - 1) + C(n - 2).`,
              `This gives ${range(2, n)
                .map((i) => `C(${i}) = 1 + ${calls[i - 1]} + ${calls[i - 2]} = ${calls[i]}`)
                .join(', ')}.`,
            ]
          : [
              `The first two values are ${f}(0) = ${s} and ${f}(1) = ${t}.`,
              ...range(2, n).map(
                (i) =>
                  `Then ${f}(${i}) = ${times(a)}${values[i - 1]} + ${times(b)}${values[i - 2]}${c === 0 ? '' : ` + ${c}`} = ${values[i]}.`,
              ),
            ],
        end: countCalls ? `There are ${answer} calls.` : `The program prints ${answer}.`,
      }),
    };
  },
};

const lists: Template = {
  name: 'programs/list-operations',
  domain: '68',
  make(d) {
    const level = d.level(1, 3);
    const xs = d.ints(1, 40, 5 + level);
    const cut = d.int(1, 3);
    const limit = d.int(10, 30);
    const factor = d.int(2, 4);
    const order = d.pick(['sorted', 'reversed', 'same'] as const);
    const arranged =
      order === 'sorted' ? [...xs].sort((a, b) => a - b) : order === 'reversed' ? [...xs].reverse() : xs;
    const kept = arranged.slice(cut);
    const chosen = kept.filter((x) => x < limit).map((x) => x * factor);
    const last = chosen.at(-1);
    const what = last === undefined || d.chance(0.6) ? 'sum' : 'last';
    const answer = what === 'sum' ? chosen.reduce((a, b) => a + b, 0) : (last ?? 0);
    const v = d.pick(['data', 'xs', 'values', 'numbers', 'items']);
    const arrange = { sorted: [`${v} = sorted(${v})`], reversed: [`${v} = ${v}[::-1]`], same: [] }[order];
    const code = [
      `${v} = [${xs.join(', ')}]`,
      ...arrange,
      `${v} = ${v}[${cut}:]`,
      `${v} = [x * ${factor} for x in ${v} if x < ${limit}]`,
      what === 'sum' ? `print(sum(${v}))` : `print(${v}[-1])`,
    ];
    return {
      level,
      given: { xs, cut, limit, factor, order, what },
      question: listing(d, code, PRINTS),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We follow the list line by line; positions are counted from zero, and a slice that begins at k leaves out the first k entries.',
        ],
        steps: [
          ...(order === 'same'
            ? []
            : [
                `${order === 'sorted' ? 'Sorting' : 'Turning the list round'} gives [${arranged.join(', ')}].`,
              ]),
          `Without the first ${cut === 1 ? 'entry' : `${inWords(cut)} entries`} the list is [${kept.join(', ')}].`,
          `Of these, the numbers below ${limit} are ${kept.filter((x) => x < limit).join(', ') || 'none at all'}, and multiplied by ${factor} they become [${chosen.join(', ')}].`,
          what === 'sum' ? `The sum of this list is ${answer}.` : `Its last entry is ${answer}.`,
        ],
        end: `So the output is ${answer}.`,
      }),
    };
  },
};

const bitwise: Template = {
  name: 'programs/bit-operations',
  domain: '68',
  make(d) {
    const level = d.level(2, 3);
    const [a, b, s] = [d.int(9, 120 * level), d.int(9, 120 * level), d.int(1, 3)];
    const first = d.pick(['&', '|', '^'] as const);
    const apply = (x: number, y: number) => (first === '&' ? x & y : first === '|' ? x | y : x ^ y);
    const left = d.chance(0.5);
    const inner = apply(a, b);
    const answer = left ? inner << s : inner >> s;
    const width = Math.max(a, b).toString(2).length;
    const bin = (x: number) => x.toString(2).padStart(width, '0');
    const word = {
      '&': 'a 1 where both have a 1',
      '|': 'a 1 where at least one of them has a 1',
      '^': 'a 1 where exactly one of them has a 1',
    }[first];
    const [x, y] = d.pick([
      ['a', 'b'],
      ['p', 'q'],
      ['left', 'right'],
      ['mask', 'flags'],
    ] as const);
    const code = [`${x} = ${a}`, `${y} = ${b}`, `print((${x} ${first} ${y}) ${left ? '<<' : '>>'} ${s})`];
    return {
      level,
      given: { a, b, s, first, left },
      question: listing(d, code, PRINTS),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The operator works on the binary digits of the numbers, place by place, so we write both in binary with the same number of digits.',
        ],
        steps: [
          `In binary ${a} is ${bin(a)} and ${b} is ${bin(b)}.`,
          `The operator ${first} puts ${word}: the result is ${bin(inner)}, which is ${inner}.`,
          left
            ? `A shift to the left by ${s} appends ${s} zeros, that is, it multiplies by ${2 ** s}: ${inner} * ${2 ** s} = ${answer}.`
            : `A shift to the right by ${s} drops the last ${s === 1 ? 'digit' : `${inWords(s)} digits`}, that is, it divides by ${2 ** s} and forgets the remainder: ${answer}.`,
        ],
        end: `The program prints ${answer}.`,
      }),
    };
  },
};

const strings: Template = {
  name: 'programs/string-building',
  domain: '68',
  make(d) {
    const level = d.level(1, 3);
    const word = d.word('spelling').toLowerCase();
    const [step, shift, times] = [d.int(2, 3), d.int(1, word.length - 1), d.int(2, 1 + level)];
    const turned = word.slice(shift) + word.slice(0, shift);
    const picked = [...turned.repeat(times)].filter((_, i) => i % step === 0).join('');
    const v = d.pick(['s', 'word', 'text', 't']);
    const backwards = d.chance(0.4);
    const answer = backwards ? [...picked].reverse().join('') : picked;
    const code = [
      `${v} = "${word}"`,
      `${v} = ${v}[${shift}:] + ${v}[:${shift}]`,
      `${v} = ${v} * ${times}`,
      `${v} = ${v}[::${step}]`,
      `print(${v}${backwards ? '[::-1]' : ''})`,
    ];
    return {
      level,
      given: { word, step, shift, times, backwards },
      question: listing(d, code, [
        'What does the program print?',
        'Which text is printed?',
        'What is the output of this code?',
        'Which letters does this code print?',
      ]),
      answer,
      wrong: [[...answer].reverse().join(''), turned, word, picked.slice(1)].filter(
        (text) => text !== answer,
      ),
      solution: worked(d, level, {
        why: ['Each line replaces the string by a new one, so we write the string down after each line.'],
        steps: [
          `Moving the first ${shift === 1 ? 'letter' : `${inWords(shift)} letters`} to the end turns ${word} into ${turned}.`,
          `Repeated ${inWords(times)} times it is ${turned.repeat(times)}.`,
          `Taking every ${step === 2 ? 'second' : 'third'} letter, beginning with the first, leaves ${picked}.`,
          ...(backwards ? [`Read backwards this is ${answer}.`] : []),
        ],
        end: `The output is ${answer}.`,
      }),
    };
  },
};

export const programValues = [recursion, lists, bitwise, strings];
