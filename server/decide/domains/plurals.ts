/**
 * The regular plural of a phrase whose last word is English (`triangle`, `boundary`, `matrix multiplication`),
 * or null: short words, words in s, LaTeX commands and other alphabets have none.
 */
export function pluralOf(phrase: string): string | null {
  const [last] = /(?<![\\a-z])[a-z]{3,}$/iu.exec(phrase.slice(-40)) ?? [];
  if (last === undefined || last.endsWith('s')) return null;
  if (/[^aeiou]y$/iu.test(last)) return `${phrase.slice(0, -1)}ies`;
  return /(?:x|z|ch|sh)$/iu.test(last) ? `${phrase}es` : `${phrase}s`;
}
