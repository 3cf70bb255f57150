import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldGeminiEvents } from '../../../server/ask/providers/gemini/events.ts';
import { outcomeOfFinish } from '../../../server/ask/providers/gemini/finish.ts';
import { jobOf, outputOf } from '../../../server/ask/providers/gemini/jobs.ts';
import { readGemini } from '../../../server/ask/providers/gemini/reading.ts';
import { geminiTrouble } from '../../../server/ask/providers/gemini/trouble.ts';
import { foldOpenaiEvents } from '../../../server/ask/providers/openai/events.ts';
import { readOpenai } from '../../../server/ask/providers/openai/reading.ts';
import { readMessage } from '../../../server/ask/providers/openai/thinking.ts';
import { sortedJson } from '../../../server/ask/providers/unknown.ts';
import { geminiBody, geminiStream } from '../../helpers/fake-models/gemini-wire.ts';
import { openaiBody, openaiStream } from '../../helpers/fake-models/openai-wire.ts';
import { NOW } from './ask-fakes.ts';

const asked = { model: 'm', includeThoughts: true };
const askedOpenai = { ...asked, thoughts: 'raw' as const };

describe('readGemini', () => {
  const reply = (candidate: object, rest: object = {}) =>
    readGemini({ candidates: [{ finishReason: 'STOP', ...candidate }], usageMetadata: {}, ...rest }, asked);

  test.each([
    ['STOP', { state: 'answered' }],
    ['MAX_TOKENS', { state: 'unusable', reason: 'truncated' }],
    ['SAFETY', { state: 'blocked', reason: 'safety' }],
    ['RECITATION', { state: 'blocked', reason: 'recitation' }],
    ['LANGUAGE', { state: 'unusable', reason: 'language' }],
    ['OTHER', { state: 'unusable', reason: 'other-finish' }],
    ['BLOCKLIST', { state: 'blocked', reason: 'blocklist' }],
    ['PROHIBITED_CONTENT', { state: 'blocked', reason: 'prohibited-content' }],
    ['SPII', { state: 'blocked', reason: 'spii' }],
    ['MALFORMED_FUNCTION_CALL', { state: 'unusable', reason: 'malformed' }],
    ['MALFORMED_RESPONSE', { state: 'unusable', reason: 'malformed' }],
    ['UNEXPECTED_TOOL_CALL', { state: 'unusable', reason: 'other-finish' }],
    ['TOO_MANY_TOOL_CALLS', { state: 'unusable', reason: 'other-finish' }],
    ['CONTINUATION', { state: 'unusable', reason: 'unfinished' }],
    ['NO_IMAGE', { state: 'unusable', reason: 'other-finish' }],
    ['IMAGE_OTHER', { state: 'unusable', reason: 'other-finish' }],
    ['IMAGE_RECITATION', { state: 'blocked', reason: 'recitation' }],
    ['IMAGE_PROHIBITED_CONTENT', { state: 'blocked', reason: 'prohibited-content' }],
    ['FINISH_REASON_UNSPECIFIED', { state: 'unusable', reason: 'other-finish' }],
    ['constructor', { state: 'unusable', reason: 'other-finish' }],
    [null, { state: 'unusable', reason: 'unfinished' }],
  ])('%s', (finishReason, outcome) => {
    expect(outcomeOfFinish(finishReason)).toEqual(outcome);
  });

  test('counts the places of a source in bytes, as Google does, and gives them in characters', () => {
    const { citations } = reply({
      content: { parts: [{ text: 'Straße 😀 end' }] },
      citationMetadata: {
        citationSources: [
          { startIndex: 8, endIndex: 12 },
          { startIndex: 13, endIndex: 99 },
        ],
      },
    });
    expect(citations.map(({ start, end }) => [start, end])).toEqual([
      [7, 9],
      [10, null],
    ]);
  });

  test('a word of a filter about the prompt does not undo an answer that came', () => {
    const content = { parts: [{ text: 'why', thought: true }, { text: '4' }] };
    expect(reply({ content }, { promptFeedback: { blockReason: 'SAFETY' } })).toMatchObject({
      outcome: { state: 'answered' },
      blockReason: 'SAFETY',
    });
  });

  test('takes counts that are written as texts, and none that are no counts', () => {
    const usageMetadata = {
      promptTokenCount: '12',
      thoughtsTokenCount: -1,
      candidatesTokenCount: 1.5,
      cachedContentTokenCount: 3,
    };
    expect(reply({}, { usageMetadata }).usage).toEqual({
      prompt: 12,
      cached: 3,
      thoughts: null,
      answer: null,
    });
    const tooMany = { promptTokenCount: Number.MAX_SAFE_INTEGER, candidatesTokenCount: 1e9 };
    expect(reply({}, { usageMetadata: tooMany }).usage).toMatchObject({ prompt: null, answer: 1e9 });
  });

  test('only `thought: true` is a thought', () => {
    const parts = [
      { text: 'a', thought: false },
      { text: 'b', thought: 'true' },
      { text: 'c', thought: true },
      { text: 'd', thought: 1 },
    ];
    expect(reply({ content: { parts } })).toMatchObject({ thinking: 'c', answer: 'abd' });
  });

  test('takes any JSON object whatever, and never gives a text that can not be stored', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        (rest, odd, text) => {
          const bodies = [
            rest,
            { candidates: odd, usageMetadata: odd, promptFeedback: odd, modelStatus: odd },
            { candidates: [odd, { content: odd, citationMetadata: odd }] },
            { candidates: [{ content: { parts: odd } }] },
            { candidates: [{ finishReason: text, content: { parts: [{ text, thought: true }, { text }] } }] },
          ];
          for (const body of bodies) {
            const { thinking, answer, finishReason } = readGemini(body, asked);
            for (const one of [thinking, answer, finishReason])
              expect(one === null || (one.isWellFormed() && !one.includes('\0'))).toBe(true);
          }
        },
      ),
    );
  });
});

describe('readOpenai', () => {
  test.each<[string, unknown, string | null, string | null]>([
    ['closed', '<think>\na\n</think>\n\nb', 'a', 'b'],
    ['never opened', 'a</think>b', 'a', 'b'],
    ['never closed', '<think>a', 'a', null],
    ['empty', '<think>\n\n</think>\n\nb', null, 'b'],
    ['none', 'b', null, 'b'],
    ['later in the text', 'b <think>c', null, 'b <think>c'],
    ['twice', '<think>a</think>b</think>c', 'a', 'b</think>c'],
    [
      'in parts',
      [
        { type: 'text', text: '<think>a</think>' },
        { type: 'text', text: 'b' },
      ],
      'a',
      'b',
    ],
    ['no text at all', { odd: true }, null, null],
  ])('thoughts in the content: %s', (_, content, thinking, answer) => {
    expect(readMessage({ content }, [])).toEqual({ thinking, answer });
  });

  test('a field counts before a tag', () => {
    expect(readMessage({ content: '<think>x</think>b', reasoning_content: 'a' }, [])).toEqual({
      thinking: 'a',
      answer: '<think>x</think>b',
    });
  });

  test.each([
    [{ prompt_tokens: 5, completion_tokens: 9 }, [5, null, null, 9]],
    [
      { prompt_tokens: 5, completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 7 } },
      [5, null, 7, 2],
    ],
    [
      { prompt_tokens: 5, completion_tokens: 2, completion_tokens_details: { reasoning_tokens: 7 } },
      [5, null, 7, 2],
    ],
    [
      {
        prompt_tokens: 5,
        completion_tokens: 9,
        total_tokens: 21,
        completion_tokens_details: { reasoning_tokens: 7 },
      },
      [5, null, 7, 9],
    ],
    [{ prompt_tokens: 5, prompt_cache_hit_tokens: 4, completion_tokens: 1 }, [5, 4, null, 1]],
    [
      { prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 3 }, completion_tokens: 1 },
      [5, 3, null, 1],
    ],
    [{ prompt_tokens: 5, completion_tokens: 9e15 }, [5, null, null, null]],
    ['odd', [null, null, null, null]],
  ])('usage %j', (usage, [prompt, cached, thoughts, answer]) => {
    expect(readOpenai({ usage }, askedOpenai).usage).toEqual({ prompt, cached, thoughts, answer });
  });

  test('takes any JSON object whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (odd, other) => {
        readOpenai({ choices: odd, usage: other, created: odd, error: other }, askedOpenai);
        readOpenai({ choices: [{ message: odd, finish_reason: other }] }, askedOpenai);
      }),
    );
  });
});

describe('a folded stream', () => {
  const written = fc.record({
    thoughts: fc.string({ unit: 'grapheme', minLength: 1 }),
    answer: fc.string({ unit: 'grapheme', minLength: 1 }),
    promptTokens: fc.nat(99),
    thoughtTokens: fc.nat(99),
    answerTokens: fc.nat(99),
    finish: fc.constantFrom('stop' as const, 'length' as const),
  });

  test('of Gemini reads like the whole reply', () => {
    fc.assert(
      fc.property(written, fc.boolean(), (text, sse) => {
        const body = geminiBody(text, { name: 'm' }, 'id', NOW, true);
        const folded = foldGeminiEvents(geminiStream(body, sse).pieces.join(''));
        expect(folded.state === 'folded' && readGemini(folded.body, asked)).toEqual(
          readGemini({ ...body }, asked),
        );
      }),
    );
  });

  test('of a chat completion reads like the whole reply', () => {
    fc.assert(
      fc.property(written, fc.constantFrom('reasoning' as const, 'think' as const), (text, field) => {
        const body = openaiBody(text, { name: 'm', field }, 'id', 0);
        const stream = openaiStream(body, { withUsage: true, done: true }).pieces.join('');
        const folded = foldOpenaiEvents(stream);
        expect(folded.state === 'folded' && readOpenai(folded.body, askedOpenai)).toEqual(
          readOpenai({ ...body }, askedOpenai),
        );
      }),
    );
  });

  test('cut anywhere is never taken for a finished one', () => {
    const text = {
      thoughts: 'a b c d e f',
      answer: 'g h i',
      promptTokens: 1,
      thoughtTokens: 2,
      answerTokens: 3,
    };
    const body = geminiBody({ ...text, finish: 'stop' }, { name: 'm' }, 'id', NOW, true);
    const stream = geminiStream(body, true).pieces.join('').trimEnd();
    for (let end = 0; end < stream.length; end++) {
      const folded = foldGeminiEvents(stream.slice(0, end));
      if (folded.state !== 'folded') continue;
      const { outcome } = readGemini(folded.body, asked);
      expect(outcome).toEqual({ state: 'unusable', reason: 'unfinished' });
    }
  });
});

describe('a job of Gemini', () => {
  test.each([
    ['BATCH_STATE_PENDING', 'pending'],
    ['JOB_STATE_QUEUED', 'pending'],
    ['BATCH_STATE_RUNNING', 'running'],
    ['JOB_STATE_SUCCEEDED', 'succeeded'],
    ['JOB_STATE_PARTIALLY_SUCCEEDED', 'partial'],
    ['BATCH_STATE_FAILED', 'failed'],
    ['BATCH_STATE_CANCELLED', 'cancelled'],
    ['BATCH_STATE_EXPIRED', 'expired'],
    ['BATCH_STATE_NEW', 'running'],
  ])('%s', (state, expected) => {
    expect(jobOf({ name: 'batches/a', metadata: { state } })?.state).toBe(expected);
  });

  test('its results are in its metadata or its response, in a list or a file', () => {
    const items = [{ metadata: { key: 'a' }, response: {} }];
    expect(outputOf({ metadata: { output: { inlinedResponses: { inlinedResponses: items } } } })).toEqual({
      items,
    });
    expect(outputOf({ response: { inlinedResponses: items } })).toEqual({ items });
    expect(outputOf({ response: { responsesFile: 'files/a' } })).toEqual({ file: 'files/a' });
    expect(outputOf({ metadata: {} })).toBeNull();
    expect(jobOf({ error: {} })).toBeNull();
  });
});

test('an error in a list, as streams have it, is read like one alone', () => {
  const error = { error: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' } };
  expect(geminiTrouble(503, [error], new Headers(), NOW)).toEqual(
    geminiTrouble(503, error, new Headers(), NOW),
  );
});

test('sortedJson is the same for any order of members', () => {
  expect(sortedJson({ b: [{ d: 0.5, c: null }], a: undefined, A: 'é' })).toBe(
    '{"A":"é","b":[{"c":null,"d":0.5}]}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
