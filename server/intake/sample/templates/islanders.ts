import type { Draw } from '../draw.ts';
import { range } from '../integers.ts';
import { inWords, list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

interface Claim {
  says: string;
  holds: (knights: readonly boolean[]) => boolean;
}

/** Statements that one of the islanders can make about the group. */
function claimOf(d: Draw, speaker: number, names: readonly string[]): Claim {
  const n = names.length;
  const other = d.intWhere(0, n - 1, (i) => i !== speaker);
  const third = d.intWhere(0, n - 1, (i) => i !== other && (n < 3 || i !== speaker));
  const k = d.int(1, n - 1);
  return d.pick<Claim>([
    { says: `${names[other]} is a knave`, holds: (x) => x[other] === false },
    { says: `${names[other]} and I are of the same kind`, holds: (x) => x[other] === x[speaker] },
    {
      says: `exactly ${inWords(k)} of us ${k === 1 ? 'is a knight' : 'are knights'}`,
      holds: (x) => x.filter(Boolean).length === k,
    },
    {
      says: `at least ${inWords(k)} of us ${k === 1 ? 'is a knave' : 'are knaves'}`,
      holds: (x) => x.filter((y) => !y).length >= k,
    },
    {
      says: `if ${names[other]} is a knight, then ${names[third]} is a knave`,
      holds: (x) => x[other] !== true || x[third] === false,
    },
    {
      says: `either ${names[other]} or ${names[third]} is a knight, but not both`,
      holds: (x) => x[other] !== x[third],
    },
  ]);
}

const knights: Template = {
  name: 'logic/knights-and-knaves',
  domain: '03',
  make(d) {
    const level = d.level(2, 4);
    const names = d.people(level === 2 ? 2 : level).map(({ name }) => name);
    const claims = names.map((_, i) => claimOf(d, i, names));
    const worlds = range(0, 2 ** names.length - 1).map((w) => names.map((_, i) => ((w >> i) & 1) === 1));
    const fits = worlds.filter((world) => claims.every((claim, i) => claim.holds(world) === world[i]));
    const [only] = fits;
    if (fits.length !== 1 || only === undefined) return this.make(d);
    const liars = names.filter((_, i) => only[i] === false);
    const count = d.chance(0.4) || liars.length === 0;
    const kinds = (world: readonly boolean[]) =>
      list(
        names.map((name, i) => `${name}${i === 0 ? ' is' : ''} a ${world[i] === true ? 'knight' : 'knave'}`),
      );
    const steps = worlds.map((world) => {
      const bad = claims.findIndex((claim, i) => claim.holds(world) !== world[i]);
      if (bad < 0)
        return `Suppose ${kinds(world)}. Then every statement fits: those of knights are true and those of knaves are false.`;
      return `Suppose ${kinds(world)}. Then the statement of ${names[bad]} would be ${world[bad] === true ? 'false, although a knight speaks' : 'true, although a knave speaks'}, so this is impossible.`;
    });
    const answer = count ? `${names.length - liars.length}` : list(liars);
    return {
      level,
      given: { claims: claims.map((c) => c.says), names, count },
      question: d.say(
        `On an island knights always tell the truth and knaves always lie. ${names.map((name, i) => `${name} says: "${claims[i]?.says.replace(/^./, (c) => c.toUpperCase())}."`).join(' ')} ${count ? `How many of the ${inWords(names.length)} are knights?` : 'Who is a knave? Name all of them.'}`,
        `${list(names)} are islanders, each either a knight, who only makes true statements, or a knave, who only makes false ones. ${names.map((name, i) => `${name} claims that ${claims[i]?.says.replace('of us', `of the ${inWords(names.length)}`).replace(' and I are', ` and ${name} are`)}.`).join(' ')} ${count ? 'Determine the number of knights.' : 'Which of them are knaves?'}`,
      ),
      answer,
      wrong: count
        ? []
        : [
            list(names.filter((_, i) => only[i] === true)),
            list(names),
            names[0] ?? '',
            'none of them',
          ].filter((x) => x !== answer && x !== ''),
      solution: worked(d, level, {
        why: [
          `There are only ${worlds.length} ways in which the ${inWords(names.length)} can be distributed over the two kinds, so we go through all of them.`,
          'A way is possible exactly when each knight speaks the truth and each knave does not.',
        ],
        steps,
        end: `Exactly one way is possible: ${kinds(only)}. ${count ? `So the number of knights is ${answer}.` : `So the answer is: ${answer}.`}`,
      }),
    };
  },
};

export const islanders = [knights];
