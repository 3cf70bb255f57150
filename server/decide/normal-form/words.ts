import { KIND, type Kind, numberId, signId, wordId } from './token.ts';

/** What a word is beside its letters. */
export interface KnownWord {
  id: number;
  kind: Kind;
  /** What it counts, where it is the word for a number. */
  value?: number;
  /** It multiplies what stands before it: hundred, thousand. */
  scale?: true;
}

const STOP = `the a an of is are was were be been being to in on at by for with from as that this these those it its
there then so and we our us i me my you your has have had do does did will would shall should if let lets suppose
given assume such what whats also just very about into onto than upon am s t re ve ll d while since because
therefore thus hence`;

const ASKING = `please solve solved solving answer answering answered question problem following find finding determine
compute calculate evaluate explanation explain explaining carefully careful considering consider give giving provide
provided providing express expressed write written solution choose select detailed clearly simplest simplified form
value result respond reply yourself using kindly count identify obtain specify`;

const SCHOOL = `work working show showing shown reasoning read reading below final option choice box boxed put hint
note recall exam test quiz textbook homework exercise task reason detail think thinking justify justified full
complete completely assignment taken practice here try attempt worksheet point mark contest competition help need
want want start begin next sheet chapter section page topic lesson thorough thoroughly rigorous rigorously short
briefly sentence exact exactly decimal nearest round rounded tenth hundredth thousandth place mixed improper lowest
term appropriate unit today welcome good luck calculator worth based information passage above
out make sure check state statement clear response math mathematics maths olympiad league
challenge source adapted level year original following`;

const TURNING = `not no never none neither nor without except unless only or either all any some every least most
more less fewer greater smaller larger bigger higher lower maximum minimum largest smallest greatest highest
longest shortest best worst increase increased increasing decrease decreased decreasing before after over under last
previous odd even positive negative true false correct incorrect right wrong left north south east west up down
inside outside same different sum difference product quotient ratio half double twice triple thrice quarter isnt
arent dont doesnt didnt cant cannot wont wasnt werent hasnt havent couldnt wouldnt shouldnt could must can prime
composite distinct each both always sometimes older younger faster slower longer shorter taller earlier later dozen
area perimeter volume radius diameter circumference mean median mode numerator denominator interior exterior real
complex integer rational irrational horizontal vertical parallel perpendicular plus minus times divided gain loss
profit gained lost bought sold add added subtract subtracted multiplied won cm mm km kg ft ml pm mg oz lb hr he she his her him hers they them their
theirs who whom whose centimeter centimetre meter metre kilometer kilometre millimeter millimetre inch inches foot
feet yard mile gram kilogram pound ounce liter litre gallon second hour day week month dollar cent euro
arithmetic geometric`;

const FUNCTIONS = `sin cos tan cot sec csc log ln exp lim gcd lcm mod arcsin arccos arctan sinh cosh tanh det pi
infinity sqrt percent degree degrees`;

/** Words of two letters that are no product of two letters. */
const PAIRS = `ok vs dr mr ms st oh ah un et al ex hi th nd rd ii iv vi ix mi yd go`;

const ONES = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen`;
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';

/** A counted place, as in `3rd`; the words third and 3rd are one. */
export const ordinalId = (digits: string): number => numberId(`${digits}th`);

const KNOWN = buildKnown();

/** What is known of a word by its number; undefined for the many that are plain words. */
export const knownWord = (id: number): KnownWord | undefined => KNOWN.get(id);

function buildKnown(): Map<number, KnownWord> {
  const known = new Map<number, KnownWord>();
  const put = (words: string, kind: Kind) => {
    for (const word of words.split(/\s+/)) known.set(wordId(word), { id: wordId(word), kind });
  };
  put(PAIRS, KIND.word);
  put(SCHOOL, KIND.school);
  put(ASKING, KIND.asking);
  put(STOP, KIND.stop);
  put(TURNING, KIND.turning);
  put(FUNCTIONS, KIND.operator);
  const alias = (word: string, name: string) => {
    known.set(wordId(word), { id: signId(name), kind: KIND.operator });
  };
  known.set(wordId('chance'), { id: wordId('probability'), kind: KIND.word });
  alias('percent', 'percent');
  alias('degree', 'degree');
  alias('degrees', 'degree');
  alias('infinity', 'infinity');
  ONES.split(/\s+/).forEach((word, value) => {
    known.set(wordId(word), { id: numberId(`${value}`), kind: value === 1 ? KIND.stop : KIND.number, value });
  });
  TENS.split(' ').forEach((word, i) => {
    const value = 20 + 10 * i;
    known.set(wordId(word), { id: numberId(`${value}`), kind: KIND.number, value });
  });
  for (const [word, value] of [
    ['hundred', 100],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
  ] as const) {
    known.set(wordId(word), { id: numberId(`${value}`), kind: KIND.number, value, scale: true });
  }
  ORDINALS.split(' ').forEach((word, i) => {
    known.set(wordId(word), { id: ordinalId(`${i + 1}`), kind: KIND.turning });
  });
  return known;
}
