import { type Static, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { parser } from '../../algorithms/parser.ts';
import type { Call, Provider, Reading, Sent } from '../provider.ts';
import { readGemini } from './gemini/reading.ts';
import { readOpenai } from './openai/reading.ts';
import { badRequest, failedOf, repliedOf } from './outcome.ts';
import { jsonOf, sortedJson } from './unknown.ts';

/** A line of a file of recorded replies: the body as the provider sent it, and the call that it answers. */
const recordedSchema = Type.Object(
  {
    key: Type.Optional(Type.String({ description: 'Work key of the call.' })),
    question: Type.Optional(Type.String({ description: 'Id of the question, where there is no key.' })),
    sample: Type.Integer({ minimum: 0, default: 0 }),
    format: Type.Union([Type.Literal('gemini'), Type.Literal('openai')]),
    body: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
type Recorded = Static<typeof recordedSchema>;

const parseRecorded = parser(recordedSchema);

/**
 * Replies from a file, by work key or else by question and sample, read like those of their provider. It asks nobody
 * and costs nothing; a call that nothing was recorded for is a bad request.
 * @param lines JSON lines; empty ones are passed over
 * @throws WinnowError `bad-input` naming the first line that is none
 */
export function recordedProvider(lines: Iterable<string>): Provider {
  const replies = new Map<string, Recorded>();
  let at = 0;
  for (const line of lines) {
    at++;
    if (line.trim() === '') continue;
    const recorded = parseRecorded(jsonOf(line), `Line ${at} of the recorded replies`);
    const { key, question, sample } = recorded;
    if (key === undefined && question === undefined)
      throw new WinnowError('bad-input', `Line ${at} of the recorded replies has neither key nor question.`);
    if (key !== undefined) replies.set(nameOfKey(key), recorded);
    if (question !== undefined) replies.set(nameOfQuestion(question, sample), recorded);
  }
  return {
    name: 'recorded',
    ask: (call) => Promise.resolve(answer(call, replies)),
  };
}

const nameOfKey = (key: string): string => `key ${key}`;
const nameOfQuestion = (question: string, sample: number): string => `${sample} ${question}`;

function answer(call: Call, replies: ReadonlyMap<string, Recorded>) {
  const { key, question, sample } = call;
  const sent = sentFor(call);
  const recorded =
    replies.get(nameOfKey(key)) ??
    (question === undefined ? undefined : replies.get(nameOfQuestion(question, sample)));
  if (recorded === undefined) {
    const told = { trouble: badRequest('bad-request'), message: 'No reply was recorded for this call.' };
    return failedOf(told, { status: null, bytes: null, latencyMs: 0 }, sent, (text) => text);
  }
  const raw = Buffer.from(JSON.stringify(recorded.body), 'utf8');
  return repliedOf(readingOf(recorded, call), raw, 'application/json', sent, 0);
}

function readingOf({ format, body }: Recorded, { model, generation }: Call): Reading {
  const asked = { model, includeThoughts: generation.includeThoughts };
  return format === 'gemini' ? readGemini(body, asked) : readOpenai(body, { ...asked, thoughts: 'raw' });
}

/** What would have been sent, told apart from what was. */
const sentFor = ({ model, system, prompt, generation, sample }: Call): Sent => ({
  provider: 'recorded',
  endpoint: '',
  apiVersion: null,
  sdk: '',
  mode: 'recorded',
  body: sortedJson({ model, system, prompt, generation, sample }),
});
