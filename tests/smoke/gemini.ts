// `npm run smoke:gemini`: tries the real Gemini API with one question, where a key is set. It costs less than a cent.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../server/main.ts';

const QUESTION = {
  id: 'smoke',
  source: 'smoke',
  question: 'A rectangle has sides of 6 and 7. What is its area?',
  solution: 'The area is the product of the sides, $6 \\cdot 7 = 42$.',
  answer: '42',
};

if ((process.env.GEMINI_API_KEY ?? process.env.GOOGLE_API_KEY ?? '') === '') {
  console.log('skipped: set GEMINI_API_KEY to try the real API; it costs less than a cent');
} else {
  process.exitCode = await smoke();
}

/** Imports the question, selects it, and asks the default model about it; @returns the exit code */
async function smoke(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'winnow-smoke-'));
  try {
    const file = join(dir, 'question.jsonl');
    writeFileSync(file, `${JSON.stringify(QUESTION)}\n`);
    const workspace = ['--workspace', join(dir, 'workspace')];
    const collect = ['traces', 'collect', '--teacher', 'gemini', '--budget-usd', '0.10'];
    for (const argv of [['import', file], ['run', '--recipe', 's1', '--n', '1'], collect, ['flags']]) {
      const code = await main([...argv, ...workspace]);
      if (code !== 0) return code;
    }
    return 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
