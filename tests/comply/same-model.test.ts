import { describe, expect, test } from 'vitest';
import { isOtherModel, isSameModel } from '../../server/comply/same-model.ts';
import { gemini, served } from './facts.ts';

describe('isSameModel(asked, answered)', () => {
  test.each([
    ['deepseek-ai/DeepSeek-R1', 'mine'],
    ['deepseek-ai/DeepSeek-R1', 'MINE'],
    ['deepseek-ai/DeepSeek-R1', 'deepseek-r1'],
    ['deepseek-ai/DeepSeek-R1', 'DeepSeek-R1-0528'],
    ['deepseek-ai/DeepSeek-R1', '/srv/models/DeepSeek-R1-Q4_K_M.gguf'],
    ['deepseek-ai/DeepSeek-R1', 'deepseek-r1:latest'],
    ['Qwen/Qwen3-32B', 'qwen3-32b-awq'],
    ['Qwen/Qwen3-32B', 'Qwen/Qwen3-32B-FP8'],
    ['openai/gpt-oss-120b', 'gpt-oss-120b'],
  ])('%s, asked as mine, is what %s names', (weights, answered) => {
    expect(isSameModel(served(weights), answered)).toBe(true);
  });

  test.each([
    ['deepseek-ai/DeepSeek-R1', 'deepseek-r1:7b'],
    ['deepseek-ai/DeepSeek-R1', 'DeepSeek-R1-Distill-Llama-70B'],
    ['deepseek-ai/DeepSeek-R1', 'deepseek-v3'],
    ['Qwen/Qwen3-32B', 'Qwen3-8B'],
    ['Qwen/Qwen3-32B', 'qwen3-32b-abliterated'],
    ['openai/gpt-oss-120b', 'gpt-oss-20b'],
    ['openai/gpt-oss-120b', 'gpt-3.5-turbo'],
    ['openai/gpt-oss-120b', ''],
  ])('%s, asked as mine, is not what %s names', (weights, answered) => {
    expect(isSameModel(served(weights), answered)).toBe(false);
  });

  test('takes a name of any length', () => {
    expect(isSameModel(served('Qwen/Qwen3-32B'), `${'-q4'.repeat(100_000)}/${'.0528'.repeat(50_000)}`)).toBe(
      false,
    );
  });
});

describe('isOtherModel(asked, answered)', () => {
  test("is said of servers of one's own alone: the terms of a service hold for whatever it serves", () => {
    expect(isOtherModel(served('Qwen/Qwen3-32B'), 'gpt-4')).toBe(true);
    expect(isOtherModel(served('Qwen/Qwen3-32B'), null)).toBe(false);
    expect(isOtherModel(gemini('gemini-3.8-flash'), 'gemini-3.5-flash')).toBe(false);
  });
});
