import type { GeminiBody, GeminiCandidate, GeminiPart } from './gemini-content-faults.ts';
import type { FakeModel, Written } from './plan.ts';
import type { Delivery } from './wire-faults.ts';

/** A reply of `generateContent`. */
export function geminiBody(
  written: Written,
  model: FakeModel,
  id: string,
  at: Date,
  thoughts: boolean,
): GeminiBody {
  const parts = [
    ...(thoughts && written.thoughts !== '' ? [{ text: written.thoughts, thought: true }] : []),
    ...(written.answer === '' ? [] : [{ text: written.answer }]),
  ];
  return {
    candidates: [
      {
        index: 0,
        finishReason: written.finish === 'stop' ? 'STOP' : 'MAX_TOKENS',
        content: { role: 'model', parts },
      },
    ],
    usageMetadata: {
      promptTokenCount: written.promptTokens,
      ...(written.thoughtTokens > 0 ? { thoughtsTokenCount: written.thoughtTokens } : {}),
      candidatesTokenCount: written.answerTokens,
      totalTokenCount: written.promptTokens + written.thoughtTokens + written.answerTokens,
    },
    modelVersion: model.version ?? model.name,
    responseId: id,
    createTime: at.toISOString(),
    ...(model.stage === undefined ? {} : { modelStatus: { modelStage: model.stage } }),
  };
}

export const jsonDelivery = (body: unknown, status = 200): Delivery => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  pieces: [JSON.stringify(body, null, 2)],
  stream: false,
});

/** The same reply as a stream: texts in pieces, all else in the last event. */
export function geminiStream(body: GeminiBody, sse: boolean): Delivery {
  const events = eventsOf(body);
  const pieces = sse
    ? events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`)
    : [`[${events.map((event) => JSON.stringify(event)).join(',\r\n')}]`];
  return {
    status: 200,
    headers: { 'content-type': sse ? 'text/event-stream' : 'application/json' },
    pieces,
    stream: true,
  };
}

function eventsOf(body: GeminiBody): GeminiBody[] {
  const { candidates = [], usageMetadata, ...rest } = body;
  if (candidates.length === 0) return [body];
  const event = (candidate: GeminiCandidate, isLast: boolean): GeminiBody => ({
    candidates: [candidate],
    ...(usageMetadata === undefined
      ? {}
      : { usageMetadata: isLast ? usageMetadata : { promptTokenCount: usageMetadata.promptTokenCount } }),
    ...rest,
  });
  return candidates.flatMap(({ content, ...last }) => [
    ...(content?.parts ?? [])
      .flatMap((part) => piecesOf(part))
      .map((part) => event({ index: last.index, content: { role: 'model', parts: [part] } }, false)),
    event({ ...last, ...(content === undefined ? {} : { content: { role: 'model', parts: [] } }) }, true),
  ]);
}

const piecesOf = (part: GeminiPart): GeminiPart[] =>
  part.text === undefined || part.text.length < 2
    ? [part]
    : pieces(part.text).map((text) => ({ ...part, text }));

/** A text in three pieces. */
function pieces(text: string): string[] {
  const third = Math.max(1, Math.floor(text.length / 3));
  return [text.slice(0, third), text.slice(third, 2 * third), text.slice(2 * third)].filter(
    (piece) => piece !== '',
  );
}
