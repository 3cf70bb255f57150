/** A chat completion on the wire, as the fake builds it. */
export interface OpenaiBody {
  choices?: OpenaiChoice[];
  usage?: Record<string, unknown>;
  [other: string]: unknown;
}
export interface OpenaiChoice {
  index: number;
  finish_reason: string | null;
  message: { role: string; content: unknown; [other: string]: unknown };
  [other: string]: unknown;
}

interface ContentFault {
  says: string;
  change: (body: OpenaiBody, value: string | number | undefined) => OpenaiBody;
}

const choice = (body: OpenaiBody, change: (one: OpenaiChoice) => object): OpenaiBody => ({
  ...body,
  choices: (body.choices ?? []).map((one) => ({ ...one, ...change(one) })),
});
const message = (body: OpenaiBody, change: (one: OpenaiChoice['message']) => object): OpenaiBody =>
  choice(body, (one) => ({ message: { ...one.message, ...change(one.message) } }));
const without = (body: OpenaiBody, ...names: string[]): OpenaiBody =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
const put = (says: string, change: ContentFault['change']): ContentFault => ({ says, change });

/** What a reply of a chat completion can say, or leave out, at status 200. All of it is billed. */
export const OPENAI_CONTENT_FAULTS = {
  'openai.length-in-thoughts': put('The limit is reached while it thinks; content is null.', (body) =>
    choice(body, (one) => ({ finish_reason: 'length', message: { ...one.message, content: null } })),
  ),
  'openai.length': put('The limit is reached in the answer.', (body) =>
    choice(body, () => ({ finish_reason: 'length' })),
  ),
  'openai.think-unclosed': put('The limit is reached inside <think>.', (body) =>
    choice(
      message(body, () => ({ content: '<think>\nfirst we look', reasoning: null, reasoning_content: null })),
      () => ({
        finish_reason: 'length',
      }),
    ),
  ),
  'openai.think-unopened': put('The template opened <think>; only its end is there.', (body) =>
    message(body, ({ content }) => ({
      content: `first we look\n</think>\n\n${String(content)}`,
      reasoning: null,
      reasoning_content: null,
    })),
  ),
  'openai.content-filter': put('The reply is stopped by a filter.', (body) =>
    choice(
      message(body, () => ({ content: '' })),
      () => ({ finish_reason: 'content_filter' }),
    ),
  ),
  'openai.refusal': put('The model refuses, in a field of its own.', (body) =>
    message(body, () => ({ content: null, refusal: 'I can not help with that.' })),
  ),
  'openai.tool-calls': put('A call of a tool that nobody offered.', (body) =>
    choice(
      message(body, () => ({
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'solve', arguments: '{}' } }],
      })),
      () => ({ finish_reason: 'tool_calls' }),
    ),
  ),
  'openai.unlisted': put('The reply ends for a reason that nobody knows; value: its name.', (body, value) =>
    choice(body, () => ({ finish_reason: String(value ?? 'insufficient_system_resource') })),
  ),
  'openai.unfinished': put('The reply has no finish reason.', (body) =>
    choice(body, () => ({ finish_reason: null })),
  ),
  'openai.no-choices': put('No choices.', (body) => ({ ...body, choices: [] })),
  'openai.blank': put('The answer is empty.', (body) => message(body, () => ({ content: '' }))),
  'openai.no-thoughts': put('An answer without thoughts.', (body) =>
    message(body, ({ content }) => ({
      content: String(content).replace(/^<think>[^<]*<\/think>\s*/, ''),
      reasoning: null,
      reasoning_content: null,
    })),
  ),
  'openai.both-fields': put('Thoughts in both fields, the same.', (body) =>
    message(body, ({ reasoning, reasoning_content }) => ({
      reasoning: reasoning ?? reasoning_content,
      reasoning_content: reasoning ?? reasoning_content,
    })),
  ),
  'openai.content-parts': put('The content is a list of parts.', (body) =>
    message(body, ({ content }) => ({ content: [{ type: 'text', text: content }] })),
  ),
  'openai.no-usage': put('No usage.', (body) => without(body, 'usage')),
  'openai.usage-apart': put('Completion tokens leave the thoughts out.', (body) => {
    const usage = body.usage as { prompt_tokens: number; completion_tokens: number };
    const details = (body.usage?.completion_tokens_details ?? {}) as { reasoning_tokens: number };
    return {
      ...body,
      usage: { ...usage, completion_tokens: usage.completion_tokens - details.reasoning_tokens },
    };
  }),
  'openai.rerouted': put('Another model answers; value: which.', (body, value) => ({
    ...body,
    model: String(value ?? 'something-else'),
  })),
  'openai.no-evidence': put('No id, model, time or usage.', (body) =>
    without(body, 'id', 'model', 'created', 'usage'),
  ),
  'openai.nul': put('NUL and half of a surrogate pair in the answer.', (body) =>
    message(body, ({ content }) => ({ content: `${String(content)}\0\ud83d!` })),
  ),
  'openai.think-tag': put('Tags of thinking in an answer whose thoughts have a field.', (body) =>
    message(body, ({ content }) => ({ content: `${String(content)}</think>` })),
  ),
  'openai.no-done': put('The stream ends without [DONE].', (body) => body),
  'openai.no-done-unfinished': put('The stream ends without a finish reason and without [DONE].', (body) =>
    choice(body, () => ({ finish_reason: null })),
  ),
} satisfies Record<string, ContentFault>;

export const openaiContentFault = (name: string | null): ContentFault | null =>
  name !== null && name in OPENAI_CONTENT_FAULTS
    ? (OPENAI_CONTENT_FAULTS as Record<string, ContentFault>)[name]!
    : null;
