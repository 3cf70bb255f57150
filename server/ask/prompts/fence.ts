import { createHash } from 'node:crypto';
import { neutral } from './neutral.ts';

/** A text with the name that it is shown under. */
export interface Fenced {
  name: string;
  text: string;
}

/** Texts between fences, in the order in which they were handed in. */
export interface Fences {
  /** 16 hex digits that stand in every fence of this prompt and in none of its texts. */
  code: string;
  blocks: string[];
}

/**
 * Puts texts of others between fences: `<<< name code` and `>>> name code`, each a line of its own. The code is a hash
 * of all the texts, so that the same texts make the same prompt, and no text can hold it: whoever writes one would
 * have to know the hash of a text with that hash in it. All the same it is looked for in the texts, however they are
 * disguised, and another one is taken where it is found.
 */
export function fence(parts: readonly Fenced[]): Fences {
  const texts = parts.map(({ text }) => neutral(text));
  const code = codeFor(texts);
  const blocks = parts.map(({ name }, i) => `<<< ${name} ${code}\n${texts[i] ?? ''}\n>>> ${name} ${code}`);
  return { code, blocks };
}

function codeFor(texts: readonly string[]): string {
  const bare = texts.map(undisguised).join('\n');
  for (let turn = 0; ; turn++) {
    const hash = createHash('sha256').update(`${turn}`);
    for (const text of texts) hash.update(`:${text.length}:`).update(text);
    const code = hash.digest('hex').slice(0, 16);
    if (!bare.includes(code)) return code;
  }
}

/** In one case and form, without whatever could part the digits. */
const undisguised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, '');
