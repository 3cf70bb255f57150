import type { Draw } from './draw.ts';

/** The kinds of format defects of s1's quality gate. */
export type Defect = 'asymptote' | 'missing-image' | 'numbering' | 'bold-label';

/** Puts a format defect into a question, as pools that were scraped from problem sheets have them. */
export function withDefect(d: Draw, question: string, defect: Defect): string {
  switch (defect) {
    case 'asymptote':
      return d.chance(0.75) ? `${question}\n\n${drawing(d)}` : `${drawing(d)}\n\n${question}`;
    case 'missing-image':
      return withImage(d, question);
    case 'numbering':
      return `${d.say('p', 'p', 'Exercise p', 'See p')}${d.int(1, 180)}. ${question}`;
    case 'bold-label':
      return `**${d.pick(['A', 'B', 'C', 'D', 'G', 'P', 'T', ''])}${d.int(1, 60)}.** ${question}`;
  }
}

function withImage(d: Draw, question: string): string {
  const file = `![Image](${d.say('figures/', 'img/', './assets/', '')}${d.say('fig', 'image', 'diagram', 'pic')}_${d.int(1, 9999)}.${d.say('png', 'jpg', 'svg')})`;
  return d.pick([`${question}\n\n${file}`, `${file}\n\n${question}`, `${question} ${file}`]);
}

/** Drawing code in the language of Asymptote: a polygon with its corners named, maybe a circle. */
function drawing(d: Draw): string {
  const n = d.int(3, 5);
  const points = Array.from({ length: n }, () => `(${d.int(0, 9)},${d.int(0, 9)})`);
  const names = [...'ABCDE'].slice(0, n);
  const lines = [
    `size(${d.int(4, 9) * 20});`,
    `pair ${names.map((name, i) => `${name} = ${points[i]}`).join(', ')};`,
    `draw(${names.join('--')}--cycle);`,
    ...(d.chance(0.4) ? [`draw(circle(${names[0]}, ${d.int(1, 4)}));`] : []),
    ...names.map((name) => `label("$${name}$", ${name}, ${d.say('N', 'S', 'E', 'W', 'NE', 'SW')});`),
  ];
  return ['[asy]', ...lines, '[/asy]'].join('\n');
}
