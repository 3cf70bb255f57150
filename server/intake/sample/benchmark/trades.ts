import type { Draw } from '../draw.ts';
import { choose, mod, range, sum } from '../integers.ts';
import { list, poly } from '../notation.ts';
import { q } from '../rational.ts';
import type { MadeItem } from './item.ts';

export function archivist(d: Draw): MadeItem {
  const digits = d.int(4, 6);
  const m = d.pick([3, 7, 9, 11, 13]);
  const top = 10 ** digits;
  const multiples = Math.floor((top - 1) / m) - Math.floor((top / 10 - 1) / m);
  const decreasing = choose(10, digits);
  return {
    domain: '05',
    level: 3,
    setting: `An archivist labels parchments with codes of ${digits} decimal digits whose leading digit differs from zero, using each admissible code on precisely one parchment, and then sorts the parchments into crates.`,
    ask: {
      text: `The crate of jade holds the codes whose digits strictly decrease from left to right; how many parchments does it hold?`,
      answer: `${decreasing}`,
      solution: `A code whose digits strictly decrease is fixed by the set of its digits, since there is only one way to write a set of digits in decreasing order. The leading digit is then the largest one and cannot be zero, as there are at least two different digits. So we count the sets of ${digits} digits out of ten, which is the binomial coefficient of 10 over ${digits}. It equals ${decreasing}, and this is the number of parchments in the crate.`,
    },
    other: {
      text: `How many parchments carry a code that ${m} divides?`,
      answer: `${multiples}`,
      solution: `The codes are the integers from ${top / 10} to ${top - 1}. Up to ${top - 1} there are ${Math.floor((top - 1) / m)} positive multiples of ${m}, and up to ${top / 10 - 1} there are ${Math.floor((top / 10 - 1) / m)}. The difference counts the multiples with exactly ${digits} digits, and it is ${multiples}. So ${multiples} parchments carry such a code.`,
    },
  };
}

export function ferryman(d: Draw): MadeItem {
  const [p, r] = [d.int(1, 5), d.int(1, 5)];
  const share = q(p, p + r);
  const rounds = d.int(3, 6);
  const k = d.int(1, rounds - 1);
  const exactly = q(choose(rounds, k))
    .mul(share.pow(k))
    .mul(
      q(1)
        .sub(share)
        .pow(rounds - k),
    );
  const none = q(1).sub(q(1).sub(share).pow(rounds));
  return {
    domain: '60',
    level: 3,
    setting: `A ferryman spins a brass wheel before every crossing. Its rim shows ${p} crescents and ${r} anchors at equal distances; a crescent means that the crossing is free of charge, and the outcomes of different spins do not influence one another.`,
    ask: {
      text: `A pilgrim crosses ${rounds} times. What chance does the pilgrim have of exactly ${k} free ${k === 1 ? 'crossing' : 'crossings'}?`,
      answer: exactly.toString(),
      solution: `A single crossing is free with probability ${share}. Which ${k} of the ${rounds} crossings are the free ones can be chosen in ${choose(rounds, k)} ways. Each such pattern has the probability ${share} to the power ${k} times ${q(1).sub(share)} to the power ${rounds - k}, as the spins are independent. The product is ${choose(rounds, k)} times ${share.pow(k)} times ${q(
        1,
      )
        .sub(share)
        .pow(rounds - k)}, which equals ${exactly}.`,
    },
    other: {
      text: `How likely is at least one free crossing in ${rounds} trips?`,
      answer: none.toString(),
      solution: `It is easier to find the probability that no crossing is free. A single crossing is not free with probability ${q(1).sub(share)}, and as the spins are independent, ${rounds} crossings in a row are not free with probability ${q(1).sub(share).pow(rounds)}. At least one free crossing is the opposite, so its probability is 1 - ${q(1).sub(share).pow(rounds)} = ${none}.`,
    },
  };
}

export function bellfounder(d: Draw): MadeItem {
  const [a, b, c] = [d.nonzero(-5, 6), d.int(-9, 9), d.nonzero(-4, 5)];
  const f = [a, b, c];
  const at = (x: number) => a + b * x + c * x * x;
  const [x, y, z] = d.ints(-6, 9, 3).sort((u, v) => u - v) as [number, number, number];
  const goal = z + d.int(2, 6);
  const slope = b + 2 * c * goal;
  const unit = d.word('metals');
  return {
    domain: '41',
    level: 3,
    setting: `A bell founder tuned three ${unit} bells and noticed that their pitch obeys a quadratic law in the dial position: the dial positions ${x}, ${y} and ${z} produced the pitches ${at(x)}, ${at(y)} and ${at(z)} respectively.`,
    ask: {
      text: `Which pitch does the law foretell for dial position ${goal}?`,
      answer: `${at(goal)}`,
      solution: `Write the law as f(x) = u + v(x - (${x})) + w(x - (${x}))(x - (${y})). The first position gives u = ${at(x)}. The second gives v = (${at(y)} - (${at(x)})) / (${y} - (${x})) = ${q(at(y) - at(x), y - x)}. Between the second and third position the slope is ${q(at(z) - at(y), z - y)}, so w = (${q(at(z) - at(y), z - y)} - (${q(at(y) - at(x), y - x)})) / (${z} - (${x})) = ${c}. Multiplying out, f(x) = ${poly(f).replace(/\^2/, '²')}. At ${goal} this is ${at(goal)}.`,
    },
    other: {
      text: `At what rate does the pitch change with the dial at position ${goal}?`,
      answer: `${slope}`,
      solution: `From the three values we first find the law. The divided differences are ${q(at(y) - at(x), y - x)} and ${q(at(z) - at(y), z - y)}, and their difference divided by ${z} - (${x}) is ${c}, the coefficient of the square. Putting in one of the values gives the law f(x) = ${poly(f).replace(/\^2/, '²')}. Its derivative is ${poly([b, 2 * c])}, and at ${goal} this has the value ${slope}.`,
    },
  };
}

export function tapestry(d: Draw): MadeItem {
  const n = d.int(8, 24);
  const colours = d.int(2, 4);
  const counts = [1, colours];
  for (let i = 2; i <= n; i++) counts.push((colours - 1) * sum([counts[i - 1] ?? 0, counts[i - 2] ?? 0]));
  const free = BigInt(colours) ** BigInt(n);
  const answer = `${counts[n]}`;
  if (!Number.isSafeInteger(counts[n])) return tapestry(d);
  return {
    domain: '05',
    level: 4,
    setting: `A weaver finishes the hem of a tapestry with ${n} knots in one line and has yarn of ${colours} dyes at hand, one of which is crimson; every knot is tied with a single dye, and the hem is read from the left only.`,
    ask: {
      text: 'How many hems avoid two adjoining crimson knots?',
      answer,
      solution: `Let h(n) be the number of admissible hems with n knots. If the last knot is not crimson, it can have ${colours - 1} dyes and the rest is any admissible hem with n - 1 knots. If it is crimson, the knot before it has one of the other ${colours - 1} dyes and the rest is any admissible hem with n - 2 knots. So h(n) = ${colours - 1} times (h(n - 1) + h(n - 2)), with h(0) = 1 and h(1) = ${colours}. One after the other the values are ${counts.slice(2).join(', ')}. The last of them, for ${n} knots, is ${answer}.`,
    },
    other: {
      text: 'How many hems are there altogether?',
      answer: `${free}`,
      solution: `Each of the ${n} knots can be tied with any of the ${colours} dyes, and the choices do not influence each other, since nothing is said about neighbouring knots in this question. The hem is read from the left only, so a hem and its mirror image are counted separately. The number of hems is therefore ${colours} to the power ${n}, which is ${free}.`,
    },
  };
}

export function astronomer(d: Draw): MadeItem {
  const [a, b] = [d.int(2, 30), d.int(2, 30)];
  const m = d.int(5, 40);
  const value = (n: number) => mod(a * n * n + b * n, m);
  const hits = range(1, m).filter((n) => value(n) === 0);
  const n = d.int(m + 1, 60 * m);
  return {
    domain: '11',
    level: 3,
    setting: `An astronomer's clock has ${m} hour marks numbered from 0 to ${m - 1}. On day n of the calendar its only hand points to the mark whose number is congruent to ${a} times the square of n, increased by ${b} times n, modulo ${m}.`,
    ask: {
      text: `On how many of the days 1 to ${m} does the hand rest on mark 0?`,
      answer: `${hits.length}`,
      solution: `The hand rests on mark 0 exactly when ${m} divides n times (${a}n + ${b}). The remainder of this product depends only on the remainder of n modulo ${m}, so we go through the days 1 to ${m} once. The days that satisfy the condition are ${list(hits)}. For each of them the product is a multiple of ${m}; for all other days it is not. So there are ${hits.length} such days.`,
    },
    other: {
      text: `To which mark does it point on day ${n}?`,
      answer: `${value(n)}`,
      solution: `Only the remainder of n modulo ${m} matters, and ${n} leaves the remainder ${n % m}. With n replaced by ${n % m} we get ${a} x ${(n % m) ** 2} + ${b} x ${n % m} = ${a * (n % m) ** 2 + b * (n % m)}. Divided by ${m} this leaves the remainder ${value(n)}, so on day ${n} the hand points to mark ${value(n)}.`,
    },
  };
}
