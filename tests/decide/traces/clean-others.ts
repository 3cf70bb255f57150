import { concluded, doubt, nameOf, opening, placeOf, stated, sure } from './clean-words.ts';
import type { MadeTrace, Pick } from './pick.ts';

type Maker = (pick: Pick) => MadeTrace;

const program: Maker = (pick) => {
  const [n, k] = [pick.number(10, 99), pick.number(2, 9)];
  const code = `def solve(values, k=${k}):\n    total = 0\n    for i, value in enumerate(values):\n        if value % k == 0:\n            total += value\n    return total\n\nprint(solve(range(1, ${n})))`;
  return {
    question: `Write a function that adds up the multiples of ${k} below ${n}.`,
    thinking: `${opening(pick)} In Python this is a loop with a test:\n\n\`\`\`python\n${code}\n\`\`\`\n\n${doubt(pick)} The call \`range(1, ${n})\` stops before ${n}, which is what we want. Edge cases: an empty list gives 0. ${sure(pick)}`,
    answer: `Here is the function:\n\n\`\`\`python\n${code}\n\`\`\`\n\nIt runs in $O(n)$ time.`,
  };
};

const choice: Maker = (pick) => {
  const right = pick.of(['A', 'B', 'C', 'D']);
  return {
    question: `Which of these rivers flows through ${placeOf(pick)}?\nA. the first\nB. the second\nC. the third\nD. the fourth`,
    thinking: `${opening(pick)} I remember a map of the region, where the river comes from the south. ${doubt(pick)} Option ${right} fits, since the others end in a lake. ${nameOf(pick)} de la Vega wrote about it in "El río que no cesa y que todos los hombres vieron", which says the same. ${concluded(pick, right)}`,
    answer: pick.of([
      `${right}`,
      `The correct answer is ${right}.`,
      `**${right}**, because the others end in a lake.`,
      `Option (${right}) is correct, since the others end in a lake.`,
    ]),
  };
};

const physics: Maker = (pick) => {
  const [m, a] = [pick.number(2, 50), pick.number(2, 12)];
  return {
    question: `A force acts on a body of ${m} kg and gives it an acceleration of ${a} m/s². How large is the force? The given solution of a classmate is ${m + a} N; is it right?`,
    thinking: `${opening(pick)} Newton's second law says $F = ma$. So $F = ${m}\\,\\text{kg} \\times ${a}\\,\\text{m/s}^2 = ${m * a}\\,\\text{N}$. ${doubt(pick)} The given solution is ${m + a} N, which is the sum and not the product, so it can't be right. Units: kg·m/s² is N, as it should be. Temperatures such as 20 °C or 5 µm play no part. ${concluded(pick, `${m * a} N`)}`,
    answer: `The force is $F = ma = ${m} \\cdot ${a} = ${m * a}$ N, so the classmate is wrong.\n\n${stated(pick, `${m * a} \\text{ N}`)}`,
  };
};

const chinese: Maker = (pick) => {
  const [a, b] = [pick.number(3, 40), pick.number(2, 20)];
  const product = a * b;
  return {
    question: `小明有${a}盒铅笔，每盒${b}支，一共有多少支铅笔？`,
    thinking: `好的，我先看一下题目。小明有${a}盒铅笔，每盒有${b}支，要求总数。\n\n那么总数等于盒数乘以每盒的支数：${a} × ${b} = ${product}。\n\n等一下，我再检查一遍。用加法来验证：${Array.from({ length: Math.min(a, 12) }, () => b).join(' + ')}${a > 12 ? ' + ……' : ''}，结果是一样的。设 $x$ 为总数，则 $x = ${product}$，没有问题。这道题用到的只是 multiplication，也就是乘法。\n\n所以答案是${product}支。`,
    answer: pick.of([
      `一共有 $\\boxed{${product}}$ 支铅笔。`,
      `${a} × ${b} = ${product}，所以一共有${product}支铅笔。\n\n答案：${product}`,
    ]),
  };
};

/** A question in Chinese that the model thinks about in English. */
const translated: Maker = (pick) => {
  const made = chinese(pick);
  const [a = '1', b = '1'] = made.question.match(/\d+/g) ?? [];
  const product = Number(a) * Number(b);
  return {
    question: made.question,
    thinking: `${opening(pick)} Xiao Ming (小明) has ${a} boxes, each with ${b} pencils, and the question asks "一共有多少支铅笔", how many there are in all. That is ${a} × ${b} = ${product}. ${doubt(pick)} ${concluded(pick, product)}`,
    answer: pick.of([made.answer, stated(pick, product)]),
  };
};

const network: Maker = (pick) => {
  const host = pick.number(2, 250);
  return {
    question: `The host 192.168.1.${host} has the mask 255.255.255.0. What is its network?`,
    thinking: `${opening(pick)} The mask keeps the first three bytes, so the network is 192.168.1.0/24. ${doubt(pick)} Version 1.2.3.4 of the program would print the same, and mail to admin@example.com would too. The phone number in the statement doesn't matter. ${sure(pick)} Hence 192.168.1.0.`,
    answer: 'The network is **192.168.1.0/24**.',
  };
};

const letters: Maker = (pick) => {
  const n = pick.number(4, 9);
  const who = nameOf(pick);
  return {
    question: `${who} arranges ${n} different books on a shelf. In how many ways is that possible?`,
    thinking: `${opening(pick)}\n\n1. The first place can be filled in ${n} ways.\n2. The second place can be filled in ${n - 1} ways.\n3. And so on, down to one way for the last place.\n\n${doubt(pick)} For comparison, 3 books a, b, c give abc, acb, bac, bca, cab, cba, that is 6.\n\n- so there are ${n}! ways\n- which is ${factorial(n)}\n\n${sure(pick)} ${concluded(pick, factorial(n))}`,
    answer: `### Solution\n\n1. **First place:** ${n} ways.\n2. **Then:** one fewer each time.\n\nThere are $${n}! = ${factorial(n)}$ ways.\n\n${stated(pick, factorial(n))}`,
  };
};

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

export const OTHERS: readonly Maker[] = [program, choice, physics, chinese, translated, network, letters];
