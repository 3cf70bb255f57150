import { sum } from '../integers.ts';
import { counted, list, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const damages: Template = {
  name: 'rules/shared-liability',
  domain: 'law',
  make(d) {
    const level = d.level(2, 3);
    const people = d.people(level + 1).map(({ name }) => name);
    const shares = people.map(() => d.int(1, 9));
    const total = sum(shares);
    const damage = total * d.int(3, 60) * 20;
    const own = q(shares[0] ?? 1, total);
    const bar = d.pick([50, 60, 100]);
    const victim = people[0] ?? '';
    const percent = own.mul(q(100));
    const barred = percent.sub(q(bar)).sign > 0;
    const asked = d.int(1, people.length - 1);
    const full = q(damage).mul(q(shares[asked] ?? 1, total));
    const answer = barred ? q(0) : full;
    const event = d.pick([
      'a collision of bicycles',
      'a fire in a workshop',
      'a burst water pipe',
      'damage to a rented boat',
      'an accident on a building site',
    ]);
    return {
      level,
      given: { shares, damage, bar, asked },
      question: d.say(
        `In an imaginary legal order the rule for ${event} is: whoever suffers damage bears the part of it that corresponds to their own share of the fault, and the others owe the rest, each according to their share. ${bar === 100 ? '' : `If the share of the person who suffered the damage is more than ${bar}%, nobody else owes anything. `}${victim} suffers a damage of ${money(damage * 100)}. A court finds that the fault of ${list(people)} is in the ratio ${shares.join(' : ')}. How many dollars does ${people[asked]} owe ${victim}?`,
        `The statute of a fictional town says about ${event}: "The loss is divided in proportion to fault. ${bar === 100 ? 'No other rule applies.' : `A person whose share of fault exceeds ${bar} per cent cannot claim anything.`}" The loss of ${money(damage * 100)} fell on ${victim}; the shares of fault of ${list(people)} are as ${shares.join(' to ')}. What can ${victim} claim from ${people[asked]}, in dollars?`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: ['First we check whether a claim exists at all, and only then how large it is.'],
        steps: [
          `The shares add up to ${shares.join(' + ')} = ${total}, so ${victim} has ${shares[0]}/${total} of the fault, ${percent.isInteger ? percent : `about ${percent.fixed(1)}`} per cent.`,
          bar === 100
            ? "There is no limit on one's own fault, so a claim exists."
            : barred
              ? `This is more than ${bar} per cent, so the claim is excluded altogether.`
              : `This is not more than ${bar} per cent, so a claim exists.`,
          barred
            ? 'The shares of the others therefore do not matter any more.'
            : `${people[asked]} has ${shares[asked]}/${total} of the fault and owes ${shares[asked]}/${total} of ${money(damage * 100)}, which is ${money(answer.mul(q(100)).num)}.`,
        ],
        end: barred
          ? `So ${people[asked]} owes nothing: the answer is 0.`
          : `So ${people[asked]} owes ${answer.decimal()} dollars.`,
      }),
    };
  },
};

const estate: Template = {
  name: 'rules/dividing-an-estate',
  domain: 'law',
  make(d) {
    const level = d.level(1, 3);
    const children = d.int(1, 5);
    const spouse = d.chance(0.7);
    const gift = d.int(0, 12) * 6000;
    const base = d.int(4, 90) * 6000;
    const grandchildren = level > 1 ? d.int(2, 3) : 0;
    const spouseShare = spouse ? q(1, children === 1 ? 2 : 3) : q(0);
    const rest = q(1).sub(spouseShare);
    const lines = children + (grandchildren > 0 ? 1 : 0);
    const shareOf = rest.div(q(lines));
    const net = base;
    const kind = d.pick(
      grandchildren > 0 ? (['child', 'grandchild'] as const) : (['child', 'spouse'] as const),
    );
    if (kind === 'spouse' && !spouse) return this.make(d);
    const spouseRule = q(1, lines === 1 ? 2 : 3);
    const spouseTrue = spouse ? spouseRule : q(0);
    const perLine = q(1).sub(spouseTrue).div(q(lines));
    const share = {
      child: perLine,
      spouse: spouseTrue,
      grandchild: perLine.div(q(Math.max(1, grandchildren))),
    }[kind];
    const answer = share.mul(q(net));
    const { name } = d.person();
    const family = list([
      ...(spouse ? ['a spouse'] : []),
      counted(children, 'living child', 'living children'),
      ...(grandchildren > 0
        ? [`${counted(grandchildren, 'grandchild', 'grandchildren')} by a child who died earlier`]
        : []),
    ]);
    void shareOf;
    return {
      level,
      given: { children, spouse, gift, base, grandchildren, kind },
      question: d.say(
        `The inheritance rules of an imaginary country say: debts are paid first; a spouse gets one half if there is a single line of descendants and one third otherwise; the rest goes in equal parts to the lines of the children, and the children of a deceased child divide that child's part equally. ${name} leaves ${money((base + gift) * 100)} and debts of ${money(gift * 100)}, and is survived by ${family}. How many dollars does ${{ child: 'each living child', spouse: 'the spouse', grandchild: 'each of the grandchildren' }[kind]} get?`,
        `By the law of a fictional island an estate is divided after paying the debts: the spouse takes a third, or a half if only one child (or the descendants of only one child) inherits as well; what remains is split evenly between the children, with grandchildren stepping into the place of a parent who has died. ${name}, who owed ${money(gift * 100)} and owned ${money((base + gift) * 100)}, leaves ${family}. Find the share of ${{ child: 'a living child', spouse: 'the spouse', grandchild: 'one grandchild' }[kind]} in dollars.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The rule is applied step by step: debts, spouse, lines of descendants, and division within a line.',
        ],
        steps: [
          `After the debts there are ${money((base + gift) * 100)} - ${money(gift * 100)} = ${money(base * 100)}.`,
          spouse
            ? `There ${lines === 1 ? 'is one line' : `are ${lines} lines`} of descendants, so the spouse takes ${spouseTrue} of it, and ${q(1).sub(spouseTrue)} remains.`
            : 'There is no spouse, so everything goes to the descendants.',
          ...(kind === 'spouse'
            ? []
            : [
                `Divided among ${counted(lines, 'line', 'lines')} this gives each line ${perLine} of the estate.`,
              ]),
          ...(kind === 'grandchild'
            ? [
                `The part of the deceased child is divided by ${grandchildren}: each grandchild gets ${share} of the estate.`,
              ]
            : []),
          `In dollars, ${share} of ${base} is ${answer}${answer.isInteger ? '' : `, about ${answer.fixed(2)}`}.`,
        ],
        end: `The share is ${answer} dollars.`,
      }),
    };
  },
};

export const rules = [damages, estate];
