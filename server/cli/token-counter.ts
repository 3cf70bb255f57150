import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WinnowError } from '../../shared/error.ts';
import { createTokenCounter } from '../algorithms/bpe/token-counter.ts';
import type { Assets } from './frame.ts';

/** The tokenizer that lengths are counted with, and the hash of the table that it counts by. */
export interface Tokenizer {
  name: string;
  sha256: string;
  countTokens: (text: string) => number;
}

/** Reads the tokenizer that the build has made. @throws WinnowError `failed` where it is missing or damaged */
export function loadTokenizer({ tokenizer }: Pick<Assets, 'tokenizer'>): Tokenizer {
  const bytes = tableBytes(tokenizer);
  const counter = createTokenCounter(bytes.buffer);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: 'Qwen2.5', sha256, countTokens: (text) => counter.count(text) };
}

/** A counter that is made when the first text comes, since a second call may have nothing to count. */
export function lazyTokens(assets: Pick<Assets, 'tokenizer'>): (text: string) => number {
  let made: ((text: string) => number) | undefined;
  return (text) => {
    made ??= loadTokenizer(assets).countTokens;
    return made(text);
  };
}

/** Copied, since the table is read in words and must begin at the start of its buffer. */
function tableBytes(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    const why = (cause as Error).message;
    throw new WinnowError('failed', `The tokenizer can not be read (${why}); run: npm run build`);
  }
}
