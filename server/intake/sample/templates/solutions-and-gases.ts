import { inWords, list, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const dilution: Template = {
  name: 'chemistry/dilution',
  domain: 'chemistry',
  make(d) {
    const level = d.level(1, 3);
    const exponent = d.int(1, 4);
    const [v1, c1] = [d.int(1, 40) * 5, q(d.int(1, 40), 20)];
    const v2 = v1 + d.int(1, 60) * 5;
    const c2 = c1.mul(q(v1, v2));
    const kind = level === 1 ? 'concentration' : d.pick(['concentration', 'ph', 'neutral'] as const);
    const base = q(d.int(1, 40), 20);
    const answer = { concentration: c2, ph: q(exponent + 1), neutral: c1.mul(q(v1)).div(base) }[kind];
    const acid = d.pick(['hydrochloric acid', 'nitric acid']);
    const ten = q(1, 10 ** exponent).decimal();
    return {
      level,
      given: { kind, v1, v2, c: c1.mul(q(20)).num, base: base.mul(q(20)).num, exponent },
      question: {
        concentration: d.say(
          `${v1} mL of ${acid} with ${c1.decimal()} mol/L are diluted with water to ${v2} mL. What is the new concentration in mol/L?`,
          `Water is added to ${v1} mL of a solution of ${c1.decimal()} mol/L until there are ${v2} mL. Find the concentration, in mol per litre, afterwards.`,
        ),
        ph: d.say(
          `${v1} mL of ${acid} with the concentration ${ten} mol/L are diluted with water to ${v1 * 10} mL. What is the pH afterwards? (The acid is strong.)`,
          `A strong acid of ${ten} mol/L is diluted to ten times its volume of ${v1} mL. Which pH does the diluted solution have?`,
        ),
        neutral: d.say(
          `How many millilitres of sodium hydroxide solution with ${base.decimal()} mol/L neutralise ${v1} mL of ${acid} with ${c1.decimal()} mol/L?`,
          `In a titration ${v1} mL of ${acid} (${c1.decimal()} mol/L) are neutralised by potassium hydroxide solution (${base.decimal()} mol/L). What volume of it is used, in mL?`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          {
            concentration:
              'Adding water does not change the amount of the dissolved substance, only the volume that it is spread over.',
            ph: 'The pH is the negative decimal logarithm of the concentration of hydrogen ions in mol/L; a strong acid gives all of its hydrogen ions off.',
            neutral:
              'One hydroxide ion neutralises one hydrogen ion, so both solutions must bring the same amount.',
          }[kind],
        ],
        steps: {
          concentration: [
            tex`The amount is $${c1.decimal()} \cdot ${v1} = ${c1.mul(q(v1)).decimal()}$ mmol, before and after.`,
            tex`In ${v2} mL this is a concentration of $\frac{${c1.mul(q(v1)).decimal()}}{${v2}} = ${c2.toTex()}$ mol/L.`,
          ],
          ph: [
            tex`Before, the concentration is $${ten} = 10^{-${exponent}}$ mol/L, so the pH is ${exponent}.`,
            tex`Ten times the volume means a tenth of the concentration, $10^{-${exponent + 1}}$ mol/L, and the pH rises by one to ${exponent + 1}.`,
          ],
          neutral: [
            tex`The acid contains $${c1.decimal()} \cdot ${v1} = ${c1.mul(q(v1)).decimal()}$ mmol of hydrogen ions.`,
            tex`The base brings ${base.decimal()} mmol in each millilitre, so $\frac{${c1.mul(q(v1)).decimal()}}{${base.decimal()}} = ${answer.toTex()}$ mL are needed.`,
          ],
        }[kind],
        end: `The answer is $${answer.toTex()}$${{ concentration: ' mol/L', ph: '', neutral: ' mL' }[kind]}.`,
      }),
    };
  },
};

const gasLaw: Template = {
  name: 'chemistry/gas-laws',
  domain: 'chemistry',
  make(d) {
    const level = d.level(1, 3);
    const [p1, v1] = [q(d.int(2, 40), 4), q(d.int(2, 60), 2)];
    const [t1, t2] = [d.int(20, 50) * 10, d.int(20, 60) * 10];
    const v2 = q(d.int(2, 60), 2);
    const same = level === 1;
    const p2 = p1
      .mul(v1)
      .div(v2)
      .mul(same ? q(1) : q(t2, t1));
    const gas = d.pick(['nitrogen', 'helium', 'argon', 'dry air', 'oxygen', 'carbon dioxide']);
    const vessel = d.pick([
      'a cylinder with a movable piston',
      'a flexible bag',
      'a large syringe',
      'a pump',
    ]);
    return {
      level,
      given: { p4: p1.mul(q(4)).num, v2x: v1.mul(q(2)).num, w2x: v2.mul(q(2)).num, t1, t2, same },
      question: d.say(
        `A sample of ${gas} in ${vessel} has the volume ${v1.decimal()} L and the pressure ${p1.decimal()} bar${same ? '' : ` at ${t1} K`}. What is its pressure in bar when it ${v2.sub(v1).sign < 0 ? 'is compressed' : 'expands'} to ${v2.decimal()} L${same ? ' at constant temperature' : ` at ${t2} K`}?`,
        `${gas.replace(/^./, (x) => x.toUpperCase())} is kept in ${vessel}. At first it takes up ${v1.decimal()} litres at ${p1.decimal()} bar${same ? '' : ` and ${t1} K`}; later the volume is ${v2.decimal()} litres${same ? ' at the same temperature' : ` and the temperature ${t2} K`}. Treating it as an ideal gas, find the later pressure in bar.`,
      ),
      answer: p2.toString(),
      solution: worked(d, level, {
        why: [
          same
            ? 'At constant temperature the product of pressure and volume of an ideal gas does not change (the law of Boyle and Mariotte).'
            : tex`For a fixed amount of an ideal gas $\frac{pV}{T}$ does not change, with $T$ the absolute temperature.`,
        ],
        steps: [
          tex`The product before is $${p1.decimal()} \cdot ${v1.decimal()} = ${p1.mul(v1).decimal()}$ bar L.`,
          ...(same
            ? []
            : [
                tex`The change of temperature multiplies it by $\frac{${t2}}{${t1}} = ${q(t2, t1).toTex()}$, which gives $${p1.mul(v1).mul(q(t2, t1)).toTex()}$.`,
              ]),
          tex`Dividing by the new volume of ${v2.decimal()} L we get $${p2.toTex()}$ bar.`,
        ],
        end: `The pressure is $${p2.toTex()}$ bar, about $${p2.fixed(2)}$ bar.`,
      }),
    };
  },
};

const decay: Template = {
  name: 'chemistry/half-life',
  domain: 'chemistry',
  make(d) {
    const level = d.level(1, 3);
    const half = d.int(2, 60);
    const periods = d.int(1, 6);
    const start = d.int(1, 60) * 16;
    const left = q(start, 2 ** periods);
    const kind = d.pick(['left', 'time', 'gone'] as const);
    const answer = { left, time: q(half * periods), gone: q(start).sub(left) }[kind];
    const unit = d.pick(['days', 'hours', 'years', 'minutes']);
    const isotope = d.pick([
      'iodine isotope',
      'radium isotope',
      'cobalt isotope',
      'strontium isotope',
      'medical tracer',
    ]);
    const share = tex`\frac{1}{${2 ** periods}}`;
    return {
      level,
      given: { half, periods, start, kind },
      question: {
        left: d.say(
          `The half-life of a certain ${isotope} is ${half} ${unit}. How many milligrams are left of ${start} mg after ${half * periods} ${unit}?`,
          `A sample contains ${start} mg of an ${isotope} with a half-life of ${half} ${unit}. Find the mass that has not decayed after ${half * periods} ${unit}, in mg.`.replace(
            /an (radium|cobalt|strontium|medical)/,
            'a $1',
          ),
        ),
        time: d.say(
          `After how many ${unit} has a certain ${isotope} with a half-life of ${half} ${unit} decayed to $${share}$ of its original amount?`,
          `The activity of a preparation has fallen to $${share}$ of what it was. The half-life of the ${isotope} in it is ${half} ${unit}. How many ${unit} have passed?`,
        ),
        gone: d.say(
          `Of ${start} mg of a certain ${isotope} (half-life ${half} ${unit}), how many milligrams decay within ${half * periods} ${unit}?`,
          `A laboratory stores ${start} mg of a certain ${isotope} for ${half * periods} ${unit}. The half-life is ${half} ${unit}. What mass decays in that time, in mg?`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ['In each half-life one half of what is still there decays, however much it is.'],
        steps: [
          kind === 'time'
            ? tex`The share $${share}$ is $\left(\frac12\right)^{${periods}}$, so ${inWords(periods)} ${periods === 1 ? 'half-life has' : 'half-lives have'} passed.`
            : tex`The time of ${half * periods} ${unit} is ${inWords(periods)} ${periods === 1 ? 'half-life' : 'half-lives'}.`,
          kind === 'time'
            ? tex`That is $${periods} \cdot ${half} = ${half * periods}$ ${unit}.`
            : `The amounts after each of them are ${list(Array.from({ length: periods }, (_, i) => `${q(start, 2 ** (i + 1)).decimal()} mg`))}.`,
          ...(kind === 'gone'
            ? [tex`So $${start} - ${left.decimal()} = ${answer.decimal()}$ mg have decayed.`]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$ ${kind === 'time' ? unit : 'mg'}.`,
      }),
    };
  },
};

export const solutionsAndGases = [dilution, gasLaw, decay];
