import { range } from '../integers.ts';
import { frac, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const doublingMap: Template = {
  name: 'equations/iterated-map',
  domain: '37',
  make(d) {
    const level = d.level(2, 4);
    const k = d.int(2, 5);
    const den = d.intWhere(7, 20 * level, (n) => n % k !== 0);
    const start = d.int(1, den - 1);
    const seen = new Map<number, number>();
    const orbit: number[] = [];
    for (let x = start; !seen.has(x); x = (x * k) % den) {
      seen.set(x, orbit.length);
      orbit.push(x);
    }
    const next = ((orbit.at(-1) ?? 0) * k) % den;
    const period = orbit.length - (seen.get(next) ?? 0);
    const n = d.int(20, 400);
    const kind = period > 12 || d.chance(0.5) ? 'period' : 'value';
    const begin = seen.get(next) ?? 0;
    const place = begin + ((n - begin) % period);
    const answer = kind === 'period' ? `${period}` : q(orbit[place] ?? 0, den).toString();
    const shown = orbit.map((x) => tex`\frac{${x}}{${den}}`);
    return {
      level,
      given: { k, den, start, kind, n },
      question: d.say(
        tex`Let $T(x) = ${k}x \bmod 1$ on $[0, 1)$ and $x_0 = ${frac(start, den)}$. ${kind === 'period' ? 'What is the length of the cycle that the orbit of $x_0$ runs into?' : `Find $T^{${n}}(x_0)$.`}`,
        tex`A point starts at $${frac(start, den)}$ of the way round a circle, and each minute its angle (measured as a share of the full turn) is multiplied by $${k}$. ${kind === 'period' ? 'With what period, in minutes, does it finally come back?' : `At what share of the full turn is it after $${n}$ minutes?`}`,
        tex`The map $x \mapsto ${k}x - \lfloor ${k}x \rfloor$ is applied again and again, beginning with $${frac(start, den)}$. ${kind === 'period' ? 'Determine the period of the cycle that is reached.' : `Which number is obtained after $${n}$ steps?`}`,
      ),
      answer,
      solution: worked(d, level, {
        why: [
          'All points of the orbit are fractions with the same denominator, so there are finitely many of them and the orbit must repeat.',
        ],
        steps: [
          `The numerators over the denominator $${den}$ are multiplied by $${k}$ and reduced modulo $${den}$: ${shown.length > 40 ? orbit.join(', ') : `$${shown.join('$, $')}$`}, and then comes $${tex`\frac{${next}}{${den}}`}$ again.`,
          `The repetition begins at the ${begin === 0 ? 'very first point' : `point number ${begin} (counting from 0)`}, so the cycle has $${orbit.length} - ${begin} = ${period}$ points.`,
          ...(kind === 'value'
            ? [
                `After $${n}$ steps we are at the same place as after $${place}$ steps, because $${n} - ${place} = ${(n - place) / period} \\cdot ${period}$. That is $${frac(orbit[place] ?? 0, den)}$.`,
              ]
            : []),
        ],
        end:
          kind === 'period'
            ? `The period is $${period}$.`
            : `The point is $${frac(orbit[place] ?? 0, den)}$.`,
      }),
    };
  },
};

const periodicPoints: Template = {
  name: 'equations/points-of-exact-period',
  domain: '37',
  make(d) {
    const level = d.level(3, 5);
    const k = d.int(2, 12);
    const n = d.int(2, 3 + level);
    const divisors = range(1, n).filter((t) => n % t === 0);
    const fixed = (t: number) => BigInt(k) ** BigInt(t) - 1n;
    const exact = new Map<number, bigint>();
    for (const t of divisors)
      exact.set(
        t,
        fixed(t) -
          divisors.filter((u) => u < t && t % u === 0).reduce((s, u) => s + (exact.get(u) ?? 0n), 0n),
      );
    const cycles = d.chance(0.5);
    const points = exact.get(n) ?? 0n;
    const answer = cycles ? points / BigInt(n) : points;
    return {
      level,
      given: { k, n, cycles },
      question: d.say(
        tex`Let $T(x) = ${k}x \bmod 1$ on $[0, 1)$. How many ${cycles ? `cycles of length exactly $${n}$` : `points have the exact period $${n}$`} under $T$?`
          .replace('cycles of length exactly', 'cycles have length exactly')
          .replace(tex`$${n}$ under`, tex`$${n}$ under`),
        tex`For the map that multiplies an angle by $${k}$, find the number of ${cycles ? 'periodic cycles' : 'angles'} with smallest period $${n}$.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          tex`A point satisfies $T^n(x) = x$ exactly when $(${k}^n - 1)x$ is an integer, which has $${k}^n - 1$ solutions in $[0, 1)$.`,
          'From the points that return after $n$ steps we take away those whose smallest period is a proper divisor of $n$.',
        ],
        steps: [
          ...divisors.map(
            (t) =>
              tex`For $${t}$ ${t === 1 ? 'step' : 'steps'}: $${k}^{${t}} - 1 = ${fixed(t)}$ points return${t === 1 ? '' : `, of which $${exact.get(t)}$ have the exact period $${t}$`}.`,
          ),
          ...(cycles
            ? [
                tex`Each cycle of length $${n}$ holds $${n}$ of these points, so there are $\frac{${points}}{${n}} = ${answer}$ cycles.`,
              ]
            : []),
        ],
        end: `The number is $${answer}$.`,
      }),
    };
  },
};

export const dynamics = [doublingMap, periodicPoints];
