// Tokens of Qwen2.5 in all texts together. Argument: a file of texts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { built, readJson, report } from './cell.mjs';

const { createTokenCounter } = await built('algorithms/bpe/token-counter.js');
const folder = join(import.meta.dirname, '../../../dist/tokenizers');
const texts = readJson(process.argv[2]);
const table = readFileSync(join(folder, readdirSync(folder)[0]));
const shared = new SharedArrayBuffer(table.length);
new Uint8Array(shared).set(table);
const counter = createTokenCounter(shared);

report(() => texts.reduce((sum, text) => sum + counter.count(text), 0));
