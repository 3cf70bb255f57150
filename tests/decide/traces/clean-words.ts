import type { Pick } from './pick.ts';

const NAMES = [
  'Émile',
  'Søren',
  'Łukasz',
  'José',
  'Zoë',
  'Nguyễn',
  'Priya',
  'Çağla',
  'Björn',
  'Anaïs',
  'João',
  'Mei',
];
const PLACES = [
  'São Paulo',
  'Zürich',
  'Kraków',
  'Málaga',
  'Århus',
  'Besançon',
  'Gdańsk',
  'İzmir',
  'Düsseldorf',
];
export const nameOf = (pick: Pick): string => pick.of(NAMES);
export const placeOf = (pick: Pick): string => pick.of(PLACES);

const OPENINGS = [
  'Okay, let me work through this step by step.',
  'Alright, so I need to look at what is asked here.',
  'Let me start by writing down what we know.',
  'First I want to understand the problem.',
  'Hmm, this looks like a problem that can be done directly.',
  'So the question gives us a few numbers and a condition.',
];
const DOUBTS = [
  'Wait, let me double-check that.',
  'Wait, I should be careful with the sign here.',
  'Hmm, is that right? Let me verify it with a small case.',
  'Actually, I forgot one case, so let me go back.',
  'But hold on, the condition also says that the number is positive.',
  "Let me check it again, since it's easy to slip here.",
  'I made a mistake above: the second factor was copied wrongly. Fixing it now.',
  "Sorry, that's not what the question asks. I can't divide by zero there either.",
];
const SURE = [
  'That matches what I found before.',
  'Good, both ways agree.',
  'So the result holds.',
  'Yes, this works out, and nothing else is left to check.',
  'I am confident in this.',
];
export const opening = (pick: Pick): string => pick.of(OPENINGS);
export const doubt = (pick: Pick): string => pick.of(DOUBTS);
export const sure = (pick: Pick): string => pick.of(SURE);

/** A final answer in one of the usual forms. */
export const stated = (pick: Pick, value: string | number): string =>
  pick.of([
    `The answer is $\\boxed{${value}}$.`,
    `\\[\n\\boxed{${value}}\n\\]`,
    `**Final answer:** ${value}`,
    `Therefore, the answer is ${value}.`,
    `So we get ${value}.\n\n#### ${value}`,
    `Final Answer: The final answer is $\\boxed{${value}}$`,
    `Answer: ${value}`,
  ]);

/** How thinking comes to its end: with the value, or without a form of its own. */
export const concluded = (pick: Pick, value: string | number): string =>
  pick.of([
    `So the answer is ${value}.`,
    `Therefore, the answer should be ${value}.`,
    `Thus we end up with ${value}.`,
    `**Final Answer**\n\\boxed{${value}}`,
    `I'll go with ${value}.`,
  ]);
