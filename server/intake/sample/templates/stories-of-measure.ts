import { capital, counted, list, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const recipe: Template = {
  name: 'stories-more/recipe',
  domain: '97',
  make(d) {
    const level = d.level(1, 2);
    const cake = d.thing('baked');
    const [serves, guests] = [d.int(2, 8), d.int(9, 60)];
    const parts = d.some(
      [
        ['flour', 'grams'],
        ['sugar', 'grams'],
        ['butter', 'grams'],
        ['milk', 'millilitres'],
        ['chopped nuts', 'grams'],
        ['cream', 'millilitres'],
        ['honey', 'grams'],
      ] as const,
      2,
    );
    const amounts = parts.map(() => d.int(2, 40) * 10);
    const [thing, unit] = parts[0] ?? ['flour', 'grams'];
    const answer = q((amounts[0] ?? 0) * guests, serves);
    const pack = d.int(2, 10) * 50;
    const packs = Math.ceil(answer.toNumber() / pack - 1e-9);
    const askPacks = level === 2;
    if (packs < 2) return this.make(d);
    const { name } = d.person();
    return {
      level,
      given: { serves, guests, amount: amounts[0] ?? 0, pack, askPacks },
      question: d.say(
        `A recipe for ${cake.many} is meant for ${serves} people and asks for ${list(parts.map(([t, u], i) => `${amounts[i]} ${u} of ${t}`))}. ${name} bakes for ${guests} people. ${askPacks ? `${capital(thing)} is sold in packs of ${pack} ${unit}. How many packs are needed?` : `How many ${unit} of ${thing} are needed? Give a fraction if it is not a whole number.`}`,
        `For ${serves} people ${name} uses ${list(parts.map(([t, u], i) => `${amounts[i]} ${u} of ${t}`))} when making ${cake.many}. ${askPacks ? `How many packs of ${thing}, ${pack} ${unit} each, must be bought for a party of ${guests}?` : `How much ${thing}, in ${unit}, does a party of ${guests} call for?`}`,
      ),
      answer: askPacks ? `${packs}` : answer.toString(),
      solution: worked(d, level, {
        why: [
          'The amounts are proportional to the number of people, so we first find the amount for one person.',
        ],
        steps: [
          `One person needs ${amounts[0]} / ${serves} = ${q(amounts[0] ?? 0, serves)} ${unit} of ${thing}.`,
          `For ${guests} people that makes ${guests} x ${q(amounts[0] ?? 0, serves)} = ${answer} ${unit}${answer.isInteger ? '' : `, about ${answer.fixed(1)} ${unit}`}.`,
          ...(askPacks
            ? [
                `${counted(packs - 1, 'pack holds', 'packs hold')} only ${(packs - 1) * pack} ${unit}, while ${packs} packs hold ${packs * pack} ${unit}, which is enough.`,
              ]
            : [`The other part of the recipe, the ${parts[1]?.[0]}, does not matter for this question.`]),
        ],
        end: askPacks ? `So ${packs} packs are needed.` : `So ${answer} ${unit} of ${thing} are needed.`,
      }),
    };
  },
};

const mixture: Template = {
  name: 'stories-more/mixture',
  domain: '97',
  make(d) {
    const level = d.level(2, 3);
    const [low, high] = d.ints(1, 19, 2).sort((a, b) => a - b) as [number, number];
    const goal = d.int(low + 1, high);
    if (goal === high) return this.make(d);
    const total = d.int(2, 50) * (high - low);
    const strong = (total * (goal - low)) / (high - low);
    const { name } = d.person();
    const [what, part] = d.pick([
      ['juice', 'fruit'],
      ['vinegar', 'acid'],
      ['cream', 'fat'],
      ['syrup', 'sugar'],
      ['a brass alloy', 'zinc'],
      ['brine', 'salt'],
    ] as const);
    const unit = d.pick(['litres', 'kilograms', 'millilitres', 'grams']);
    return {
      level,
      given: { low, high, goal, total },
      question: d.say(
        `${name} has two kinds of ${what.replace(/^a /, '')}, one with ${low * 5}% ${part} and one with ${high * 5}%. How many ${unit} of the stronger kind are needed to mix ${total} ${unit} with ${goal * 5}% ${part}?`,
        `From ${what.replace(/^a /, '')} containing ${low * 5}% ${part} and the same containing ${high * 5}%, a mixture of ${total} ${unit} is to be made that contains ${goal * 5}%. How much of the one with ${high * 5}% is used, in ${unit}?`,
      ),
      answer: `${strong}`,
      solution: worked(d, level, {
        why: [`The amount of ${part} in the mixture is the sum of the amounts in its two parts.`],
        steps: [
          `If x ${unit} are of the stronger kind, the rest, ${total} - x, is of the weaker kind. The ${part} in it is ${high * 5}% of x plus ${low * 5}% of ${total} - x.`,
          `This has to be ${goal * 5}% of ${total}, so ${high * 5}x + ${low * 5}(${total} - x) = ${goal * 5} x ${total} = ${goal * 5 * total}.`,
          `Hence ${(high - low) * 5}x = ${goal * 5 * total} - ${low * 5 * total} = ${(goal - low) * 5 * total} and x = ${strong}.`,
        ],
        check: `Check: ${high * 5}% of ${strong} is ${q(high * 5 * strong, 100).decimal()}, ${low * 5}% of ${total - strong} is ${q(low * 5 * (total - strong), 100).decimal()}, and together this is ${q(goal * 5 * total, 100).decimal()}.`,
        end: `So ${strong} ${unit} of the stronger kind are needed.`,
      }),
    };
  },
};

const fence: Template = {
  name: 'stories-more/garden',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const [w, l] = [d.int(4, 40), d.int(4, 60)];
    const gate = d.int(1, 3);
    const path = d.int(1, 2);
    const perMetre = d.int(3, 30);
    const kind = d.pick(level === 1 ? (['fence', 'grass'] as const) : (['fence', 'grass', 'path'] as const));
    const around = 2 * (w + l) - gate;
    const strip = (w + 2 * path) * (l + 2 * path) - w * l;
    const area = { fence: around, grass: w * l, path: strip }[kind];
    const answer = area * perMetre;
    const owner = d.say(
      `${d.person().name}`,
      `The ${d.word('trades')} of ${d.word('towns')}`,
      `The ${d.word('clubs')}`,
    );
    const ask = {
      fence: `A fence is put around it, with a gap of ${gate} m for a gate. Each metre of fence costs ${money(perMetre * 100)}.`,
      grass: `The whole of it is covered with turf at ${money(perMetre * 100)} per square metre.`,
      path: `A path of ${path} m width is laid all around it on the outside, at ${money(perMetre * 100)} per square metre.`,
    }[kind];
    return {
      level,
      given: { w, l, gate, path, perMetre, kind },
      question: d.say(
        `${owner} has a rectangular garden of ${w} m by ${l} m. ${ask} What does it cost in dollars?`,
        `A rectangular piece of land measures ${l} m in length and ${w} m in width. ${ask} How many dollars does ${owner.replace(/^The/, 'the')} have to pay?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          kind === 'fence'
            ? 'A fence runs along the edge, so its length counts.'
            : 'What is covered is measured by its area.',
        ],
        steps: {
          fence: [
            `The way around the garden is 2 x (${w} + ${l}) = ${2 * (w + l)} m.`,
            `Without the gap for the gate ${2 * (w + l)} - ${gate} = ${around} m are left.`,
          ],
          grass: [
            `The area of the garden is ${w} x ${l} = ${w * l} square metres.`,
            'The turf has to cover all of it, from one edge to the other.',
          ],
          path: [
            `With the path the rectangle measures ${w + 2 * path} m by ${l + 2 * path} m, because there is a strip on each side: ${(w + 2 * path) * (l + 2 * path)} square metres.`,
            `The garden itself takes ${w} x ${l} = ${w * l} of them, so the path covers ${strip} square metres.`,
          ],
        }[kind].concat([`The price is ${area} x ${money(perMetre * 100)} = ${money(answer * 100)}.`]),
        end: `It costs ${answer} dollars.`,
      }),
    };
  },
};

export const storiesOfMeasure = [recipe, mixture, fence];
