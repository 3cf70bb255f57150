/** The tokens of a text for the sake of repetition: words, numbers, single characters of Chinese, single signs. */
export interface Tokens {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The same for the same text in any case. */
  readonly ids: Int32Array;
  /** As `ids`, but all numbers are one. */
  readonly shapes: Int32Array;
  /** 1 for a word of two letters or more, or a character of Chinese. */
  readonly wordy: Uint8Array;
}

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\\?[\p{L}\p{M}][\p{L}\p{M}'’]{0,60}|\d{1,60}|[^\s]/gu;
const WORDY =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}][\p{L}\p{M}'’]{1,60})$/u;

export function tokensOf(text: string): Tokens {
  const { starts, ends } = spansOf(text);
  const known = new Map<string, number>();
  const isWordy: number[] = [];
  const isNumber: boolean[] = [];
  const ids = new Int32Array(starts.length);
  const shapes = new Int32Array(starts.length);
  const wordy = new Uint8Array(starts.length);
  for (let i = 0; i < starts.length; i++) {
    const token = text.slice(starts[i], ends[i]).toLowerCase();
    let id = known.get(token);
    if (id === undefined) {
      id = known.size;
      known.set(token, id);
      isWordy.push(WORDY.test(token) ? 1 : 0);
      isNumber.push(/^\d/.test(token));
    }
    ids[i] = id;
    shapes[i] = isNumber[id] === true ? -1 : id;
    wordy[i] = isWordy[id] ?? 0;
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), ids, shapes, wordy };
}

interface Spans {
  starts: number[];
  ends: number[];
}

const PLAIN = /^[\x00-\x7f]*$/;

const spansOf = (text: string): Spans => (PLAIN.test(text) ? plainSpans(text) : anySpans(text));

/** Where the tokens of a text are. */
export function anySpans(text: string): Spans {
  const spans: Spans = { starts: [], ends: [] };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    spans.starts.push(match.index);
    spans.ends.push(TOKEN.lastIndex);
  }
  return spans;
}

/** What a unit of ASCII is. */
const [OTHER, BLANK, LETTER, DIGIT] = [0, 1, 2, 3];
const KIND = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  const sign = String.fromCharCode(unit);
  return /\s/.test(sign) ? BLANK : /[A-Za-z]/.test(sign) ? LETTER : /\d/.test(sign) ? DIGIT : OTHER;
});
const [BACKSLASH, APOSTROPHE] = [0x5c, 0x27];
/** Units that a number has at most, and a word behind its first letter. */
const LONGEST = 60;

/** The same of a text of ASCII alone, at a fraction of the cost. */
export function plainSpans(text: string): Spans {
  const spans: Spans = { starts: [], ends: [] };
  let at = 0;
  while (at < text.length) {
    const start = at;
    const unit = text.charCodeAt(at++);
    const kind = KIND[unit];
    if (kind === BLANK) continue;
    const isCommand = unit === BACKSLASH && KIND[text.charCodeAt(at)] === LETTER;
    if (isCommand) at++;
    const most = at + LONGEST;
    if (kind === LETTER || isCommand) {
      while (at < most && isOfWord(text.charCodeAt(at))) at++;
    } else if (kind === DIGIT) {
      while (at < most - 1 && KIND[text.charCodeAt(at)] === DIGIT) at++;
    }
    spans.starts.push(start);
    spans.ends.push(at);
  }
  return spans;
}

const isOfWord = (unit: number): boolean => KIND[unit] === LETTER || unit === APOSTROPHE;
