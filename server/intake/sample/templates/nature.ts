import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const lens: Template = {
  name: 'nature/thin-lens',
  domain: '78',
  make(d) {
    const level = d.level(2, 3);
    const f = d.int(4, 40);
    const g = d.intWhere(5, 120, (x) => x !== f);
    const b = q(f * g, g - f);
    const size = d.int(1, 12);
    const kind = d.pick(['distance', 'size'] as const);
    const answer = kind === 'distance' ? b : b.mul(q(size, g));
    const thing = d.pick([
      'candle',
      'postage stamp',
      'lamp filament',
      'small figure',
      'arrow drawn on a screen',
    ]);
    return {
      level,
      given: { f, g, size, kind },
      question: d.say(
        `A ${thing} stands $${g}$ cm in front of a thin converging lens of focal length $${f}$ cm. ${kind === 'distance' ? 'At what distance from the lens, in cm, is the image? (Negative for a virtual image on the side of the object.)' : `It is $${size}$ cm high. How high is its image, in cm? (Negative for an upright virtual image.)`}`,
        `The focal length of a thin converging lens is $${f}$ cm, and a ${thing}${kind === 'size' ? ` of height $${size}$ cm` : ''} is placed $${g}$ cm from it. Determine the ${kind === 'distance' ? 'image distance' : 'height of the image'} in cm, counting virtual images as negative.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`For a thin lens $\frac1f = \frac1g + \frac1b$, with $g$ the distance of the object and $b$ that of the image; the sizes are in the ratio $b : g$.`,
        ],
        steps: [
          tex`So $\frac1b = \frac{1}{${f}} - \frac{1}{${g}} = \frac{${g - f}}{${f * g}}$ and $b = ${b.toTex()}$ cm.`,
          b.sign > 0
            ? 'The value is positive: the image is real and stands upside down behind the lens.'
            : 'The value is negative: the object is inside the focal length, so the image is virtual and upright.',
          ...(kind === 'size'
            ? [tex`Its height is $${size} \cdot \frac{b}{g} = ${answer.toTex()}$ cm.`]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$ cm.`,
      }),
    };
  },
};

const network: Template = {
  name: 'nature/resistor-network',
  domain: '78',
  make(d) {
    const level = d.level(1, 3);
    const [r1, r2, r3] = [d.int(1, 60), d.int(1, 60), d.int(1, 60)];
    const voltage = d.int(2, 60);
    const parallel = q(r2 * r3, r2 + r3);
    const total = q(r1).add(parallel);
    const current = q(voltage).div(total);
    const kind = level === 1 ? 'total' : d.pick(['total', 'branch', 'power'] as const);
    const branch = current.mul(q(r3, r2 + r3));
    const answer = { total, branch, power: current.mul(q(voltage)) }[kind];
    const unit = { total: 'ohms', branch: 'amperes', power: 'watts' }[kind];
    const ask = {
      total: 'What is the total resistance in ohms?',
      branch: `What current, in amperes, flows through the resistor of $${r2}$ ohms in the parallel part?`,
      power: 'What power, in watts, does the source deliver?',
    }[kind];
    return {
      level,
      given: { r1, r2, r3, voltage, kind },
      question: d.say(
        `A resistor of $${r1}$ ohms is connected in series with a parallel pair of $${r2}$ and $${r3}$ ohms${kind === 'total' ? '' : `, and $${voltage}$ volts are applied to the whole`}. ${ask}`,
        `Two resistors, $${r2}$ Ω and $${r3}$ Ω, lie side by side in parallel; behind them follows one of $${r1}$ Ω${kind === 'total' ? '' : `. An ideal battery of $${voltage}$ V feeds the circuit`}. ${ask}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In series the resistances add up, in parallel their reciprocals do; the current in a parallel part divides in the inverse ratio of the resistances.',
        ],
        steps: [
          tex`The parallel pair is worth $\frac{${r2} \cdot ${r3}}{${r2} + ${r3}} = ${parallel.toTex()}$ ohms, so the total is $${r1} + ${parallel.toTex()} = ${total.toTex()}$ ohms.`,
          ...(kind === 'total'
            ? [`No voltage is needed for this, since the resistance does not depend on it.`]
            : [
                tex`The current from the source is $${voltage} \div ${total.toTex()} = ${current.toTex()}$ amperes.`,
              ]),
          ...(kind === 'branch'
            ? [
                tex`Through the resistor of $${r2}$ ohms flows the share $\frac{${r3}}{${r2} + ${r3}}$ of it: $${branch.toTex()}$ amperes.`,
              ]
            : []),
          ...(kind === 'power'
            ? [
                tex`The power is voltage times current, $${voltage} \cdot ${current.toTex()} = ${answer.toTex()}$ watts.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$ ${unit}.`,
      }),
    };
  },
};

const heat: Template = {
  name: 'nature/heat-balance',
  domain: '80',
  make(d) {
    const level = d.level(1, 3);
    const masses = Array.from({ length: level === 3 ? 3 : 2 }, () => d.int(1, 40) * 5);
    const temps = masses.map(() => d.int(5, 95));
    const total = masses.reduce((a, b) => a + b, 0);
    const mixed = masses.reduce((t, m, i) => t.add(q(m * (temps[i] ?? 0))), q(0)).div(q(total));
    const drink = d.pick(['water', 'tea', 'milk', 'soup', 'oil']);
    const [vessel] = d.some(['bucket', 'tank', 'jug', 'tub', 'kettle'], 1);
    const shown = masses.map((m, i) => `$${m}$ litres at $${temps[i]}$ °C`);
    return {
      level,
      given: { masses, temps },
      question: d.say(
        `Into a ${vessel} one pours ${drink}: ${shown.join(', ')}. No heat is lost. What is the temperature of the mixture in °C?`,
        `Portions of ${drink} are mixed without loss of heat: ${shown.join(' and ')}. Find the final temperature in degrees Celsius.`,
      ),
      answer: mixed.toString(),
      solution: worked(d, level, {
        why: [
          'The heat that the warmer portions give off is taken up by the colder ones. As all portions have the same specific heat, the final temperature is the mean of the temperatures, weighted by the amounts.',
        ],
        steps: [
          tex`The weighted sum is ${masses.map((m, i) => tex`$${m} \cdot ${temps[i]} = ${m * (temps[i] ?? 0)}$`).join(', ')}, together $${mixed.mul(q(total)).toTex()}$.`,
          tex`Divided by the total amount of $${total}$ litres this gives $${mixed.toTex()}$ degrees.`,
        ],
        check: `The result lies between the lowest and the highest temperature, $${Math.min(...temps)}$ and $${Math.max(...temps)}$ degrees, as it must.`,
        end: `The mixture has $${mixed.toTex()}$ °C, about $${mixed.fixed(1)}$ °C.`,
      }),
    };
  },
};

const engine: Template = {
  name: 'nature/heat-engine',
  domain: '80',
  make(d) {
    const level = d.level(2, 3);
    const cold = d.int(25, 40) * 10;
    const hot = cold + d.int(5, 60) * 10;
    const heatIn = d.int(2, 80) * 50;
    const share = q(hot - cold, hot);
    const work = share.mul(q(heatIn));
    const pump = d.chance(0.4);
    const answer = pump ? q(heatIn).mul(q(hot, hot - cold)) : work;
    return {
      level,
      given: { cold, hot, heatIn, pump },
      question: pump
        ? d.say(
            `An ideal heat pump works between $${cold}$ K outside and $${hot}$ K inside. How many joules of heat does it deliver inside for $${heatIn}$ J of work?`,
            `A reversible heat pump takes heat from a reservoir at $${cold}$ K and delivers heat at $${hot}$ K. It is driven with $${heatIn}$ J of work. Find the heat delivered, in joules.`,
          )
        : d.say(
            `A Carnot engine works between reservoirs at $${hot}$ K and $${cold}$ K. In each cycle it takes in $${heatIn}$ J of heat. How much work does it do per cycle, in joules?`,
            `What is the largest amount of work, in joules, that any engine can get out of $${heatIn}$ J of heat from a source at $${hot}$ K, if it rejects heat at $${cold}$ K?`,
          ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In a reversible cycle the heats exchanged with the reservoirs are in the ratio of the absolute temperatures, since the entropy does not change over a cycle.',
        ],
        steps: pump
          ? [
              tex`If $Q$ is delivered at $${hot}$ K, then $Q \cdot \frac{${cold}}{${hot}}$ is taken up at $${cold}$ K.`,
              tex`The work is the difference, $Q\left(1 - \frac{${cold}}{${hot}}\right) = ${share.toTex()}\,Q = ${heatIn}$, so $Q = ${answer.toTex()}$ J.`,
            ]
          : [
              tex`The efficiency is $1 - \frac{${cold}}{${hot}} = ${share.toTex()}$.`,
              tex`The work is $${share.toTex()} \cdot ${heatIn} = ${work.toTex()}$ J; the rest, $${q(heatIn).sub(work).toTex()}$ J, goes to the cold reservoir.`,
            ],
        end: `The answer is $${answer.toTex()}$ J.`,
      }),
    };
  },
};

export const nature = [lens, network, heat, engine];
