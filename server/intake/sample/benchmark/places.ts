import type { Draw } from '../draw.ts';
import { choose, gcd, primesBetween, range } from '../integers.ts';
import { list, ordinal } from '../notation.ts';
import { q } from '../rational.ts';
import type { MadeItem } from './item.ts';

export function lighthouse(d: Draw): MadeItem {
  const [a = 7, b = 11] = d.some([7, 8, 9, 11, 13, 15, 17, 19], 2);
  if (gcd(a, b) > 1) return lighthouse(d);
  const [r, s] = [d.int(1, a - 1), d.int(1, b - 1)];
  const meet = range(0, a * b - 1).find((t) => t % a === r && t % b === s) ?? 0;
  const nights = d.int(3, 9);
  const town = d.word('towns');
  return {
    domain: '11',
    level: 3,
    setting: `Two lanterns hang over the breakwater of ${town}. Counted in seconds from midnight, the amber one blinks at second ${r} and from then on once every ${a} seconds, whereas the violet one first blinks at second ${s} and repeats every ${b} seconds.`,
    ask: {
      text: 'At which second do both blink together for the first time?',
      answer: `${meet}`,
      solution: `We look for the least t that leaves the remainder ${r} on division by ${a} and the remainder ${s} on division by ${b}. Since ${a} and ${b} have no common factor, there is exactly one such t below ${a * b}. Running through ${r}, ${r + a}, ${r + 2 * a} and so on, and watching the remainder on division by ${b}, the first hit is t = ${meet}: indeed ${meet} = ${Math.floor(meet / a)} x ${a} + ${r} and ${meet} = ${Math.floor(meet / b)} x ${b} + ${s}. So both blink together for the first time at second ${meet}.`,
    },
    other: {
      text: `How many seconds lie between their first and their ${ordinal(nights)} common blink?`,
      answer: `${(nights - 1) * a * b}`,
      solution: `After a common blink the next one comes when both a multiple of ${a} and a multiple of ${b} seconds have passed. As these numbers have no common factor, this takes ${a} x ${b} = ${a * b} seconds. Between the first and the ${ordinal(nights)} common blink there are ${nights - 1} such periods, so the time is ${nights - 1} x ${a * b} = ${(nights - 1) * a * b} seconds. The starting seconds play no role for this.`,
    },
  };
}

export function orchard(d: Draw): MadeItem {
  const [rows, columns] = [d.int(5, 14), d.int(5, 14)];
  const pick = d.int(2, 4);
  const rooks =
    choose(rows, pick) * choose(columns, pick) * BigInt(range(1, pick).reduce((t, i) => t * i, 1));
  const all = choose(rows * columns, pick);
  const { name } = d.person();
  return {
    domain: '05',
    level: 4,
    setting: `An orchard keeper called ${name} planted saplings on a lattice of ${rows} files and ${columns} ranks, a single sapling at every crossing, and intends to wrap exactly ${pick} of the saplings in burlap before the frost.`,
    ask: {
      text: 'Counting selections in which neither a file nor a rank contains two wrapped saplings, what number results?',
      answer: `${rooks}`,
      solution: `First choose the ${pick} files that contain a wrapped sapling, which can be done in ${choose(rows, pick)} ways, and then the ${pick} ranks, in ${choose(columns, pick)} ways. Now each chosen file gets one of the chosen ranks, and no rank is used twice; for this there are ${range(1, pick).reduce((t, i) => t * i, 1)} orders. The product of the three numbers is ${rooks}. Every admissible choice arises exactly once, so the answer is ${rooks}.`,
    },
    other: {
      text: 'How many choices of saplings are there without any further condition?',
      answer: `${all}`,
      solution: `There are ${rows} x ${columns} = ${rows * columns} saplings altogether. Without any further condition we simply choose ${pick} of them, and the order does not matter. The number of choices is the binomial coefficient of ${rows * columns} over ${pick}, which is ${all}. So the answer is ${all}.`,
    },
  };
}

export function glassblower(d: Draw): MadeItem {
  const p = d.pick(primesBetween(11, 61));
  const g = d.int(2, p - 1);
  const start = d.int(1, p - 1);
  const n = d.int(30, 400);
  const power = (e: number) => {
    let v = 1;
    for (let i = 0; i < e; i++) v = (v * g) % p;
    return v;
  };
  const end = (start * power(n)) % p;
  let order = 1;
  for (let v = g % p; v !== 1; v = (v * g) % p) order++;
  const short = n % order;
  return {
    domain: '11',
    level: 4,
    setting: `A glassblower stamps a serial code on each vase. The opening code equals ${start}, and each subsequent code arises when its predecessor gets multiplied by ${g} and reduced to its residue modulo ${p}.`,
    ask: {
      text: `Which code does the vase carry that is made ${n} vases after the opening one?`,
      answer: `${end}`,
      solution: `After k further vases the code is congruent to ${start} times the k-th power of ${g} modulo ${p}. The powers of ${g} modulo ${p} repeat, and the length of the period is ${order}, since this is the first exponent for which the power is 1. The number ${n} leaves the remainder ${short} on division by ${order}, so we only need the power with exponent ${short}, which is ${power(short)} modulo ${p}. Multiplying by ${start} gives ${start * power(short)}, and its residue modulo ${p} is ${end}.`,
    },
    other: {
      text: 'After how many further vases does the opening code appear again for the first time?',
      answer: `${order}`,
      solution: `The opening code comes back when the power of ${g} that has been multiplied in is congruent to 1 modulo ${p}, because ${start} has an inverse modulo the prime ${p}. So we need the order of ${g}. It divides ${p - 1} by Fermat's theorem. Computing the powers one after the other modulo ${p}, the value 1 is reached for the first time with the exponent ${order}. Hence the opening code appears again after ${order} vases.`,
    },
  };
}

export function caravan(d: Draw): MadeItem {
  const [wells, leak] = [d.int(3, 6), d.pick([2, 3, 4, 5])];
  const start = leak ** wells * d.int(2, 9);
  const drop = d.int(1, 5);
  let water = q(start);
  const stops: string[] = [];
  for (let i = 0; i < wells; i++) {
    water = water.mul(q(leak - 1, leak)).add(q(drop));
    stops.push(`${water.toString()}`);
  }
  const fixed = drop * leak;
  return {
    domain: '39',
    level: 4,
    setting: `A caravan sets forth with ${start} goatskins of water. Between neighbouring wells the desert sun costs it one goatskin in every ${leak} that it carries, while at every well the guides pour ${drop} fresh ones in; fractions of a goatskin are possible.`,
    ask: {
      text: `How many goatskins does the caravan carry on leaving well number ${wells}?`,
      answer: water.toString(),
      solution: `Let w be the amount on leaving a well. Until the next well the share (${leak} - 1)/${leak} of it remains, and then ${drop} are added, so the next amount is ${leak - 1}/${leak} times w plus ${drop}. Beginning with ${start}, the amounts on leaving the wells are ${list(stops)}. The last of these numbers is the answer, ${water.toString()}. As a check, the distance from the fixed amount ${fixed} shrinks by the factor ${leak - 1}/${leak} at every stage.`,
    },
    other: {
      text: 'Which amount would stay the same from well to well?',
      answer: `${fixed}`,
      solution: `An amount w that stays the same satisfies w = ${leak - 1}/${leak} times w plus ${drop}, because on the way one part in ${leak} is lost and ${drop} are added afterwards. Bringing the first term to the other side, w/${leak} = ${drop}, and multiplying by ${leak} gives w = ${fixed}. Putting this back, the loss is ${fixed}/${leak} = ${drop}, which is exactly what is added. So the amount is ${fixed} goatskins.`,
    },
  };
}

export function mosaic(d: Draw): MadeItem {
  const [a, b] = [d.int(6, 40), d.int(6, 40)];
  const g = gcd(a, b);
  const cut = a + b - g;
  const clean = a * b - cut;
  const town = d.word('towns');
  return {
    domain: '52',
    level: 4,
    setting: `In the chapel at ${town} a rectangular mosaic of ${a} by ${b} congruent square tesserae was shaken by an earthquake, and a hair-thin crack now runs perfectly straight from one corner of the mosaic to the opposite corner.`,
    ask: {
      text: 'How many tesserae does the crack split?',
      answer: `${cut}`,
      solution: `Follow the crack from corner to corner. It enters a new tessera whenever it crosses one of the ${a - 1} inner lines in one direction or one of the ${b - 1} inner lines in the other. When it passes through a point where two lines cross, it crosses both at once. Such points lie at the fractions 1/${g}, 2/${g} and so on of the way, so there are ${g} - 1 of them. The number of tesserae is 1 + ${a - 1} + ${b - 1} - ${g - 1} = ${cut}.`,
    },
    other: {
      text: 'How many tesserae stay unharmed?',
      answer: `${clean}`,
      solution: `There are ${a} x ${b} = ${a * b} tesserae. The number that the crack splits is ${a} + ${b} minus the greatest common divisor of the two numbers, which is ${g}: each inner line that is crossed brings a new tessera, and crossings of two lines at a time are counted only once. So ${a} + ${b} - ${g} = ${cut} are split, and ${a * b} - ${cut} = ${clean} stay unharmed.`,
    },
  };
}
