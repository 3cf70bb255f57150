import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const waves: Template = {
  name: 'physics/waves',
  domain: 'physics',
  make(d) {
    const level = d.level(1, 2);
    const kind = d.pick(['echo', 'string', 'pipe', 'beat'] as const);
    const speed = d.pick([330, 340, 343, 1500]);
    const time = q(d.int(2, 60), 10);
    const length = q(d.int(2, 40), 10);
    const n = d.int(1, 5);
    const v = d.int(10, 120) * 5;
    const [f1, f2] = d.ints(200, 900, 2) as [number, number];
    const answer = {
      echo: time.mul(q(speed, 2)),
      string: q(n * v).div(q(2).mul(length)),
      pipe: q((2 * n - 1) * speed).div(q(4).mul(length)),
      beat: q(Math.abs(f1 - f2)),
    }[kind];
    const medium = speed === 1500 ? 'sound in water' : 'sound in air';
    return {
      level,
      given: { kind, speed, time10: time.mul(q(10)).num, length10: length.mul(q(10)).num, n, v, f1, f2 },
      question: {
        echo: d.say(
          `A signal comes back as an echo after ${time.decimal()} s. How far away is the obstacle, in metres, if the speed of ${medium} is ${speed} m/s?`,
          `${speed === 1500 ? 'A ship sends a sound pulse to the sea floor' : `${d.person().name} calls towards a cliff`}; the echo is heard ${time.decimal()} s later. With a speed of sound of ${speed} m/s, what is the distance in metres?`,
        ),
        string: d.say(
          `A string of length ${length.decimal()} m, fixed at both ends, carries waves at ${v} m/s. What is the frequency of its harmonic number ${n}, in hertz?`,
          `On a guitar-like instrument a string measures ${length.decimal()} m and waves run along it at ${v} m/s. Find the frequency in hertz at which it vibrates with ${n === 1 ? 'a single loop' : `${n} loops`}.`,
        ),
        pipe: d.say(
          `A pipe of length ${length.decimal()} m is closed at one end. With a speed of sound of ${speed} m/s, what is the frequency of its resonance number ${n} (counted from the lowest), in hertz?`,
          `Find the resonance number ${n}, from below, of a column of length ${length.decimal()} m that is closed at one end, if the speed of sound in it is ${speed} m/s. Answer in hertz.`,
        ),
        beat: d.say(
          `Two tuning forks with ${f1} Hz and ${f2} Hz sound together. How many beats per second are heard?`,
          `The tones of two flutes have the frequencies ${f1} Hz and ${f2} Hz. With what frequency, in hertz, does the loudness of both together rise and fall?`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          {
            echo: 'The sound has to go to the obstacle and back, so the way is twice the distance.',
            string: 'Both ends of the string are at rest, so a whole number of half wavelengths fits on it.',
            pipe: 'At the closed end the air is at rest and at the open end it moves most, so an odd number of quarter wavelengths fits into the pipe.',
            beat: 'Two vibrations of nearly equal frequency are in step and out of step in turn; one such period passes each time one of them gains a full vibration on the other.',
          }[kind],
        ],
        steps: {
          echo: [
            `In ${time.decimal()} s the sound covers ${speed} x ${time.decimal()} = ${time.mul(q(speed)).decimal()} m.`,
            `Half of this is the distance, $${answer.toTex()}$ m.`,
          ],
          string: [
            tex`For ${n} loops the wavelength is $\frac{2 \cdot ${length.decimal()}}{${n}} = ${q(2).mul(length).div(q(n)).toTex()}$ m.`,
            tex`The frequency is speed over wavelength, $${v} \div ${q(2).mul(length).div(q(n)).toTex()} = ${answer.toTex()}$ Hz.`,
          ],
          pipe: [
            tex`Resonance number ${n} has ${2 * n - 1} quarter wavelengths in the pipe, so the wavelength is $\frac{4 \cdot ${length.decimal()}}{${2 * n - 1}} = ${q(
              4,
            )
              .mul(length)
              .div(q(2 * n - 1))
              .toTex()}$ m.`,
            tex`The frequency is $${speed} \div ${q(4)
              .mul(length)
              .div(q(2 * n - 1))
              .toTex()} = ${answer.toTex()}$ Hz.`,
          ],
          beat: [
            `The difference of the frequencies is ${Math.max(f1, f2)} - ${Math.min(f1, f2)} = ${answer} Hz.`,
            'Only the difference matters, not which of the two is higher.',
          ],
        }[kind],
        end: `The answer is $${answer.toTex()}$${{ echo: ' m', string: ' Hz', pipe: ' Hz', beat: ' per second' }[kind]}.`,
      }),
    };
  },
};

export const wavesTemplates = [waves];
