import { dice } from '../quality/clean-texts.ts';

export type Die = (sides: number) => number;
/** A kind of benchmark question: the same die gives the same one, another one other numbers. */
export type ItemKind = (die: Die) => string;

const pick = <T>(die: Die, from: readonly T[]): T => from[die(from.length)] as T;
const NAMES = ['Anneke', 'Bashir', 'Corinne', 'Dmitri', 'Esperanza', 'Farouk', 'Gunilla', 'Hideo'];

/** Kinds of the half that the limits were set with. */
export const KINDS: readonly ItemKind[] = [
  (d) =>
    `${pick(d, NAMES)} runs a bakery that sells ${20 + d(70)} loaves of rye bread and ${15 + d(60)} poppy seed rolls each morning. A loaf costs $${3 + d(6)} and a roll costs ${30 + d(60)} cents. After paying ${100 + d(300)} dollars of rent for the week, how many dollars of the income of six mornings are left?`,
  (d) =>
    `Let $ABCD$ be a convex quadrilateral with $AB = ${5 + d(40)}$, $BC = ${50 + d(40)}$, and $\\angle ABC = ${20 + d(60)}^\\circ$. The diagonals intersect at $E$, and $\\frac{AE}{EC} = \\frac{${2 + d(5)}}{${7 + d(9)}}$. Given that the area of triangle $BEC$ is $${60 + d(200)}\\sqrt{${2 + d(20)}}$, find the area of the quadrilateral. Express your answer in the form $m\\sqrt{n}$, where $m$ and $n$ are positive integers and $n$ is not divisible by the square of any prime.`,
  (d) =>
    `Find the number of ordered triples $(a, b, c)$ of positive integers not exceeding ${50 + d(400)} such that $a + ${2 + d(9)}b = c^2$ and $\\gcd(a, b) = ${3 + d(20)}$. Find the remainder when this number is divided by ${700 + d(300)}.`,
  (d) =>
    `A biologist places ${100 + d(800)} yeast cells into ${2 + d(7)} flasks of glucose solution kept at ${25 + d(12)} degrees Celsius. In every flask the colony doubles each ${35 + d(40)} minutes until the oxygen runs out after ${5 + d(7)} hours. Assuming that no cell dies, how many cells are there in all flasks together at that moment?`,
  (d) =>
    `The sequence $x_1, x_2, x_3, \\ldots$ satisfies $x_1 = ${3 + d(90)}$ and $x_{n+1} = ${2 + d(7)} x_n - ${1 + d(30)}$ for every $n \\ge 1$. For how many values of $n \\le ${1000 + d(3000)}$ is $x_n$ divisible by $${11 + d(80)}$?`,
  (d) =>
    `Which of the following compounds has the highest boiling point when ${1 + d(9)} mol of it is kept at ${2 + d(9)}.5 atm: methanol, dimethyl ether, propane, acetonitrile, or ethylene glycol mixed with ${10 + d(60)} grams of sodium chloride?`,
  (d) =>
    `In the village of ${pick(d, ['Overmarsh', 'Tallgate', 'Quillby', 'Nettlecombe'])} there are ${40 + d(150)} beekeepers, ${20 + d(60)} of whom own more than ${5 + d(20)} hives. Every beekeeper who owns more than that pays a levy of ${2 + d(9)} silver coins, and everybody else pays one coin. How many coins does the tax collector ${pick(d, NAMES)} bring to the castle?`,
  (d) =>
    `Let $f(x) = x^${4 + d(9)} - ${3 + d(40)} x^2 + ${7 + d(90)}$ and let $r_1, r_2, \\ldots$ be its complex roots. Compute the sum of the squares of the real parts of $\\frac{1}{r_k - ${2 + d(9)}i}$ over all $k$.`,
  (d) =>
    `A steel cylinder of radius ${3 + d(12)} cm and height ${20 + d(40)} cm is melted and recast into spheres of diameter ${1 + d(3)}.${1 + d(8)} cm. If ${2 + d(6)} percent of the steel is lost during the casting, what is the largest number of complete spheres that the foundry can make?`,
  (d) =>
    `Two ferries leave opposite banks of the river Lethe at the same moment. One travels at ${12 + d(20)} km per hour and the other at ${35 + d(20)} km per hour. They pass each other ${300 + d(500)} meters from the nearer bank, wait ${5 + d(10)} minutes at the landing, and return. How wide is the river, in meters, if they meet again ${200 + d(300)} meters from the other bank?`,
];

/** Kinds of the other half, which no limit was set with. */
export const HELD_OUT_KINDS: readonly ItemKind[] = [
  (d) =>
    `${pick(d, NAMES)} collects antique postcards. On Monday ${pick(d, ['she', 'he'])} had ${150 + d(300)} of them in ${3 + d(5)} leather albums; on Tuesday a neighbor gave ${20 + d(50)} more, of which every ${3 + d(4)}th was torn. How many undamaged postcards would fit on each page if an album has ${12 + d(20)} pages?`,
  (d) =>
    `Point $P$ lies inside the regular hexagon $UVWXYZ$ of side ${6 + d(30)}. The distances from $P$ to three consecutive vertices are $${5 + d(9)}$, $${15 + d(9)}$ and $${25 + d(20)}\\sqrt{${2 + d(5)}}$. The radius of the circle through $U$, $P$, and $X$ can be written as $\\frac{p}{q}$, where $p$ and $q$ are relatively prime positive integers. Find $p + q$.`,
  (d) =>
    `How many integers between ${100 + d(900)} and ${2000 + d(7000)} are congruent to ${2 + d(9)} modulo ${13 + d(20)} and have a digit sum that is a multiple of ${5 + d(7)}?`,
  (d) =>
    `During photosynthesis a leaf of ${20 + d(60)} square centimeters absorbs ${3 + d(9)} milligrams of carbon dioxide per hour in bright light and releases ${1 + d(3)}.${1 + d(8)} milligrams in the dark. If the lamps of the greenhouse burn for ${9 + d(7)} hours a day, what is the net uptake of ${100 + d(300)} such leaves over a fortnight?`,
  (d) =>
    `Evaluate $\\displaystyle\\int_0^{${2 + d(9)}} \\frac{${3 + d(20)} x^2}{\\sqrt{x^3 + ${5 + d(30)}}} \\, dx + \\sum_{k=1}^{${10 + d(40)}} \\left( k^2 - ${2 + d(9)}k \\right)$ and give the result as an exact fraction.`,
  (d) =>
    `A contract for the sale of ${200 + d(600)} crates of oranges provides that the buyer shall inspect them within ${2 + d(9)} days of arrival. The ship is delayed by a storm for ${10 + d(20)} days and ${15 + d(30)} percent of the fruit spoils. The buyer rejects the shipment by telegram on the ${3 + d(5)}th day. Explain whether the seller may recover the price under the doctrine of frustration.`,
  (d) =>
    `A tournament has ${8 + d(30)} chess players, and each pair meets exactly once. A win earns ${2 + d(3)} points, a draw earns one, and a loss none. At the end ${pick(d, NAMES)} has more points than anyone else although she won only ${2 + d(5)} games. What is the smallest total of points that all players together can have?`,
  (d) =>
    `A pendulum of length ${40 + d(90)} cm hangs in an elevator that accelerates upward at ${1 + d(3)}.${1 + d(8)} meters per second squared. Its bob of ${200 + d(500)} grams is released at an angle of ${4 + d(20)} degrees. Find the tension of the string at the lowest point, in newtons, taking $g = 9.8$.`,
];

/** So many questions, each with its own numbers; kind after kind. */
export const itemsOf = (kinds: readonly ItemKind[], each: number, seed: number): string[] =>
  kinds.flatMap((kind, k) => Array.from({ length: each }, (_, i) => kind(dice(seed * 1009 + 31 * k + i))));
