import { capital, counted, money } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const fines: Template = {
  name: 'rules/fines-and-discounts',
  domain: 'law',
  make(d) {
    const level = d.level(1, 3);
    const free = d.int(2, 10);
    const [first, second] = [d.int(1, 6) * 10, d.int(7, 20) * 10];
    const step = d.int(10, 25);
    const over = d.int(1, 60);
    const repeats = level > 1 ? d.int(0, 2) : 0;
    const prompt = level > 2 ? d.chance(0.5) : false;
    const counted1 = Math.max(0, over - free);
    const basic = counted1 === 0 ? 0 : counted1 <= step ? first : second;
    const raised = basic * 2 ** repeats;
    const answer = prompt ? q(raised * 3, 4) : q(raised);
    const town = d.word('towns');
    const { name, they } = d.person();
    const [what, unit] = d.pick([
      ['parking', 'minutes'],
      ['the return of library books', 'days'],
      ['loud music', 'minutes'],
      ['the delivery of goods', 'days'],
    ] as const);
    const rule = `the first ${free} ${unit} over the limit are free; beyond that the fine is ${money(first * 100)} for up to ${step} further ${unit} and ${money(second * 100)} for more${level > 1 ? '; the fine is doubled for each earlier offence within a year' : ''}${level > 2 ? '; whoever pays within ten days pays a quarter less' : ''}`;
    return {
      level,
      given: { free, first, second, step, over, repeats, prompt },
      question: d.say(
        `The by-law of ${town} on ${what} reads: ${rule}. ${name} is ${over} ${unit} over the limit${level > 1 ? `${level > 2 ? ',' : ' and'} has ${repeats === 0 ? 'no earlier offence' : counted(repeats, 'earlier offence', 'earlier offences')} within a year` : ''}${level > 2 ? ` and pays ${prompt ? 'after three days' : 'after a month'}` : ''}. How many dollars does ${they} have to pay?`,
        `In ${town} these rules hold for ${what}: ${rule}. What does ${name} pay in dollars for exceeding the limit by ${over} ${unit}${level > 1 ? ` with ${repeats === 0 ? 'no earlier offence' : counted(repeats, 'offence', 'offences')} in the year before` : ''}${level > 2 ? `, when the money is paid ${prompt ? 'on the third day' : 'after thirty days'}` : ''}?`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'We take the parts of the rule in order, since each of them works on the result of the one before.',
        ],
        steps: [
          over <= free
            ? `With ${over} ${unit}, the limit is exceeded by no more than the ${free} free ones, so no fine is due at all.`
            : `Of the ${over} ${unit}, ${free} are free and ${counted1} count. That is ${counted1 <= step ? 'not more' : 'more'} than ${step}, so the basic fine is ${money(basic * 100)}.`,
          ...(level > 1
            ? [
                repeats === 0 || basic === 0
                  ? `Nothing is doubled, ${basic === 0 ? 'as there is no fine' : 'since there was no earlier offence'}.`
                  : `It is doubled ${repeats === 1 ? 'once' : 'twice'}, which makes ${money(raised * 100)}.`,
              ]
            : [`Nothing else in the rule changes this amount.`]),
          ...(level > 2
            ? [
                prompt
                  ? `Paying early takes off a quarter: three quarters of ${money(raised * 100)} are ${money(answer.mul(q(100)).num)}.`
                  : 'The payment comes too late for the reduction.',
              ]
            : []),
        ],
        end: `So ${name} pays ${answer.decimal()} dollars.`,
      }),
    };
  },
};

const quorum: Template = {
  name: 'rules/votes-and-quorum',
  domain: 'law',
  make(d) {
    const level = d.level(1, 2);
    const members = d.int(20, 400);
    const present = d.int(Math.floor(members / 3), members);
    const quorumShare = d.pick([q(1, 2), q(1, 3), q(2, 5), q(3, 5)]);
    const majority = d.pick([q(1, 2), q(2, 3), q(3, 5), q(3, 4)]);
    const abstain = d.int(0, Math.floor(present / 5));
    const ofCast = d.chance(0.5);
    const basis = ofCast ? present - abstain : present;
    const enough = q(present).sub(quorumShare.mul(q(members))).sign >= 0;
    const limit = majority.mul(q(basis));
    const half = majority.toString() === '1/2';
    const needed = half
      ? Number(limit.num / limit.den) + 1
      : Number((limit.num + limit.den - 1n) / limit.den);
    const answer = enough && needed <= present - abstain ? `${needed}` : 'none';
    if (answer === 'none' && d.chance(0.7)) return this.make(d);
    const club = d.word('clubs');
    const what = d.pick([
      'a change of the statutes',
      'the purchase of a new building',
      'the exclusion of a member',
      'a higher annual fee',
      'a merger with another club',
    ]);
    const measure = half ? 'more than one half' : `at least ${majority} `.trim();
    return {
      level,
      given: {
        members,
        present,
        quorum: quorumShare.toString(),
        majority: majority.toString(),
        abstain,
        ofCast,
      },
      question: d.say(
        `The statutes of the ${club} require for ${what} that at least ${quorumShare} of all ${members} members are present and that ${measure} of the ${ofCast ? 'votes cast (abstentions do not count as votes)' : 'members present'} are in favour. ${present} members are present and ${abstain} of them abstain. How many votes in favour are needed? Answer "none" if no number of votes would do.`,
        `${capital(what)} is put to the vote in the ${club}, which has ${members} members. Needed are the presence of at least ${quorumShare} of the members and the approval of ${measure} of ${ofCast ? 'those who vote yes or no' : 'those present'}. With ${present} present and ${counted(abstain, 'abstention', 'abstentions')}, what is the smallest number of yes votes with which it passes ("none" if it cannot pass)?`,
      ),
      answer,
      wrong: ['none', `${needed + 1}`, `${needed - 1}`, `${Math.ceil(present / 2)}`].filter(
        (x) => x !== answer,
      ),
      solution: worked(d, level, {
        why: [
          'Two conditions have to be met, the presence of enough members and the majority, and the second one must be taken of the right number.',
        ],
        steps: [
          `The quorum is ${quorumShare} of ${members}, that is ${quorumShare.mul(q(members)).isInteger ? quorumShare.mul(q(members)) : `${quorumShare.mul(q(members)).fixed(2)}`}; with ${present} present it is ${enough ? 'reached' : 'not reached'}.`,
          enough
            ? `The majority refers to ${ofCast ? `the votes cast, ${present} - ${abstain} = ${basis}` : `the members present, ${basis}`}: ${majority} of it is ${limit.isInteger ? limit : limit.fixed(2)}, and the votes must be ${half ? 'more than' : 'at least'} this many.`
            : 'So the meeting cannot decide, whatever the votes are.',
          enough
            ? `The smallest such number is ${needed}${needed <= present - abstain ? '' : `, but only ${present - abstain} members do not abstain`}.`
            : 'The majority need not be looked at.',
        ],
        end: `The answer is ${answer}.`,
      }),
    };
  },
};

export const byLaws = [fines, quorum];
