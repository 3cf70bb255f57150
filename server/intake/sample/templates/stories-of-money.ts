import { sum } from '../integers.ts';
import { capital, inWords, list, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const savings: Template = {
  name: 'stories-more/saving-up',
  domain: '97',
  make(d) {
    const level = d.level(1, 2);
    const { name, they, their } = d.person();
    const thing = d.word('gadgets');
    const [earn, spend, hours] = [d.int(8, 24), d.int(2, 30), d.int(2, 9)];
    const gain = earn * hours - spend;
    const have = d.int(0, 60);
    const weeks = d.int(3, 14);
    const price = have + gain * weeks - d.int(0, Math.max(0, gain - 1));
    if (gain < 5 || price <= have) return this.make(d);
    const need = Math.ceil((price - have) / gain);
    const left = have + need * gain - price;
    const askLeft = level === 2 && d.chance(0.5);
    const job = d.pick([
      'walking dogs',
      'giving maths lessons',
      'mowing lawns',
      'delivering newspapers',
      'helping in a bakery',
      'looking after children',
      `working for ${d.word('companies')}`,
    ]);
    const treat = d.pick([
      'bus tickets',
      'lunches',
      'music lessons',
      'a streaming service',
      'swimming',
      'comics',
    ]);
    return {
      level,
      given: { earn, spend, hours, have, price, askLeft },
      question: d.say(
        `${name} wants to buy ${thing} for ${money(price * 100)} and already has ${money(have * 100)}. ${capital(they)} earns ${money(earn * 100)} an hour by ${job}, ${hours} hours a week, and spends ${money(spend * 100)} a week on ${treat}. ${askLeft ? `When ${they} can afford it at the end of a week for the first time, how many dollars are left after buying it?` : `After how many weeks does ${they} have enough?`}`,
        `By ${job} for ${hours} hours every week at ${money(earn * 100)} an hour, ${name} saves up for ${thing}, which costs ${money(price * 100)}. Each week ${money(spend * 100)} of ${their} wages go on ${treat}, and ${money(have * 100)} were in the savings box at the start. ${askLeft ? 'How many dollars remain when the purchase is made as early as possible, at the end of a week?' : 'How many full weeks does it take?'}`,
      ),
      answer: askLeft ? `${left}` : `${need}`,
      solution: worked(d, level, {
        why: ['We find out what is saved in a week and compare it with what is still missing.'],
        steps: [
          `In a week ${name} earns ${hours} x ${money(earn * 100)} = ${money(earn * hours * 100)} and keeps ${money(earn * hours * 100)} - ${money(spend * 100)} = ${money(gain * 100)}.`,
          `Still missing are ${money(price * 100)} - ${money(have * 100)} = ${money((price - have) * 100)}.`,
          `Since ${need - 1} x ${gain} = ${(need - 1) * gain} is less than ${price - have} and ${need} x ${gain} = ${need * gain} is not, ${need} weeks are needed.`,
          ...(askLeft
            ? [
                `By then there are ${money((have + need * gain) * 100)}, and after buying there remain ${money(left * 100)}.`,
              ]
            : []),
        ],
        end: askLeft ? `So ${left} dollars are left.` : `It takes ${need} weeks.`,
      }),
    };
  },
};

const tickets: Template = {
  name: 'stories-more/percentages-in-a-row',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const changes = Array.from({ length: level + 1 }, () =>
      d.pick([-50, -40, -30, -25, -20, -10, 10, 20, 25, 30, 40, 50]),
    );
    const factor = changes.reduce((t, c) => t.mul(q(100 + c, 100)), q(1));
    const start = d.int(2, 40) * 100;
    const end = factor.mul(q(start));
    const back = d.chance(0.4);
    if (!end.mul(q(100)).isInteger) return this.make(d);
    const thing = d.word('gadgets').replace(/^a (pair of )?/, '');
    const shop = d.word('companies');
    const said = list(
      changes.map((c) => (c > 0 ? `raised by ${c}%` : `lowered by ${-c}%`)),
      'and then',
    );
    const cents = (v: typeof end) => money(v.mul(q(100)).num);
    return {
      level,
      given: { changes, start, back },
      question: back
        ? d.say(
            `The price of the ${thing} at ${shop} was first ${said}. Now it is ${cents(end)}. What was it at the beginning, in dollars?`,
            `${shop} changed a price several times: it was ${said}, and ended at ${cents(end)}. How many dollars was it before the first change?`,
          )
        : d.say(
            `At ${shop} the ${thing} cost ${money(start * 100)}. The price was ${said}. What is it now, in dollars?`,
            `Starting from ${money(start * 100)}, the price that ${shop} asks for the ${thing} was ${said}. How many dollars is it in the end?`,
          ),
      answer: back ? `${start}` : end.decimal(),
      solution: worked(d, level, {
        why: [
          'Each change refers to the price just before it, so the percentages must not be added; each change multiplies the price by a factor.',
        ],
        steps: [
          `The factors are ${list(changes.map((c) => q(100 + c, 100).decimal()))}, and their product is ${factor.decimal()}.`,
          back
            ? `Going back means dividing: ${end.decimal()} / ${factor.decimal()} = ${start}.`
            : `So the price becomes ${start} x ${factor.decimal()} = ${end.decimal()}.`,
        ],
        check: `Simply adding the percentages would give ${sum(changes)}%, which is not the same as the true change of ${factor.sub(q(1)).mul(q(100)).decimal()}%.`,
        end: back
          ? `At the beginning the price was ${start} dollars.`
          : `The price is now ${end.decimal()} dollars.`,
      }),
    };
  },
};

const sharing: Template = {
  name: 'stories-more/unequal-shares',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const [a, b, c] = d.people(3).map(({ name }) => name);
    const times = d.int(2, 4);
    const more = d.int(1, 30);
    const x = d.int(4, 60);
    const total = x + times * x + (times * x + more);
    const what = d.thing(d.pick(['toys', 'stationery', 'fruit'])).many;
    const ask = d.int(0, 2);
    const answer = [x, times * x, times * x + more][ask] ?? 0;
    const word = times === 2 ? 'twice' : `${inWords(times)} times`;
    const who = [a, b, c][ask];
    return {
      level,
      given: { times, more, total, ask },
      question: d.say(
        `${a}, ${b} and ${c} share ${total} ${what}. ${b} gets ${word} as many as ${a}, and ${c} gets ${more} more than ${b}. How many does ${who} get?`,
        `Between them ${list([a ?? '', b ?? '', c ?? ''])} own ${total} ${what}: ${b} has ${word} as many as ${a}, while ${c} has ${more} more than ${b}. Find the number that belongs to ${who}.`,
        `A collection of ${total} ${what} is divided so that ${b}'s part is ${word} ${a}'s part and ${c}'s part exceeds ${b}'s by ${more}. How large is ${who}'s part?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [`All parts can be expressed by the part of ${a}, so a single unknown is enough.`],
        steps: [
          `If ${a} gets x, then ${b} gets ${times}x and ${c} gets ${times}x + ${more}.`,
          `Together that is ${2 * times + 1}x + ${more} = ${total}, so ${2 * times + 1}x = ${total - more} and x = ${x}.`,
          `Hence ${a} gets ${x}, ${b} gets ${times * x} and ${c} gets ${times * x + more}.`,
        ],
        check: `The sum is ${x} + ${times * x} + ${times * x + more} = ${total}, as required.`,
        end: `So ${who} gets ${answer}.`,
      }),
    };
  },
};

export const storiesOfMoney = [savings, tickets, sharing];
