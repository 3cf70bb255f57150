import { integer } from '../numbers/rational.ts';
import { plainQuantity, type Reading } from './readings.ts';

/**
 * Closed lists of words of which exactly one is right. The members of a list exclude each other; words of one member
 * mean the same.
 */
const LISTS: Record<string, readonly string[]> = {
  truth: ['yes|true|是|是的|对|正确|能|可以', 'no|false|否|不|不是|错|错误|不正确|不能|不可以'],
  validity: ['valid', 'invalid'],
  existence: [
    "does not exist|dne|doesn't exist|do not exist|limit does not exist|limit dne|undefined|not defined|is undefined|不存在",
  ],
  parity: ['odd|奇数|odd number', 'even|偶数|even number', 'neither|neither odd nor even'],
  convergence: ['converges|convergent|converge|收敛', 'diverges|divergent|diverge|发散'],
  monotony: ['increasing|递增|单调递增', 'decreasing|递减|单调递减'],
  direction: ['clockwise|顺时针', 'counterclockwise|counter-clockwise|anticlockwise|逆时针'],
  coin: ['heads', 'tails'],
  condition: [
    '充分不必要条件|充分不必要',
    '必要不充分条件|必要不充分',
    '充要条件|充分必要条件',
    '既不充分也不必要条件',
  ],
  weekday: [
    'monday|mon|星期一|周一',
    'tuesday|tue|tues|星期二|周二',
    'wednesday|wed|星期三|周三',
    'thursday|thu|thurs|星期四|周四',
    'friday|fri|星期五|周五',
    'saturday|sat|星期六|周六',
    'sunday|sun|星期日|星期天|周日',
  ],
  month: [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sep|sept',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  conic: ['ellipse|椭圆', 'parabola|抛物线', 'hyperbola|双曲线', 'circle|圆'],
};

const NOTHING =
  'no solution|no solutions|no real solution|no real solutions|empty set|null set|无解|空集|无实数解|no root|no roots|no real roots|no solution exists|no solutions exist|there is no solution|there are no solutions|there is no real solution|there are no real solutions|it has no solution|it has no solutions|equation has no solution|equation has no solutions';
const EVERYTHING = 'all real numbers|all reals|all real values|every real number|任意实数|全体实数';

const WORDS = new Map<string, Reading>();
for (const [list, members] of Object.entries(LISTS))
  for (const [member, words] of members.entries())
    for (const word of words.split('|')) WORDS.set(word, { kind: 'word', list, member });
for (const word of NOTHING.split('|')) WORDS.set(word, { kind: 'nothing' });
for (const word of EVERYTHING.split('|'))
  WORDS.set(word, { kind: 'region', variable: null, parts: [{ low: null, high: null }] });
for (const word of ['infinity', 'positive infinity', '无穷大', '正无穷'])
  WORDS.set(word, { kind: 'infinite', sign: 1 });
for (const word of ['negative infinity', 'minus infinity', '负无穷'])
  WORDS.set(word, { kind: 'infinite', sign: -1 });

/** The month of a name, from 1; null for any other word. */
export function monthNamed(word: string): number | null {
  const found = WORDS.get(word);
  return found?.kind === 'word' && found.list === 'month' ? found.member + 1 : null;
}

/** What a word of a closed list, or a number in words, says; null for any other text. */
export function wordReading(text: string): Reading | null {
  if (text.length > 80 || !/[A-Za-z\u4e00-\u9fff]/.test(text)) return null;
  const word = bareWords(text);
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  const number = numberInWords(word) ?? chineseNumber(word);
  return number === null ? null : plainQuantity({ type: 'number', value: integer(number), written: null });
}

/** Lower case, without quotes, article, and punctuation at the ends. */
export function bareWords(text: string): string {
  const bare = text
    .toLowerCase()
    .replaceAll(/["“”*_`]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s'.,:;!?]+/, '');
  return trimmedEnd(bare).replace(/^(?:an?|the) (?=.)/, '');
}

/** Without the punctuation at the end, from the back, since a pattern would look at every run of it. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && " '.,:;!?".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** `seven`, `twenty-one`, `three hundred`, `five thousand`; null for anything else. */
function numberInWords(text: string): number | null {
  const words = text.replaceAll('-', ' ').split(' ');
  let total = 0;
  let last = 'none';
  for (const word of words) {
    const [one, ten] = [ONES.indexOf(word), TENS.indexOf(word)];
    const scale = word === 'hundred' ? 100 : word === 'thousand' ? 1000 : 0;
    if (one >= 0 && (last === 'none' || last === 'scale' || (last === 'ten' && one > 0 && one < 10))) {
      total += one;
      last = 'one';
    } else if (ten >= 0 && (last === 'none' || last === 'scale')) {
      total += 20 + 10 * ten;
      last = 'ten';
    } else if (scale > 0 && last === 'one' && total > 0 && total < 10) {
      total *= scale;
      last = 'scale';
    } else return null;
  }
  return total;
}

const CHINESE = '零一二三四五六七八九';

/** Chinese numbers up to 99: `五`, `十二`, `三十`. */
function chineseNumber(text: string): number | null {
  const match = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text === '两' ? '二' : text);
  if (text === '零') return 0;
  if (match === null || text === '') return null;
  const [, tens = '', ten = '', ones = ''] = match;
  if (ten === '') return tens !== '' && ones === '' ? CHINESE.indexOf(tens) : null;
  return (tens === '' ? 10 : 10 * CHINESE.indexOf(tens)) + Math.max(0, CHINESE.indexOf(ones || '零'));
}
