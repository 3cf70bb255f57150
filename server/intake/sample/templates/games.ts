import { range, sum } from '../integers.ts';
import { inWords, list, money, paren, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const matrixGame: Template = {
  name: 'games/mixed-strategies',
  domain: '91',
  make(d) {
    const level = d.level(3, 4);
    const [a, b, c, e] = [d.int(-9, 9), d.int(-9, 9), d.int(-9, 9), d.int(-9, 9)];
    const den = a - b - c + e;
    const saddle = Math.max(Math.min(a, b), Math.min(c, e)) === Math.min(Math.max(a, c), Math.max(b, e));
    if (saddle || den === 0) return this.make(d);
    const p = q(e - c, den);
    const value = q(a * e - b * c, den);
    const kind = d.pick(['value', 'share'] as const);
    const answer = kind === 'value' ? value : p;
    const [one, two] = d.people(2).map(({ name }) => name);
    const [x, y] = d.pick([
      ['left', 'right'],
      ['heads', 'tails'],
      ['red', 'black'],
      ['odd', 'even'],
    ] as const);
    return {
      level,
      given: { a, b, c, e, kind },
      question: d.say(
        `${one} and ${two} choose "${x}" or "${y}" at the same time. ${two} then pays ${one} $${a}$ points if both say "${x}", $${b}$ if only ${one} says "${x}", $${c}$ if only ${two} says "${x}", and $${e}$ if both say "${y}" (negative numbers are paid the other way). ${kind === 'value' ? `What is the value of the game for ${one}?` : `With what probability should ${one} say "${x}" in the best mixed strategy?`}`,
        tex`A zero-sum game has the payoff matrix $\begin{pmatrix} ${a} & ${b} \\ ${c} & ${e} \end{pmatrix}$ for the player who chooses the row. ${kind === 'value' ? 'Find its value in mixed strategies.' : 'With which probability does the first row occur in the optimal strategy of this player?'}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'No entry is the smallest of its row and the largest of its column at once, so there is no equilibrium in pure strategies.',
          'In the optimal mixed strategy the row player makes the opponent indifferent between the two columns.',
        ],
        steps: [
          tex`If the first row is chosen with probability $p$, the columns give on average $${a}p ${c < 0 ? '-' : '+'} ${Math.abs(c)}(1-p)$ and $${b}p ${e < 0 ? '-' : '+'} ${Math.abs(e)}(1-p)$.`,
          tex`Setting them equal gives $${den === 1 ? '' : den === -1 ? '-' : den}p = ${e - c}$, so $p = ${p.toTex()}$.`,
          tex`The common value is $${a} \cdot ${p.toTex()} + ${paren(c)} \cdot ${q(1).sub(p).toTex()} = ${value.toTex()}$.`,
        ],
        check: tex`The other column gives $${b} \cdot ${p.toTex()} + ${paren(e)} \cdot ${q(1).sub(p).toTex()} = ${q(
          b,
        )
          .mul(p)
          .add(q(e).mul(q(1).sub(p)))
          .toTex()}$, the same.`,
        end: kind === 'value' ? `The value is $${value.toTex()}$.` : `The probability is $${p.toTex()}$.`,
      }),
    };
  },
};

const cournot: Template = {
  name: 'games/cournot',
  domain: '91',
  make(d) {
    const level = d.level(3, 4);
    const firms = d.int(2, 5);
    const slope = d.int(1, 4);
    const cost = d.int(1, 20);
    const top = cost + d.int(5, 90);
    const each = q(top - cost, slope * (firms + 1));
    const price = q(top).sub(q(slope * firms).mul(each));
    const kind = d.pick(['quantity', 'price', 'profit'] as const);
    const answer = { quantity: each, price, profit: price.sub(q(cost)).mul(each) }[kind];
    const goods = d.thing(d.pick(['fruit', 'tools', 'stationery'])).many;
    return {
      level,
      given: { firms, slope, cost, top, kind },
      question: d.say(
        `${inWords(firms).replace(/^./, (x) => x.toUpperCase())} firms sell the same kind of ${goods}. If together they offer $Q$ units, the price is $${top} - ${slope === 1 ? '' : slope}Q$; each unit costs any of them $${cost}$. They choose their quantities at the same time. What is the ${{ quantity: 'quantity of each firm', price: 'market price', profit: 'profit of each firm' }[kind]} in the Nash equilibrium?`,
        `In a Cournot market for ${goods} with ${inWords(firms)} identical firms, inverse demand $p = ${top} - ${slope === 1 ? '' : slope}Q$ and constant unit cost $${cost}$, find the equilibrium ${{ quantity: 'output per firm', price: 'price', profit: 'profit per firm' }[kind]}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In equilibrium the quantity of each firm is a best answer to those of the others, so we maximise the profit of one firm with the others held fixed.',
        ],
        steps: [
          tex`If the others offer $R$ together, a firm with quantity $x$ earns $\left(${top} - ${slope === 1 ? '' : slope}(R + x) - ${cost}\right)x$, and the derivative $${top - cost} - ${slope === 1 ? '' : slope}R - ${2 * slope}x$ must vanish.`,
          tex`All firms are alike, so $R = ${firms - 1 === 1 ? '' : firms - 1}x$ and $${top - cost} = ${slope * (firms + 1)}x$, which gives $x = ${each.toTex()}$.`,
          tex`The price is $${top} - ${slope * firms} \cdot ${each.toTex()} = ${price.toTex()}$.`,
          ...(kind === 'profit'
            ? [
                tex`Each firm earns $\left( ${price.toTex()} - ${cost} \right) \cdot ${each.toTex()} = ${answer.toTex()}$.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const borda: Template = {
  name: 'games/voting',
  domain: '91',
  make(d) {
    const level = d.level(2, 3);
    const names = d.people(level + 1).map(({ name }) => name);
    const groups = d.int(3, 4);
    const ballots = range(1, groups).map(() => ({
      voters: d.int(2, 20),
      order: d.shuffle(range(0, names.length - 1)),
    }));
    const points = names.map((_, i) =>
      sum(ballots.map(({ voters, order }) => voters * (names.length - 1 - order.indexOf(i)))),
    );
    const best = Math.max(...points);
    if (points.filter((p) => p === best).length > 1) return this.make(d);
    const winner = names[points.indexOf(best)] ?? '';
    const askPoints = d.chance(0.5);
    const shown = ballots.map(
      ({ voters, order }) =>
        `${voters} rank them ${list(
          order.map((i) => names[i] ?? ''),
          'and then',
        ).replaceAll(', ', ', then ')}`,
    );
    const club = d.word('clubs');
    return {
      level,
      given: { orders: ballots.map((b) => b.order), voters: ballots.map((b) => b.voters), askPoints, names },
      question: d.say(
        `The ${club} elects its head by the Borda rule: of ${inWords(names.length)} candidates the first on a ballot gets ${names.length - 1} points, the next one less, and so on down to 0. The candidates are ${list(names)}. Of the members, ${shown.join('; ')}. ${askPoints ? 'How many points does the winner get?' : 'Who wins?'}`,
        `${list(names)} stand for election in the ${club}. A candidate scores ${list(range(0, names.length - 1).reverse())} points for the places from first to last. The ballots: ${shown.join('; ')}. ${askPoints ? 'What is the highest score?' : 'Which candidate has the highest score?'}`,
      ),
      answer: askPoints ? `${best}` : winner,
      wrong: askPoints ? [] : names.filter((name) => name !== winner),
      solution: worked(d, level, {
        why: [
          'Each group of voters with the same ballot gives a candidate the points of the place times the number of voters.',
        ],
        steps: names.map(
          (name, i) =>
            tex`${name} gets $${ballots.map(({ voters, order }) => tex`${voters} \cdot ${names.length - 1 - order.indexOf(i)}`).join(' + ')} = ${points[i]}$ points.`,
        ),
        check: `All points together are $${points.join(' + ')} = ${sum(points)}$, which is the number of voters, $${sum(ballots.map((b) => b.voters))}$, times $${(names.length * (names.length - 1)) / 2}$.`,
        end: askPoints
          ? `${winner} wins with ${best} points.`
          : `The highest score is ${best}, so the winner is ${winner}.`,
      }),
    };
  },
};

const loan: Template = {
  name: 'games/interest',
  domain: '91',
  make(d) {
    const level = d.level(1, 3);
    const rate = d.pick([2, 3, 4, 5, 6, 8, 10, 12]);
    const years = d.int(2, 2 + level);
    const capital = d.int(2, 90) * 100;
    const yearly = level > 1 ? d.int(0, 20) * 50 : 0;
    const factor = q(100 + rate, 100);
    const values = [q(capital)];
    for (let i = 0; i < years; i++) values.push((values[i] ?? q(0)).mul(factor).add(q(yearly)));
    const end = values[years] ?? q(0);
    const cents = end.mul(q(100));
    const { name } = d.person();
    const shown = (v: (typeof values)[number]) => `$${v.fixed(2)}`;
    const plan =
      yearly === 0
        ? 'Nothing is paid in or out.'
        : `At the end of each year, after the interest, ${name} pays in another ${money(yearly * 100)}.`;
    return {
      level,
      given: { rate, years, capital, yearly },
      question: d.say(
        `${name} puts ${money(capital * 100)} into an account with ${rate}% interest per year, added to the balance at the end of each year. ${plan} What is the balance after ${inWords(years)} years, to the nearest cent?`,
        `An account opened by ${name} with ${money(capital * 100)} earns ${rate}% a year, and the interest stays in the account. ${plan} How many dollars are in it after ${inWords(years)} years (rounded to cents)?`,
        `At ${rate}% compound interest per year, to how much does a deposit of ${money(capital * 100)} made by ${name} grow in ${inWords(years)} years? ${plan} Round to cents.`,
      ),
      answer: cents.isInteger ? end.fixed(2) : end.fixed(2),
      solution: worked(d, level, {
        why: [
          `Each year the balance is multiplied by 1 + ${rate}/100 = ${factor.decimal()}${yearly === 0 ? '' : ', and then the payment is added'}.`,
        ],
        steps: values
          .slice(1)
          .map(
            (v, i) =>
              `After year ${i + 1} the balance is ${shown(values[i] ?? q(0))} times ${factor.decimal()}${yearly === 0 ? '' : ` plus ${money(yearly * 100)}`}, that is ${shown(v)}.`,
          ),
        end: `Rounded to cents only at the end, the balance is ${shown(end)}.`,
      }),
    };
  },
};

const auction: Template = {
  name: 'games/nim',
  domain: '91',
  make(d) {
    const level = d.level(3, 4);
    const piles = range(1, level).map(() => d.int(2, 12 + 5 * level));
    const xor = piles.reduce((t, n) => t ^ n, 0);
    if (xor === 0) return this.make(d);
    const moves = piles.flatMap((n, i) => ((n ^ xor) < n ? [{ i, to: n ^ xor }] : []));
    const count = moves.length > 1 || d.chance(0.4);
    const [only] = moves;
    const answer = count ? moves.length : (piles[only?.i ?? 0] ?? 0) - (only?.to ?? 0);
    const [one, two] = d.people(2).map(({ name }) => name);
    const what = d.pick(['matches', 'pebbles', 'coins', 'beans', 'shells']);
    return {
      level,
      given: { piles, count },
      question: d.say(
        `${one} and ${two} play with ${inWords(piles.length)} piles of ${what}: ${list(piles)}. In turn they take any number of ${what}, at least one, from a single pile; whoever takes the last one wins. ${one} begins. ${count ? 'How many different winning first moves are there?' : 'There is exactly one winning first move. How many does it take away?'}`,
        `In a game of Nim the piles have the sizes ${piles.join(', ')}, and the player who takes the last of the ${what} wins. ${count ? `How many first moves lead to a win for ${one} against best play?` : `${one} moves first and has a single winning move. How many ${what} does ${one} have to remove?`}`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A position of Nim is lost for the player to move exactly when the binary sum without carry (exclusive or) of the pile sizes is zero.',
          'A winning move therefore changes one pile so that this sum becomes zero.',
        ],
        steps: [
          `In binary the piles are ${list(piles.map((n) => `${n} = ${n.toString(2)}`))}, and their sum without carry is ${xor.toString(2)}, that is ${xor}.`,
          ...piles.map((n) =>
            (n ^ xor) < n
              ? `The pile of ${n} would have to become ${n ^ xor}, so ${n - (n ^ xor)} must be taken from it: possible.`
              : `The pile of ${n} would have to become ${n ^ xor}, which is more than there is: not possible.`,
          ),
        ],
        end: count
          ? `So there ${answer === 1 ? 'is' : 'are'} $${answer}$ winning ${answer === 1 ? 'move' : 'moves'}.`
          : `The only winning move takes $${answer}$.`,
      }),
    };
  },
};

export const games = [matrixGame, cournot, borda, loan, auction];
