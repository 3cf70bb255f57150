import type { OpenaiBody, OpenaiChoice } from './openai-content-faults.ts';
import type { FakeModel, Written } from './plan.ts';
import type { Delivery } from './wire-faults.ts';

/** A chat completion; thoughts stand where the model's server puts them. */
export function openaiBody(written: Written, model: FakeModel, id: string, now: number): OpenaiBody {
  const field = model.field ?? 'reasoning_content';
  const thinks = written.thoughts !== '' && field !== 'none';
  const content =
    thinks && field === 'think'
      ? `<think>\n${written.thoughts}\n</think>\n\n${written.answer}`
      : written.answer;
  return {
    id,
    object: 'chat.completion',
    created: Math.floor(now / 1000),
    model: model.version ?? model.name,
    choices: [
      {
        index: 0,
        finish_reason: written.finish,
        message: {
          role: 'assistant',
          content: content === '' ? null : content,
          ...(thinks && field !== 'think' ? { [field]: written.thoughts } : {}),
        },
      },
    ],
    usage: {
      prompt_tokens: written.promptTokens,
      completion_tokens: written.thoughtTokens + written.answerTokens,
      total_tokens: written.promptTokens + written.thoughtTokens + written.answerTokens,
      ...(written.thoughtTokens > 0
        ? { completion_tokens_details: { reasoning_tokens: written.thoughtTokens } }
        : {}),
    },
  };
}

/** The same as a stream of chunks. */
export function openaiStream(body: OpenaiBody, how: { withUsage: boolean; done: boolean }): Delivery {
  const { choices = [], usage, ...rest } = body;
  const chunk = (fields: object): string =>
    `data: ${JSON.stringify({ ...rest, object: 'chat.completion.chunk', ...fields })}\n\n`;
  const one = choices[0];
  const deltas = one === undefined ? [] : deltasOf(one);
  const pieces = [
    ...deltas.map((delta) => chunk({ choices: [{ index: 0, delta, finish_reason: null }] })),
    ...(one === undefined
      ? []
      : [chunk({ choices: [{ index: 0, delta: {}, finish_reason: one.finish_reason }] })]),
    ...(how.withUsage && usage !== undefined ? [chunk({ choices: [], usage })] : []),
    ...(how.done ? ['data: [DONE]\n\n'] : []),
  ];
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, pieces, stream: true };
}

function deltasOf({ message: { role, ...fields } }: OpenaiChoice): object[] {
  const texts = ['reasoning', 'reasoning_content', 'refusal', 'content'].flatMap((name) => {
    const text = fields[name];
    if (typeof text !== 'string') return [];
    const middle = Math.floor(text.length / 2);
    return [{ [name]: text.slice(0, middle) }, { [name]: text.slice(middle) }];
  });
  const tools = fields.tool_calls === undefined ? [] : [{ tool_calls: fields.tool_calls }];
  return [{ role, content: '' }, ...texts, ...tools];
}
