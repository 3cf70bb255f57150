/** A choice among options: the letters chosen, and the text of the option where it came along. */
export interface Choice {
  /** Upper-case letters, each once, in the order of the alphabet. */
  readonly letters: string;
  /** Whether several are offered of which one would have to be picked. */
  readonly isEither: boolean;
  /** What stands behind the letter: the `12` of `(B) 12`. */
  readonly text: string | null;
  /** Whether it can be nothing but a choice: the letter stood in brackets, or with the word. */
  readonly isClear: boolean;
}

const LEAD =
  /^(?:the )?(?:correct )?(?:(?:answer|option|choice)(?: is| choice)?(?: ?: ?| )|(?:选项|答案|选)(?:是|为)?[ :]{0,3})/i;
const SEVERAL = /^[([]?[A-Za-z][)\]]?(?:(?: ?[,;/&] ?| and | or | )[([]?[A-Za-z][)\]]?){1,9}$/;

/**
 * Reads a choice by letter in any dress, typesetting taken off: `B`, `(b)`, `B.`, `B) 12`, `Option B`, `A, C`, `ACD`,
 * `["A","C"]`, and by numbers in circles or in brackets `①③`, `(1)(3)`. Null for anything else.
 */
export function choiceOf(plain: string): Choice | null {
  if (plain.length > 300) return null;
  const text = plain.trim();
  const lead = LEAD.exec(text)?.[0] ?? '';
  const isLed = lead !== '' && lead.length < text.length;
  const rest = (isLed ? text.slice(lead.length) : text).replaceAll(/["']+/g, '').trim();
  return single(rest, isLed) ?? several(rest, isLed) ?? numbered(rest);
}

function single(text: string, isLed: boolean): Choice | null {
  const bare = /^([A-Za-z])[.。,]?$/.exec(text)?.[1];
  if (bare !== undefined) {
    const isListed = isLed ? /[A-Za-z]/.test(bare) : /[A-Ja-dfghj]/.test(bare); // e and i are numbers
    return isListed ? choice(bare, null, isLed) : null;
  }
  const match = /^(?:[([]([A-Za-z])[)\]][.:]?|([A-Z])[).:、])(?: (.+)|(.*))$/s.exec(text);
  const letter = match?.[1] ?? match?.[2];
  if (letter === undefined) return null;
  const behind = (match?.[3] ?? match?.[4] ?? '').trim();
  if (SEVERAL.test(text)) return null;
  if (/^[([A-Z]/.test(behind) && /^[([]?[A-Z][)\].,]?(?:$|[^A-Za-z])/.test(behind)) return null;
  return choice(letter, /^[.,;:]?$/.test(behind) ? null : behind, true);
}

function several(text: string, isLed: boolean): Choice | null {
  const list = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  const isGlued = /^[A-H]{2,8}$/.test(list) && isRising(list);
  if (!isGlued && !SEVERAL.test(list)) return null;
  const letters = isGlued
    ? [...list]
    : (list.match(/[A-Za-z]+/g) ?? []).filter((word) => !/^(?:and|or)$/.test(word));
  if (letters.some((letter) => letter.length !== 1 || !/[A-Ja-j]/.test(letter))) return null;
  if (!isLed && letters.some((letter) => letter > 'Z') && !/[([]/.test(list)) return null;
  const isEither = / or |\//.test(list);
  return { ...choice(letters.join(''), null, isLed || !isGlued), isEither };
}

/** Statements by number: `①③`, `(1)(3)`. */
function numbered(text: string): Choice | null {
  const isCircled = /^[①-⑨](?:[ ,、]?[①-⑨]){0,8}$/.test(text);
  const isBracketed = /^\([1-9]\)(?:[ ,]?\([1-9]\)){1,8}$/.test(text);
  if (!isCircled && !isBracketed) return null;
  const digits = [...text.replaceAll(/[ ,、()]+/g, '')].map((one) =>
    isCircled ? String(one.charCodeAt(0) - 0x2460 + 1) : one,
  );
  return choice(digits.join(''), null, true);
}

const isRising = (letters: string): boolean =>
  [...letters].every((letter, i) => i === 0 || letter > letters.charAt(i - 1));

function choice(letters: string, text: string | null, isClear: boolean): Choice {
  const sorted = [...new Set(letters.toUpperCase())].sort().join('');
  return { letters: sorted, isEither: false, text, isClear };
}
