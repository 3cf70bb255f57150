import { sum } from '../integers.ts';
import { capital, counted, inWords, list, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const GOODS = ['fruit', 'stationery', 'baked', 'tools', 'plants', 'toys'] as const;

const shopping: Template = {
  name: 'stories/shopping',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const things = d.things(d.pick(GOODS), 1 + level);
    const counts = things.map(() => d.int(2, 12));
    const prices = things.map(() => d.int(3, 60) * 25);
    const costs = prices.map((p, i) => p * (counts[i] ?? 0));
    const total = sum(costs);
    const off = d.pick([0, 10, 20, 25]);
    const due = (total * (100 - off)) / 100;
    if (!Number.isInteger(due)) return this.make(d);
    const paid = (Math.ceil(due / 2000) + d.int(0, 2)) * 2000;
    const change = paid - due;
    const { name, they, their } = d.person();
    const cart = list(
      things.map(
        ({ one, many }, i) => `${counted(counts[i] ?? 0, one, many)} at ${money(prices[i] ?? 0)} each`,
      ),
    );
    const shop = d.pick([
      `the market in ${d.word('towns')}`,
      `a shop in ${d.word('streets')}`,
      'an online store',
      `the ${d.word('places')}`,
    ]);
    const reduction =
      off === 0
        ? ''
        : d.say(
            ` A voucher takes ${off}% off the whole bill.`,
            ` Because it is ${d.word('weekdays')}, everything is reduced by ${off}%.`,
            ` As a member of the ${d.word('clubs')} ${name} gets a discount of ${off}%.`,
          );
    return {
      level,
      given: { counts, prices, off, paid },
      question: d.say(
        `At ${shop} ${name} buys ${cart}.${reduction} ${capital(they)} pays with ${money(paid)}. How much change does ${they} get?`,
        `${name} goes to ${shop} with ${money(paid)} in ${their} pocket and comes home with ${cart.replaceAll(' each', ' apiece')}.${reduction} How much money is left?`,
        `${name} orders ${cart} from ${shop}.${reduction} How many dollars remain of the ${money(paid)} that ${they} had set aside?`,
      ),
      answer: money(change),
      solution: worked(d, level, {
        why: [
          'We work out the price of each kind of thing, add the prices up, and compare with the money at hand.',
        ],
        steps: [
          `${things.map(({ many }, i) => `The ${many} cost ${counts[i]} times ${money(prices[i] ?? 0)}, which is ${money(costs[i] ?? 0)}`).join('. ')}.`,
          `Together this makes ${costs.map((c) => money(c)).join(' + ')} = ${money(total)}.`,
          ...(off === 0
            ? []
            : [
                `The reduction is ${off}% of ${money(total)}, that is ${money(total - due)}, so the bill comes to ${money(due)}.`,
              ]),
          `What is left of ${money(paid)} is ${money(paid)} - ${money(due)} = ${money(change)}.`,
        ],
        end: `So ${name} has ${money(change)} left.`,
      }),
    };
  },
};

const pools: Template = {
  name: 'stories/working-together',
  domain: '97',
  make(d) {
    const level = d.level(2, 3);
    const times = d.ints(2, 30, level);
    const rate = times.reduce((t, n) => t.add(q(1, n)), q(0));
    const answer = q(1).div(rate);
    const people = d.people(level).map(({ name }) => name);
    const [who, what] = d.pick([
      ['people', `paint the fence of the ${d.word('places')}`],
      ['people', `translate a report for ${d.word('companies')}`],
      ['pipes', `fill the tank of the ${d.word('places')}`],
      ['machines', `print the programme of the ${d.word('clubs')}`],
      ['people', `plant the flower beds in ${d.word('streets')}`],
    ] as const);
    const names = who === 'people' ? people : ['the first', 'the second', 'the third'].slice(0, level);
    const unit = d.pick(['hours', 'minutes', 'days']);
    const single = list(times.map((t, i) => `${names[i]} in ${t} ${unit}`));
    const one = { people: '', pipes: ' pipe', machines: ' machine' }[who];
    return {
      level,
      given: { times },
      question: d.say(
        `Working alone, ${single.replaceAll(/the (first|second|third)/g, `the $1${one}`)} can ${what}. How many ${unit} does it take if all of them work at the same time?`,
        `To ${what}, ${names.map((n, i) => `${n}${one} needs ${times[i]} ${unit}`).join(', ')}, each alone. In how many ${unit} is it done when they work together?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          `We ask what share of the work each does in one ${unit.replace(/s$/, '')}; these shares may be added.`,
        ],
        steps: [
          `The shares per ${unit.replace(/s$/, '')} are ${list(times.map((t) => `1/${t}`))}.`,
          `Together they are ${times.map((t) => `1/${t}`).join(' + ')} = ${rate}.`,
          `The whole work takes the reciprocal of this number, ${answer} ${unit}, which is about ${answer.fixed(2)} ${unit}.`,
        ],
        check: `That is less than the fastest of them needs alone, ${Math.min(...times)} ${unit}, as it should be.`,
        end: `Together they need ${answer} ${unit}.`,
      }),
    };
  },
};

const ages: Template = {
  name: 'stories/ages',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const young = d.int(4, 20);
    const factor = d.int(2, 5);
    const shift = d.int(1, 15);
    const old = factor * (young + shift) - shift;
    const past = d.chance(0.3) && young > shift + 1;
    const older = past ? factor * (young - shift) + shift : old;
    if (older <= young || older > 99) return this.make(d);
    const [a, b] = d.people(2);
    const askSum = d.chance(0.3);
    const diff = older - young;
    const answer = askSum ? older + young : young;
    const when = past ? `${counted(shift, 'year', 'years')} ago` : `in ${counted(shift, 'year', 'years')}`;
    const be = past ? 'was' : 'will be';
    const times = factor === 2 ? 'twice' : `${inWords(factor)} times`;
    return {
      level,
      given: { diff, factor, shift, past, askSum },
      question: d.say(
        `${a?.name} is ${counted(diff, 'year', 'years')} older than ${b?.name}. ${capital(when)} ${a?.name} ${be} ${times} as old as ${b?.name}. ${askSum ? 'How old are the two together now?' : `How old is ${b?.name} now?`}`,
        `${capital(when)}, ${a?.name}'s age ${be} ${times} ${b?.name}'s age, and the difference between their ages is ${counted(diff, 'year', 'years')}. ${askSum ? 'What is the sum of their present ages?' : `What is ${b?.name}'s present age?`}`,
        `${b?.name} asks ${a?.name}, who is ${counted(diff, 'year', 'years')} older: "Is it true that ${when} you ${past ? 'were' : 'will be'} ${times} as old as I ${past ? 'was' : 'will be'}?" It is. ${askSum ? 'Find the sum of their ages today.' : `Find the age of ${b?.name} today.`}`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: ['The difference of two ages never changes, so it is the same now and at the other time.'],
        steps: [
          `Let x be the age of ${b?.name} at the other time. Then ${a?.name} ${past ? 'was' : 'will be'} ${factor}x, and the difference is ${factor}x - x = ${factor - 1}x.`.replace(
            '= 1x',
            '= x',
          ),
          factor === 2
            ? `This is ${diff}, so x = ${diff}.`
            : `So ${factor - 1}x = ${diff} and x = ${diff / (factor - 1)}.`,
          past
            ? `Now, ${counted(shift, 'year', 'years')} later, ${b?.name} is ${diff / (factor - 1)} + ${shift} = ${young}.`
            : `Now, ${counted(shift, 'year', 'years')} earlier, ${b?.name} is ${diff / (factor - 1)} - ${shift} = ${young}.`,
          `${a?.name} is ${young} + ${diff} = ${older}.`,
        ],
        check: past
          ? `Check: ${shift} years ago the ages were ${older - shift} and ${young - shift}, and ${older - shift} = ${factor} x ${young - shift}.`
          : `Check: in ${shift} years the ages will be ${older + shift} and ${young + shift}, and ${older + shift} = ${factor} x ${young + shift}.`,
        end: askSum ? `Together they are ${answer}.` : `So ${b?.name} is ${answer}.`,
      }),
    };
  },
};

export const stories = [shopping, pools, ages];
