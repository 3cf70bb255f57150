import { readdirSync, readFileSync } from 'node:fs';
import { parsePrompts } from '../../../server/ask/prompts/prompt.ts';

const FOLDER = new URL('../../../data/prompts/', import.meta.url);

/** The prompts that the product ships, parsed as it parses them. */
export const PROMPTS = parsePrompts(
  readdirSync(FOLDER)
    .sort()
    .map((name) => [name, readFileSync(new URL(name, FOLDER))] as const),
);

export function shipped(ref: string) {
  const prompt = PROMPTS.get(ref);
  if (prompt === undefined) throw new Error(`no prompt ${ref}`);
  return prompt;
}
