import { readGroup } from './latex.ts';
import { isBlank, type Reading, type ReadUntil } from './reading.ts';
import { KIND, signId } from './token.ts';

/** A set that is written with plain braces is looked for so far. */
const LONGEST_SET = 200;

/**
 * A brace is one of LaTeX's groups, or, where no command is near it, that of a set: `S = {1, 2, 3}` is
 * `S = \\{1, 2, 3\\}`.
 */
export function readBrace(reading: Reading, readUntil: ReadUntil): void {
  if (!isSet(reading)) {
    readGroup(reading, readUntil);
    return;
  }
  reading.list.push(signId('{'), KIND.open);
  readGroup(reading, readUntil);
  reading.list.push(signId('{'), KIND.close);
}

/** One that nothing opened: it counts where braces are signs like others. */
export function readClosingBrace(reading: Reading): void {
  if (reading.isPlain) reading.list.push(signId('{'), KIND.close);
  reading.at++;
}

function isSet({ text, at, isPlain }: Reading): boolean {
  const before = text.charAt(at - 1);
  if (before === '_' || before === '^') return false;
  if (isPlain) return true;
  if (before !== '' && !isBlank(before.charCodeAt(0)) && !'=:($'.includes(before)) return false;
  const ahead = text.slice(at + 1, at + LONGEST_SET);
  const end = ahead.indexOf('}');
  return end > 0 && /[,|]/.test(ahead.slice(0, end)) && !precededByCommand(text, at);
}

/** `\\frac {1}{2}`: the brace is an argument. */
function precededByCommand(text: string, at: number): boolean {
  let end = at;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return /(?:\\(?!in$|subset$|subseteq$|cup$|cap$|setminus$|to$|ne$)[A-Za-z]{1,20}|\})$/.test(
    text.slice(Math.max(0, end - 24), end),
  );
}
