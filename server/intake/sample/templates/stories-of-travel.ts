import { capital } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const travel: Template = {
  name: 'stories/meeting-on-the-way',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const [u, v] = [d.int(6, 45) * 2, d.int(6, 45) * 2];
    const towards = u === v || d.chance(0.6);
    const relative = towards ? u + v : Math.abs(u - v);
    const quarter = d.int(2, 20);
    const distance = (relative * quarter) / 4;
    const head = level > 1 ? d.int(1, 4) : 0;
    const [fast, slow] = [Math.max(u, v), Math.min(u, v)];
    const [a, b] = d.words('towns', 2);
    const [x, y] = d.things('vehicles', 2);
    const whole = towards ? distance + (u * head) / 4 : 0;
    const gap = towards ? 0 : (slow * (quarter + head)) / 4;
    const lead = q(slow * head, 4);
    const minutes = towards
      ? quarter * 15
      : lead
          .div(q(fast - slow))
          .mul(q(60))
          .toNumber();
    if (!Number.isInteger(minutes) || minutes === 0 || minutes > 2000 || gap < 0) return this.make(d);
    return {
      level,
      given: { u, v, towards, head, whole: Math.round(whole * 2) },
      question: towards
        ? d.say(
            `${a} and ${b} are ${q(Math.round(whole * 2), 2).decimal()} km apart. A ${x?.one} leaves ${a} for ${b} at ${u} km/h${head > 0 ? `, and ${head * 15} minutes later` : ', and at the same time'} a ${y?.one} leaves ${b} for ${a} at ${v} km/h. How many minutes after the departure of the ${y?.one} do they meet?`,
            `Two friends start towards each other from ${a} and ${b}, which are ${q(Math.round(whole * 2), 2).decimal()} km apart. The first rides at ${u} km/h, the second at ${v} km/h and starts ${head > 0 ? `${head * 15} minutes after the first` : 'at the same moment'}. For how many minutes is the second one on the road until they meet?`,
          )
        : d.say(
            `A ${x?.one} leaves ${a} at ${slow} km/h. A ${y?.one} leaves the same place ${head * 15} minutes later and follows on the same road at ${fast} km/h. After how many minutes of its own journey does the second one catch up?`,
            `${d.person().name} sets out from ${a} towards ${b} at a steady ${slow} km/h and is followed ${head * 15} minutes later by a ${y?.one} at ${fast} km/h. How many minutes does the ${y?.one} need to draw level?`,
          ),
      answer: `${minutes}`,
      solution: worked(d, level, {
        why: [
          towards
            ? 'As they move towards each other, the distance between them shrinks by the sum of their speeds.'
            : 'The distance between the two shrinks by the difference of their speeds.',
        ],
        steps: towards
          ? [
              ...(head > 0
                ? [
                    `In the first ${head * 15} minutes only the first one moves and covers ${u} x ${head * 15}/60 = ${q(u * head, 4).decimal()} km, so ${q(Math.round(distance * 2), 2).decimal()} km are left between them.`,
                  ]
                : [`At the start there are ${q(Math.round(whole * 2), 2).decimal()} km between them.`]),
              `Together they cover ${u} + ${v} = ${relative} km in an hour.`,
              `So they need ${q(Math.round(distance * 2), 2).decimal()} / ${relative} = ${q(quarter, 4).decimal()} hours, which is ${minutes} minutes.`,
            ]
          : [
              `In ${head * 15} minutes the first one gets ${slow} x ${head * 15}/60 = ${lead.decimal()} km ahead.`,
              `Each hour the second one gains ${fast} - ${slow} = ${fast - slow} km.`,
              `It needs ${lead.decimal()} / ${fast - slow} hours to make up for the lead, and that is ${minutes} minutes.`,
            ],
        end: `The answer is ${minutes} minutes.`,
      }),
    };
  },
};

const animals: Template = {
  name: 'stories/heads-and-legs',
  domain: '97',
  make(d) {
    const level = d.level(1, 2);
    const [x, y] = [d.int(3, 60), d.int(3, 60)];
    const [one, two, i, j, unit] = d.pick([
      ['hens', 'rabbits', 2, 4, 'legs'],
      ['bicycles', 'tricycles', 2, 3, 'wheels'],
      ['small tables', 'large tables', 4, 6, 'seats'],
      ['short poems', 'long poems', 8, 14, 'lines'],
      ['stools', 'chairs', 3, 4, 'legs'],
      ['rowing boats', 'canoes', 6, 2, 'paddlers'],
    ] as const);
    const place = d.pick([
      `on a farm near ${d.word('towns')}`,
      `at the ${d.word('places')}`,
      `in ${d.word('streets')}`,
      `in a catalogue of the ${d.word('clubs')}`,
    ]);
    const [total, count] = [i * x + j * y, x + y];
    return {
      level,
      given: { i, j, total, count },
      question: d.say(
        `${capital(place)} ${d.person().name} counts ${one} and ${two}: ${count} in all, with ${total} ${unit} together. How many ${one} are there, if each of the ${one} has ${i} ${unit} and each of the ${two} has ${j}?`,
        `There are ${count} ${one} and ${two} ${place}. The ${one} have ${i} ${unit} each, the ${two} ${j}, and altogether there are ${total} ${unit}. Find the number of ${one}.`,
        `Some ${one} (${i} ${unit} each) and some ${two} (${j} ${unit} each) are found ${place}. They number ${count}, and their ${unit} number ${total}. How many of them are ${one}?`,
      ),
      answer: `${x}`,
      solution: worked(d, level, {
        why: [
          'We pretend at first that all of them are of one kind and see how far off the total is; every exchange of one for the other corrects it by the same amount.',
        ],
        steps: [
          `If all ${count} were ${two}, there would be ${count} x ${j} = ${count * j} ${unit}.`,
          `In fact there are ${total}, which differs by ${Math.abs(count * j - total)}.`,
          `Each of the ${one} in place of one of the ${two} makes a difference of ${Math.abs(j - i)}, so there are ${Math.abs(count * j - total)} / ${Math.abs(j - i)} = ${x} ${one}, and ${count} - ${x} = ${y} ${two}.`,
        ],
        check: `Indeed ${x} x ${i} + ${y} x ${j} = ${i * x} + ${j * y} = ${total}.`,
        end: `There are ${x} ${one}.`,
      }),
    };
  },
};

export const storiesOfTravel = [travel, animals];
