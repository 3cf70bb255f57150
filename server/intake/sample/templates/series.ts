import { range } from '../integers.ts';
import { frac, paren, plus, poly, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const geometric: Template = {
  name: 'series/geometric',
  domain: '40',
  make(d) {
    const level = d.level(1, 3);
    const den = d.int(2, 9);
    const num = d.intWhere(-den + 1, den - 1, (n) => n !== 0);
    const first = d.nonzero(-12, 20);
    const from = level > 1 ? d.int(0, 3) : 0;
    const r = q(num, den);
    const start = q(first).mul(r.pow(from));
    const total = start.div(q(1).sub(r));
    const term = tex`${first} \left( ${r.toTex()} \right)^n`;
    const [ball, surface] = d.pick([
      ['rubber ball', 'the floor'],
      ['glass marble', 'a stone slab'],
      ['tennis ball', 'the court'],
    ]);
    const bounce = r.sign > 0 && first > 0 && level === 1;
    const path = q(first).add(q(2).mul(q(first)).mul(r).div(q(1).sub(r)));
    const story = bounce && d.chance(0.5);
    const answer = story ? path : total;
    return {
      level,
      given: { first, num, den, from, story },
      question: story
        ? `A ${ball} is dropped from a height of $${first}$ metres onto ${surface}. After each bounce it rises to $${frac(num, den)}$ of the height from which it fell. What total distance, in metres, does it travel before it comes to rest?`
        : d.say(
            tex`Find the sum of the series $\sum_{n=${from}}^{\infty} ${term}$.`,
            tex`Does $\sum_{n \ge ${from}} ${term}$ converge, and to what?`,
            `A geometric series has the first term $${start.toTex()}$ and the ratio $${r.toTex()}$. What is the sum of all its terms?`,
          ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`A geometric series with first term $a$ and ratio $r$, $|r| < 1$, has the sum $\frac{a}{1 - r}$.`,
        ],
        steps: story
          ? [
              `The first fall is $${first}$ metres. Each later height is travelled twice, once up and once down: the heights are $${r.mul(q(first)).toTex()}$, then each time $${r.toTex()}$ of the one before.`,
              tex`Their sum is $\frac{${r.mul(q(first)).toTex()}}{1 - ${r.toTex()}} = ${r.mul(q(first)).div(q(1).sub(r)).toTex()}$, so the distance is $${first} + 2 \cdot ${r.mul(q(first)).div(q(1).sub(r)).toTex()} = ${path.toTex()}$.`,
            ]
          : [
              tex`Here the ratio is $r = ${r.toTex()}$, and $|r| < 1$, so the series converges.`,
              tex`The first term is $a = ${start.toTex()}$.`,
              tex`The sum is $\frac{${start.toTex()}}{1 - ${paren(r)}} = ${start.toTex()} \cdot ${q(1).div(q(1).sub(r)).toTex()} = ${total.toTex()}$.`,
            ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const telescoping: Template = {
  name: 'series/telescoping',
  domain: '40',
  make(d) {
    const level = d.level(3, 4);
    const gap = d.int(1, level);
    const shift = d.int(0, 6);
    const scale = d.int(1, 9);
    const last = d.chance(0.5) ? d.int(8, 60) : 0;
    const part = (k: number) => q(scale, gap * (k + shift));
    const head = qSum(range(1, gap).map(part));
    const tail = last > 0 ? qSum(range(last + 1, last + gap).map(part)) : q(0);
    const answer = head.sub(tail);
    const n = (k: number) => (k === 0 ? 'n' : `(n+${k})`);
    const term = tex`\frac{${scale}}{${n(shift)}${n(shift + gap)}}`;
    return {
      level,
      given: { gap, shift, scale, last },
      question: d.say(
        tex`Compute $\sum_{n=1}^{${last > 0 ? last : tex`\infty`}} ${term}$.`,
        last > 0
          ? tex`Find the exact value of the sum of $${term}$ for $n = 1, 2, \dots, ${last}$.`
          : tex`The terms $${term}$ are added for $n = 1, 2, 3, \dots$ without end. What is the limit of the sums?`,
        last > 0
          ? tex`Write $\sum_{n=1}^{${last}} ${term}$ as a fraction in lowest terms.`
          : tex`Show that $\sum_{n \ge 1} ${term}$ converges, and find its sum.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Partial fractions turn each term into a difference of two values of one function, and most of these values cancel in the sum.',
        ],
        steps: [
          tex`We have $${term} = ${frac(scale, gap)} \left( \frac{1}{${n(shift).replace(/[()]/g, '')}} - \frac{1}{${n(shift + gap).replace(/[()]/g, '')}} \right)$, as one sees by bringing the right-hand side to a common denominator.`,
          tex`In the sum the part subtracted for $n$ comes back with a plus sign for $n + ${gap}$. What stays of the positive parts ${gap === 1 ? 'is the first one' : `are the first ${gap}`}: $${range(
            1,
            gap,
          )
            .map((k) => part(k).toTex())
            .join(' + ')}${gap > 1 ? ` = ${head.toTex()}` : ''}$.`,
          last > 0
            ? tex`Of the subtracted parts the last ${gap === 1 ? 'one stays' : `${gap} stay`}: $${range(
                last + 1,
                last + gap,
              )
                .map((k) => part(k).toTex())
                .join(' + ')}${gap > 1 ? ` = ${tail.toTex()}` : ''}$. The difference is $${answer.toTex()}$.`
            : 'The subtracted parts that stay at the end tend to zero, so they play no role in the limit.',
        ],
        end: `The sum is $${answer.toTex()}$.`,
      }),
    };
  },
};

const arithmetic: Template = {
  name: 'series/arithmetic',
  domain: '40',
  make(d) {
    const level = d.level(1, 2);
    const [a, step] = [d.int(-20, 40), d.nonzero(-7, 12)];
    const n = d.int(10, 40 + 60 * level);
    const last = a + (n - 1) * step;
    const total = (n * (a + last)) / 2;
    const rows = a > 0 && step > 0 && d.chance(0.5);
    const place = d.word('places');
    return {
      level,
      given: { a, step, n },
      question: rows
        ? d.say(
            `The ${place} has ${n} rows of seats. The first row has ${a} seats and each further row has ${step} more than the one before it. How many seats are there?`,
            `For the opening of the ${place}, candles are set up in ${n} lines: ${a} in the first line and ${step} more in each line than in the previous one. How many candles is that?`,
          )
        : d.say(
            `An arithmetic progression begins with $${a}$ and has the common difference $${step}$. Find the sum of its first $${n}$ terms.`,
            tex`Compute $${a} ${plus(a + step)} ${plus(a + 2 * step)} + \cdots ${plus(last)}$, where each term differs from the one before by $${step}$.`,
            tex`What is $\sum_{k=0}^{${n - 1}} (${a} ${plus(step)}k)$?`
              .replace('+ 1k', '+ k')
              .replace('- 1k', '- k'),
          ),
      answer: `${total}`,
      solution: worked(d, level, {
        why: [
          'Written forwards and backwards under each other, the terms of an arithmetic progression give the same sum in every column.',
        ],
        steps: [
          tex`The last of the $${n}$ terms is $${a} + ${n - 1} \cdot ${paren(step)} = ${last}$.`,
          tex`First and last term together make $${a} ${plus(last)} = ${a + last}$, and so does every pair of terms at the same distance from the two ends.`,
          tex`The sum is therefore $\frac{${n} \cdot ${paren(a + last)}}{2} = ${total}$.`,
        ],
        end: `The sum is $${total}$.`,
      }),
    };
  },
};

const powerSeries: Template = {
  name: 'series/derivative-of-geometric',
  domain: '40',
  make(d) {
    const level = d.level(3, 5);
    const den = d.int(3, 12);
    const num = d.intWhere(-den + 1, den - 1, (n) => n !== 0);
    const x = q(num, den);
    const [a, b] = [d.nonzero(-6, 9), d.int(-9, 9)];
    const one = q(1).sub(x);
    const sum1 = x.div(one.mul(one));
    const sum0 = q(1).div(one);
    const answer = q(a).mul(sum1).add(q(b).mul(sum0));
    return {
      level,
      given: { a, b, num, den },
      question: d.say(
        tex`Find the sum $\sum_{n=0}^{\infty} (${poly([b, a], 'n')}) \left( ${x.toTex()} \right)^n$.`,
        tex`Evaluate the series with the terms $\left( ${x.toTex()} \right)^n (${poly([b, a], 'n')})$ for $n = 0, 1, 2, \dots$`,
        tex`Let $c_n = ${poly([b, a], 'n')}$. What is the value of the power series $\sum_{n \ge 0} c_n x^n$ at $x = ${x.toTex()}$?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`For $|x| < 1$ the geometric series $\sum x^n = \frac{1}{1-x}$ may be differentiated term by term, because a power series converges uniformly on smaller discs.`,
          tex`This gives $\sum n x^{n-1} = \frac{1}{(1-x)^2}$, and after multiplying by $x$ we get $\sum n x^n = \frac{x}{(1-x)^2}$.`,
        ],
        steps: [
          tex`With $x = ${x.toTex()}$ we have $1 - x = ${one.toTex()}$.`,
          tex`So $\sum x^n = ${sum0.toTex()}$ and $\sum n x^n = ${x.toTex()} \div \left( ${one.toTex()} \right)^2 = ${sum1.toTex()}$.`,
          tex`The wanted sum is $${a} \cdot ${paren(sum1)} ${plus(b)} \cdot ${sum0.toTex()} = ${answer.toTex()}$.`,
        ],
        end: `The series has the sum $${answer.toTex()}$.`,
      }),
    };
  },
};

export const series = [geometric, telescoping, arithmetic, powerSeries];
