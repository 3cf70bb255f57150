/** A text as one word of a POSIX shell, in quotes. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
