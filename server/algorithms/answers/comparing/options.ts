/** The texts of options without the letters that they bring along, in order of the alphabet. */
export function optionTexts(options: readonly string[]): string[] {
  return options.map((option, i) => {
    const match = /^\s*(?:[([]([A-Z])[)\]]|([A-Z])[).:、．：])\s*/u.exec(option);
    const letter = match?.[1] ?? match?.[2];
    return (letter === letterOf(i) ? option.slice(match?.[0].length ?? 0) : option).trim();
  });
}

export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Questions of more characters are not searched. */
const LONGEST = 20_000;

/**
 * The options that a question lists itself, `(A) …` to the next letter or the end of the line; null unless
 * there are two at least and their letters are A, B, C and so on without a gap.
 */
export function optionsIn(question: string): string[] | null {
  if (question.length > LONGEST) return null;
  const marks = [...question.matchAll(/\(([A-Z])\)/g)];
  const first = marks.map((mark) => mark[1]).lastIndexOf('A');
  const listed = first < 0 ? [] : marks.slice(first);
  if (listed.length < 2 || listed.some((mark, i) => mark[1] !== letterOf(i))) return null;
  return listed.map((mark, i) => {
    const text = question.slice(mark.index + 3, listed[i + 1]?.index ?? question.length);
    return text.split('\n')[0]?.trim() ?? '';
  });
}
