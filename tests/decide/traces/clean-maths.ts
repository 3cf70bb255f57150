import { concluded, doubt, nameOf, opening, placeOf, stated, sure } from './clean-words.ts';
import type { MadeTrace, Pick } from './pick.ts';

type Maker = (pick: Pick) => MadeTrace;

const equation: Maker = (pick) => {
  const [a, x, b] = [pick.number(2, 19), pick.number(2, 60), pick.number(1, 90)];
  const c = a * x + b;
  return {
    question: `Solve for $x$: $${a}x + ${b} = ${c}$.`,
    thinking: `${opening(pick)} We have ${a}x + ${b} = ${c}, and subtracting ${b} from both sides leaves\n\\[\n${a}x = ${c} - ${b} = ${c - b}.\n\\]\nDividing by ${a} gives $x = \\frac{${c - b}}{${a}} = ${x}$. ${doubt(pick)}\n\nPlugging it back in: $${a} \\cdot ${x} + ${b} = ${a * x} + ${b} = ${c}$, so it works. ${sure(pick)} ${concluded(pick, x)}`,
    answer: `Subtract ${b}, then divide by ${a}:\n\n$$x = \\frac{${c} - ${b}}{${a}} = ${x}.$$\n\n${stated(pick, x)}`,
  };
};

/** Dozens of cases tried one by one. */
const enumeration: Maker = (pick) => {
  const [m, r, top] = [pick.number(5, 13), pick.number(1, 4), pick.number(15, 45)];
  const tried = Array.from({ length: top }, (_, i) => {
    const n = i + 1;
    const square = n * n;
    return `n = ${n}: n^2 = ${square}, and ${square} mod ${m} = ${square % m}${square % m === r ? ', which works.' : ', no.'}`;
  });
  const count = tried.filter((line) => line.endsWith('works.')).length;
  return {
    question: `How many integers $1 \\le n \\le ${top}$ satisfy $n^2 \\equiv ${r} \\pmod{${m}}$?`,
    thinking: `${opening(pick)} I'll just try all of them.\n\n${tried.join('\n')}\n\nCounting the ones that work gives ${count}. ${doubt(pick)} ${sure(pick)} ${concluded(pick, count)}`,
    answer: `Checking each residue, exactly ${count} of the integers work. ${stated(pick, count)}`,
  };
};

const table: Maker = (pick) => {
  const rows = Array.from(
    { length: pick.number(4, 9) },
    (_, i) => [i + 1, pick.number(2, 40), pick.number(2, 12)] as const,
  );
  const total = rows.reduce((sum, [, a, b]) => sum + a * b, 0);
  const lines = rows.map(([i, a, b]) => `| ${i} | ${a} | $${b}.00 | $${a * b}.00 |`);
  const who = nameOf(pick);
  return {
    question: `${who} sells ${rows.length} kinds of fruit in ${placeOf(pick)}: ${rows.map(([, a, b]) => `${a} pieces at $${b}`).join(', ')}. How much does ${who} take in?`,
    thinking: `${opening(pick)} A table helps:\n\n| kind | pieces | price | sum |\n|---|---|---|---|\n${lines.join('\n')}\n\nNow add up the last column: ${rows.map(([, a, b]) => a * b).join(' + ')} = ${total}. ${doubt(pick)} The prices are in dollars, so it's $${total} and not cents. ${concluded(pick, total)}`,
    answer: `${who} takes in $${total} in all.\n\n${stated(pick, total)}`,
  };
};

const LONG_SUM = (pick: Pick): number[] =>
  Array.from({ length: pick.number(20, 60) }, () => pick.number(10, 9999));

/** Long computations with long digits. */
const computation: Maker = (pick) => {
  const terms = LONG_SUM(pick);
  let sum = 0;
  const steps = terms.map((term) => {
    sum += term;
    return `${sum - term} + ${term} = ${sum}`;
  });
  const big = 10n ** BigInt(pick.number(15, 60));
  return {
    question: `Add the numbers ${terms.join(', ')}.`,
    thinking: `${opening(pick)}\n${steps.join('\n')}\n\nAs a check on the size: each is below ${big}, of course, and the product of the first two is ${terms[0]! * terms[1]!}. A decimal such as 1/7 = 0.142857142857142857142857142857 plays no part. ${sure(pick)} ${concluded(pick, sum)}`,
    answer: stated(pick, sum),
  };
};

const geometry: Maker = (pick) => {
  const [a, b] = pick.of([
    [3, 4],
    [5, 12],
    [8, 15],
    [20, 21],
    [9, 40],
  ] as const);
  const c = Math.sqrt(a * a + b * b);
  return {
    question: `In triangle $ABC$ with a right angle at $C$, $AC = ${a}$ and $BC = ${b}$. Find $AB$.`,
    thinking: `${opening(pick)} Let α = ∠A and β = ∠B, so that α + β = 90°. By the theorem of Pythagoras (or as Poincaré and L'Hôpital would say, obviously),\n\\begin{align*}\nAB^2 &= AC^2 + BC^2 \\\\\n&= ${a}^2 + ${b}^2 = ${c * c}.\n\\end{align*}\n${doubt(pick)} The matrix view gives the same:\n\\[\n\\begin{pmatrix} 0 & 0 & 0 & 0 \\\\ 0 & 0 & 0 & 0 \\\\ 0 & 0 & ${a} & ${b} \\end{pmatrix}\n\\]\nis of no use here, though. ${sure(pick)} ${concluded(pick, c)}`,
    answer: `By the theorem of Pythagoras, $AB = \\sqrt{${a}^2 + ${b}^2} = ${c}$.\n\n${stated(pick, c)}`,
  };
};

const proof: Maker = (pick) => {
  const k = pick.number(3, 9);
  return {
    question: `Prove that the sum of ${k} consecutive integers${k % 2 === 0 ? `, doubled,` : ''} is divisible by ${k}.`,
    thinking: `${opening(pick)} Write the integers as $n, n+1, \\dots, n+${k - 1}$. Their sum is $${k}n + ${(k * (k - 1)) / 2}$. ${doubt(pick)} With the factor where it is needed this is a multiple of ${k}, which is what was wanted. I recall that Gauß did this as a child; in French one says "la somme des entiers est un multiple de ce nombre et c'est tout". Nothing more is needed.`,
    answer: `Let the integers be $n, \\dots, n+${k - 1}$. Their sum is $${k}n + ${(k * (k - 1)) / 2}$, and the claim follows from this at once. This completes the proof. $\\blacksquare$`,
  };
};

export const MATHS: readonly Maker[] = [equation, enumeration, table, computation, geometry, proof];
