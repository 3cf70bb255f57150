import { factorial, gcd, range, sum } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const necklaces: Template = {
  name: 'groups/necklaces',
  domain: '20',
  make(d) {
    const level = d.level(3, 5);
    const n = d.int(4, 5 + 2 * level);
    const k = d.int(2, 6);
    const terms = range(0, n - 1).map((i) => gcd(i, n));
    const byCycles = new Map<number, number>();
    for (const t of terms) byCycles.set(t, (byCycles.get(t) ?? 0) + 1);
    const total = [...byCycles].reduce((t, [c, count]) => t + BigInt(count) * BigInt(k) ** BigInt(c), 0n);
    const answer = total / BigInt(n);
    const bead = d.pick(['beads', 'pearls', 'glass stones', 'wooden balls']);
    return {
      level,
      given: { n, k },
      question: d.say(
        `How many different necklaces can be made from ${n} ${bead} of ${k} available colours, if necklaces that differ by a rotation only are the same (but turning over is not allowed)?`,
        `A round table has ${n} seats, each to be painted in one of ${k} colours. Two paintings count as the same if one becomes the other by turning the table. How many essentially different paintings are there?`,
        `The ${n} sectors of a wheel are coloured with at most ${k} colours. Count the colourings up to rotation of the wheel.`,
        `Find the number of orbits of the cyclic group of order $${n}$ acting by rotation on the words of length $${n}$ over an alphabet of $${k}$ letters.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          "By Burnside's lemma the number of orbits is the average, over all group elements, of the number of colourings that the element leaves unchanged.",
          tex`The rotation by $i$ places moves the $n$ positions in $\gcd(i, n)$ cycles, and a colouring is unchanged exactly when each cycle has a single colour.`,
        ],
        steps: [
          ...[...byCycles]
            .sort(([x], [y]) => x - y)
            .map(
              ([c, count]) =>
                tex`There ${count === 1 ? 'is' : 'are'} $${count}$ ${count === 1 ? 'rotation' : 'rotations'} with $${c}$ ${c === 1 ? 'cycle' : 'cycles'}; each leaves $${k}^{${c}} = ${BigInt(k) ** BigInt(c)}$ colourings unchanged.`,
            ),
          tex`The sum is $${[...byCycles]
            .sort(([x], [y]) => x - y)
            .map(([c, count]) => tex`${count} \cdot ${BigInt(k) ** BigInt(c)}`)
            .join(' + ')} = ${total}$, and the average is $\frac{${total}}{${n}} = ${answer}$.`,
        ],
        end: `There are $${answer}$ different ones.`,
      }),
    };
  },
};

const conjugates: Template = {
  name: 'groups/conjugacy-class-size',
  domain: '20',
  make(d) {
    const level = d.level(3, 4);
    const type = range(1, d.int(2, level + 1))
      .map(() => d.int(1, 5))
      .sort((a, b) => b - a);
    const n = sum(type);
    const counts = [...new Set(type)].map(
      (length) => [length, type.filter((t) => t === length).length] as const,
    );
    const centraliser = counts.reduce(
      (product, [length, m]) => product * BigInt(length) ** BigInt(m) * factorial(m),
      1n,
    );
    const answer = factorial(n) / centraliser;
    const cycle = counts.map(
      ([length, m]) => `${m === 1 ? 'one cycle' : `$${m}$ cycles`} of length $${length}$`,
    );
    return {
      level,
      given: { type },
      question: d.say(
        `How many permutations of $${n}$ objects consist of ${list(cycle)}?`,
        `Find the size of the conjugacy class of $S_{${n}}$ that belongs to the cycle type $(${type.join(', ')})$.`,
        tex`Count the elements of the symmetric group $S_{${n}}$ whose disjoint cycles have the lengths $${type.join(', ')}$.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Write the objects in any order and cut the row into pieces of the wanted lengths, read as cycles. Every permutation of the type arises, but several times.',
          'A cycle of length $l$ can begin with any of its $l$ members, and cycles of equal length can change places.',
        ],
        steps: [
          `There are $${n}! = ${factorial(n)}$ orders of the row.`,
          ...counts.map(
            ([length, m]) =>
              tex`The ${m === 1 ? 'cycle' : `$${m}$ cycles`} of length $${length}$ account${m === 1 ? 's' : ''} for a factor $${length}^{${m}} \cdot ${m}! = ${BigInt(length) ** BigInt(m) * factorial(m)}$ of repetitions.`,
          ),
          tex`So the number is $\frac{${factorial(n)}}{${centraliser}} = ${answer}$.`,
        ],
        end: `There are $${answer}$ of them.`,
      }),
    };
  },
};

export const groupActions = [necklaces, conjugates];
