import { sum } from '../integers.ts';
import { counted, list, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const deadline: Template = {
  name: 'rules/notice-period',
  domain: 'law',
  make(d) {
    const level = d.level(1, 3);
    const months = d.int(1, 6);
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const names = [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ];
    const from = d.int(0, 11);
    const cutoff = d.int(3, 15);
    const day = d.int(1, lengths[from] ?? 28);
    const years = d.int(1, 12);
    const bonus = level === 1 ? 0 : d.int(1, 2);
    const limit = d.int(3, 8);
    const total = months + (years >= limit ? bonus : 0);
    const first = day <= cutoff ? from : from + 1;
    const end = (first + total - 1) % 12;
    const answer = `${lengths[end]} ${names[end]}`;
    const [a, b] = [d.person().name, d.word('companies')];
    const [what, who] = d.pick([
      ['lease', 'tenant'],
      ['employment', 'employee'],
      ['membership', 'member'],
      ['service contract', 'customer'],
      ['insurance', 'policy holder'],
    ] as const);
    const extra =
      bonus === 0
        ? ''
        : ` If the contract has lasted ${limit} years or more, the period is ${counted(bonus, 'month', 'months')} longer.`;
    return {
      level,
      given: { months, from, cutoff, day, years, bonus, limit },
      question: d.say(
        `The rules of a ${what} say: "The ${who} may end the contract at the end of a month with a period of notice of ${counted(months, 'month', 'months')}. Notice given up to and including day ${cutoff} of a month counts as given for that month, so that it is the first month of the period; later notice counts for the next month.${extra}" ${a}, whose contract with ${b} has lasted ${counted(years, 'year', 'years')}, gives notice on ${day} ${names[from]}. When does the contract end? (The following year is not a leap year.)`
          .replace('a employment', 'an employment')
          .replace('a insurance', 'an insurance'),
        `Clause 7 of the contract between ${b} and its ${who}s reads: "A ${who} can leave at the end of any month. The period is ${counted(months, 'full month', 'full months')} and begins with the current month if notice arrives by day ${cutoff}, otherwise with the next month.${extra}" Notice from ${a}, a ${who} for ${counted(years, 'year', 'years')}, arrives on ${day} ${names[from]}. On what date does the contract end, if no leap year is involved?`.replaceAll(
          /\b([Aa]) employee/g,
          '$1n employee',
        ),
      ),
      answer,
      wrong: [1, 2, 11].map((k) => `${lengths[(end + k) % 12]} ${names[(end + k) % 12]}`),
      solution: worked(d, level, {
        why: [
          'We apply the rule in the order in which it is written: which month counts as the first, how long the period is, and on which day it ends.',
        ],
        steps: [
          `Notice was given on day ${day}. Since ${day} is ${day <= cutoff ? 'not later than' : 'later than'} day ${cutoff}, the first month of the period is ${names[first % 12]}.`,
          bonus === 0
            ? `The period is ${counted(months, 'month', 'months')}.`
            : years >= limit
              ? `The contract has lasted ${counted(years, 'year', 'years')}, which is at least ${limit}, so the period is ${months} + ${bonus} = ${total} months.`
              : `The contract has lasted ${counted(years, 'year', 'years')}, less than ${limit}, so the longer period does not apply and ${counted(months, 'month', 'months')} ${months === 1 ? 'is' : 'are'} enough.`,
          `${total === 1 ? 'The only month' : `The last of the ${total} months`} of the period is ${names[end]}, and its last day is day ${lengths[end]}.`,
        ],
        end: `The contract ends on ${answer}.`,
      }),
    };
  },
};

const insurance: Template = {
  name: 'rules/insurance-claim',
  domain: 'law',
  make(d) {
    const level = d.level(2, 3);
    const excess = d.int(1, 10) * 10;
    const cap = d.int(5, 40) * 50;
    const under = level > 2 ? d.pick([q(1), q(4, 5), q(3, 4), q(1, 2)]) : q(1);
    const items = d.words('gadgets', d.int(2, 3));
    const losses = items.map(() => d.int(2, 90) * 10);
    const age = d.int(0, 4);
    const wear = level > 2 ? 10 : 0;
    const total = sum(losses);
    const value = q(total * (100 - wear * age), 100);
    const due = value.mul(under).sub(q(excess));
    const positive = due.sign > 0 ? due : q(0);
    const answer = positive.sub(q(cap)).sign > 0 ? q(cap) : positive;
    const who = d.person().name;
    const said = `${wear > 0 ? `ten per cent of the new price are deducted for each full year of age; ` : ''}${level > 2 ? 'if the sum insured is only a part of the value of the household, only the same part of the loss is counted; ' : ''}from the result ${money(excess * 100)} are deducted as an excess; no more than ${money(cap * 100)} is paid`;
    return {
      level,
      given: { excess, cap, under: under.toString(), losses, age, wear },
      question: d.say(
        `An insurance contract contains these rules, to be applied in this order: ${said}. In a fire ${who} loses ${list(items.map((item, i) => `${item} (new price ${money((losses[i] ?? 0) * 100)})`))}${wear > 0 ? `, all of them ${counted(age, 'full year', 'full years')} old` : ''}.${level > 2 ? ` The sum insured is ${under.toString() === '1' ? 'equal to the value' : `${under} of the value`} of the household.` : ''} How many dollars does the insurance pay?`,
        `${who} reports the loss of ${list(items.map((item, i) => `${item}, bought for ${money((losses[i] ?? 0) * 100)}`))}${wear > 0 ? ` ${counted(age, 'year', 'years')} ago` : ''}. The policy says, step by step: ${said}.${level > 2 ? ` The household is insured for ${under.toString() === '1' ? 'its full value' : `${under} of its value`}.` : ''} What is paid out, in dollars?`.replace(
          ' 0 years ago',
          ' within the last year',
        ),
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The order of the rules matters: a deduction before taking a share is not the same as one after it.',
        ],
        steps: [
          `The new prices add up to ${money(total * 100)}.`,
          ...(wear > 0
            ? [
                `After ${counted(age, 'full year', 'full years')} a deduction of ${wear * age} per cent is made, which leaves ${value} dollars.`,
              ]
            : []),
          ...(level > 2
            ? [
                under.toString() === '1'
                  ? 'The household is fully insured, so all of this counts.'
                  : `Only ${under} of this counts, ${value.mul(under)} dollars.`,
              ]
            : []),
          `Less the excess of ${money(excess * 100)}, ${due.sign > 0 ? `${due} dollars remain` : 'nothing remains'}.`,
          positive.sub(q(cap)).sign > 0
            ? `This is above the limit of ${money(cap * 100)}, so the limit is paid.`
            : `This is within the limit of ${money(cap * 100)}.`,
        ],
        end: `The insurance pays ${answer} dollars.`,
      }),
    };
  },
};

export const contracts = [deadline, insurance];
