import { range, sum } from '../integers.ts';
import { list, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const combinedMean: Template = {
  name: 'statistics/combined-groups',
  domain: '62',
  make(d) {
    const level = d.level(1, 3);
    const count = level > 2 ? 3 : 2;
    const sizes = range(1, count).map(() => d.int(5, 40));
    const means = range(1, count).map(() => q(d.int(80, 400), 4));
    const total = qSum(sizes.map((n, i) => q(n).mul(means[i] ?? q(0))));
    const all = total.div(q(sum(sizes)));
    const reverse = d.chance(0.4);
    const answer = reverse ? (means[count - 1] ?? q(0)) : all;
    const groups = d.words('clubs', count);
    const what = d.pick([
      'average age',
      'mean score in a quiz',
      'mean number of kilometres walked',
      'average travel cost in crowns',
    ]);
    const all100 = all.toTex();
    return {
      level,
      given: { sizes, means4: means.map((m) => m.mul(q(4)).num), reverse },
      question: reverse
        ? d.say(
            `In the ${groups[0]} with ${sizes[0]} members the ${what} is ${means[0]?.decimal()}${count === 3 ? `, in the ${groups[1]} with ${sizes[1]} members it is ${means[1]?.decimal()}` : ''}. Together with the ${groups[count - 1]}, which has ${sizes[count - 1]} members, it is $${all100}$. What is it in the ${groups[count - 1]}?`,
          )
        : d.say(
            `The ${list(groups)} have ${list(sizes)} members. The ${what} in the groups is ${list(means.map((m) => m.decimal()))}, in this order, and nobody belongs to two groups. What is it for everybody together?`,
            `${list(groups.map((g, i) => `the ${g} (${sizes[i]} members, ${means[i]?.decimal()})`)).replace(/^t/, 'T')} report the number of their members and the ${what}. Find the ${what} of all members taken together; nobody is in two groups.`,
          ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ['Means cannot simply be averaged when the groups differ in size, but sums can be added.'],
        steps: reverse
          ? [
              tex`All together the sum is $${sum(sizes)} \cdot ${all100} = ${total.toTex()}$.`,
              `The ${count === 3 ? 'first two groups contribute' : 'first group contributes'} ${list(
                sizes.slice(0, -1).map(
                  (n, i) =>
                    tex`$${n} \cdot ${means[i]?.decimal()} = ${q(n)
                      .mul(means[i] ?? q(0))
                      .decimal()}$`,
                ),
              )}.`,
              tex`What is left belongs to the last group: $${q(sizes[count - 1] ?? 1)
                .mul(answer)
                .decimal()}$, and divided by ${sizes[count - 1]} it is $${answer.decimal()}$.`,
            ]
          : [
              `The sums in the groups are ${list(
                sizes.map(
                  (n, i) =>
                    tex`$${n} \cdot ${means[i]?.decimal()} = ${q(n)
                      .mul(means[i] ?? q(0))
                      .decimal()}$`,
                ),
              )}.`,
              tex`Together they make $${total.decimal()}$ for $${sizes.join(' + ')} = ${sum(sizes)}$ people.`,
              tex`So the common mean is $\frac{${total.decimal()}}{${sum(sizes)}} = ${answer.toTex()}$.`,
            ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const estimator: Template = {
  name: 'statistics/maximum-likelihood',
  domain: '62',
  make(d) {
    const level = d.level(3, 4);
    const kind = d.pick(['poisson', 'geometric', 'exponential', 'uniform'] as const);
    const n = d.int(4, 8);
    const xs = range(1, n).map(() => d.int(1, 15));
    const total = sum(xs);
    const answer = {
      poisson: q(total, n),
      geometric: q(n, total),
      exponential: q(n, total),
      uniform: q(Math.max(...xs)),
    }[kind];
    const model = {
      poisson: tex`a Poisson distribution with unknown mean $\theta$`,
      geometric: tex`a geometric distribution $P(X = k) = \theta(1 - \theta)^{k-1}$, $k = 1, 2, \dots$`,
      exponential: tex`an exponential distribution with density $\theta e^{-\theta x}$ for $x > 0$`,
      uniform: tex`a uniform distribution on the interval $[0, \theta]$`,
    }[kind];
    const steps = {
      poisson: [
        tex`Up to a constant the logarithm of the likelihood is $${total} \ln\theta - ${n}\theta$, since the observations add up to $${total}$.`,
        tex`Its derivative $\frac{${total}}{\theta} - ${n}$ vanishes at $\theta = \frac{${total}}{${n}} = ${answer.toTex()}$, the sample mean.`,
      ],
      geometric: [
        tex`The likelihood is $\theta^{${n}} (1 - \theta)^{${total} - ${n}}$, since the observations add up to $${total}$.`,
        tex`The derivative of its logarithm, $\frac{${n}}{\theta} - \frac{${total - n}}{1 - \theta}$, vanishes at $\theta = \frac{${n}}{${total}} = ${answer.toTex()}$.`,
      ],
      exponential: [
        tex`The likelihood is $\theta^{${n}} e^{-${total}\theta}$, since the observations add up to $${total}$.`,
        tex`The derivative of its logarithm, $\frac{${n}}{\theta} - ${total}$, vanishes at $\theta = \frac{${n}}{${total}} = ${answer.toTex()}$.`,
      ],
      uniform: [
        tex`The likelihood is $\theta^{-${n}}$ as long as $\theta$ is not smaller than any observation, and $0$ otherwise.`,
        tex`It decreases in $\theta$, so the best value is the smallest one allowed, the largest observation: $${answer.toTex()}$.`,
      ],
    }[kind];
    return {
      level,
      given: { kind, xs },
      question: d.say(
        tex`Independent observations ${list(xs)} come from ${model}. Find the maximum likelihood estimate of $\theta$.`,
        tex`The values ${list(xs)} are a sample from ${model}. For which $\theta$ is the likelihood largest?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The likelihood is the product of the probabilities (or densities) of the observations, seen as a function of the parameter; its logarithm has the same maximum and is easier to differentiate.',
        ],
        steps,
        end: `The estimate is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const estimation = [combinedMean, estimator];
