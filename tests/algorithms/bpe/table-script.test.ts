import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

test('the build script refuses a vocabulary that is not the one it knows, and writes nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-vocabulary-'));
  try {
    const models = join(folder, 'node_modules', '@lenml', 'tokenizer-qwen2_5', 'models');
    mkdirSync(models, { recursive: true });
    writeFileSync(join(models, 'tokenizer.json'), '{"added_tokens":[],"model":{"vocab":{},"merges":[]}}');
    const script = join(folder, 'tokenizer-table.mjs');
    cpSync('scripts/tokenizer-table.mjs', script);
    const out = join(folder, 'out');
    const code = `import { buildTokenizerTable } from ${JSON.stringify(pathToFileURL(script).href)}; await buildTokenizerTable(${JSON.stringify(join(out, 'qwen2.5.bin'))});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('is not the vocabulary that is expected');
    expect(existsSync(out)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
