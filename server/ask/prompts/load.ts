import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import { type Prompt, parsePrompt } from './prompt.ts';

/**
 * A prompt that ships with the program.
 * @param data the folder `data/`
 * @param ref its name and version, such as `solve@1`
 * @throws WinnowError `bad-input` where it can not be read or does not fit
 */
export function loadPrompt(data: string, ref: string): Prompt {
  const name = `${ref}.json`;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(data, 'prompts', name));
  } catch (cause) {
    throw new WinnowError('bad-input', `data/prompts/${name} can not be read: ${(cause as Error).message}.`);
  }
  return parsePrompt(name, bytes);
}
