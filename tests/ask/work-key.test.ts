import { expect, test } from 'vitest';
import { type Work, workKey } from '../../server/ask/journal/work-key.ts';

const WORK: Work = {
  question: 'q-1',
  prompt: 'What is 6 times 7?',
  system: null,
  provider: 'gemini',
  model: 'gemini-3.8-flash',
  generation: {
    temperature: 0.7,
    topP: null,
    seed: 3,
    maxOutputTokens: 65_536,
    thinking: { level: 'HIGH' },
    includeThoughts: true,
    responseSchema: null,
  },
  sample: 0,
};

test('the key of a piece of work is the same in every version: what was paid for would be asked again', () => {
  expect(workKey(WORK)).toBe('94e377731a255f11ebcf0476ea056bd0c7e3b3cac70f2a10e188b644ad663a19');
});

test('everything that decides a reply changes the key, and nothing is taken for something else', () => {
  const { generation } = WORK;
  const others: Work[] = [
    WORK,
    { ...WORK, question: 'q-2' },
    { ...WORK, prompt: `${WORK.prompt} ` },
    { ...WORK, system: '' },
    { ...WORK, provider: 'openai' },
    { ...WORK, model: 'gemini-3.7-flash' },
    { ...WORK, sample: 1 },
    { ...WORK, generation: { ...generation, temperature: 0.70001 } },
    { ...WORK, generation: { ...generation, temperature: null } },
    { ...WORK, generation: { ...generation, thinking: { budget: -1 } } },
    { ...WORK, generation: { ...generation, includeThoughts: false } },
    { ...WORK, generation: { ...generation, responseSchema: { type: 'object', multipleOf: 0.5 } } },
  ];
  expect(new Set(others.map(workKey)).size).toBe(others.length);
});

test('a prompt with half of a surrogate pair has a key too', () => {
  expect(workKey({ ...WORK, prompt: 'a\ud800b' })).toMatch(/^[0-9a-f]{64}$/);
});
