import { type Delivery, PAGE } from './wire-faults.ts';

interface StatusFault {
  says: string;
  reply: (about: { key: string; model: string; value: number }) => Delivery;
}

const reply = (status: number, body: object, headers: Record<string, string> = {}): Delivery => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  pieces: [JSON.stringify(body)],
  stream: false,
});

/** An error as OpenAI writes it. */
export const openaiError = (
  status: number,
  message: string,
  type: string,
  code: string | null,
  headers: Record<string, string> = {},
): Delivery => reply(status, { error: { message, type, param: null, code } }, headers);

/** Errors of OpenAI-compatible servers in the place of a reply; none of them is billed. */
export const OPENAI_STATUS_FAULTS = {
  'openai.400': {
    says: 'The request is malformed.',
    reply: () => openaiError(400, 'Invalid value for temperature.', 'invalid_request_error', null),
  },
  'openai.400-context': {
    says: 'The prompt is longer than the context, as vLLM says it.',
    reply: () =>
      reply(400, {
        object: 'error',
        message: "This model's maximum context length is 32768 tokens.",
        type: 'BadRequestError',
        param: null,
        code: 400,
      }),
  },
  'openai.401': {
    says: 'The key is wrong; the text echoes it.',
    reply: ({ key }) =>
      openaiError(401, `Incorrect API key provided: ${key}.`, 'invalid_request_error', 'invalid_api_key'),
  },
  'openai.402': {
    says: 'The account is empty, as DeepSeek says it.',
    reply: () => openaiError(402, 'Insufficient Balance', 'unknown_error', 'invalid_request_error'),
  },
  'openai.403-region': {
    says: 'The region is closed.',
    reply: () =>
      openaiError(
        403,
        'Country, region, or territory not supported',
        'request_forbidden',
        'unsupported_country_region_territory',
      ),
  },
  'openai.403': { says: 'Not allowed.', reply: () => openaiError(403, 'Forbidden', 'forbidden', null) },
  'openai.404': {
    says: 'There is no such model, as vLLM says it.',
    reply: ({ model }) =>
      reply(404, {
        error: {
          message: `The model \`${model}\` does not exist.`,
          type: 'NotFoundError',
          param: 'model',
          code: 404,
        },
      }),
  },
  'openai.404-detail': {
    says: 'There is nothing at this address.',
    reply: () => reply(404, { detail: 'Not Found' }),
  },
  'openai.408': {
    says: 'The request took too long.',
    reply: () => openaiError(408, 'Timeout', 'timeout', null),
  },
  'openai.422': {
    says: 'A field has a wrong type, as FastAPI says it.',
    reply: () => reply(422, { detail: [{ loc: ['body', 'seed'], msg: 'value is not a valid integer' }] }),
  },
  'openai.429-requests': {
    says: 'Requests of the minute are used up; value: seconds to wait.',
    reply: ({ value }) =>
      openaiError(
        429,
        'Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.',
        'requests',
        'rate_limit_exceeded',
        {
          'retry-after': String(value || 20),
          'x-ratelimit-limit-requests': '3',
          'x-ratelimit-limit-tokens': '40000',
          'x-ratelimit-remaining-requests': '0',
        },
      ),
  },
  'openai.429-date': {
    says: 'A wait until a date.',
    reply: () =>
      openaiError(429, 'Too many requests', 'requests', 'rate_limit_exceeded', {
        'retry-after': 'Fri, 01 Jan 2027 00:00:30 GMT',
      }),
  },
  'openai.429-day': {
    says: 'Requests of the day are used up.',
    reply: () =>
      openaiError(
        429,
        'Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
        'requests',
        'rate_limit_exceeded',
      ),
  },
  'openai.429-spend': {
    says: 'The money is used up.',
    reply: () =>
      openaiError(
        429,
        'You exceeded your current quota, please check your plan and billing details.',
        'insufficient_quota',
        'insufficient_quota',
      ),
  },
  'openai.429-bare': { says: 'A 429 that says nothing.', reply: () => reply(429, {}) },
  'openai.500': {
    says: 'An internal error.',
    reply: () => openaiError(500, 'Internal error', 'server_error', null),
  },
  'openai.502-html': {
    says: 'A web page of a gateway.',
    reply: () => ({ status: 502, headers: { 'content-type': 'text/html' }, pieces: [PAGE], stream: false }),
  },
  'openai.503': {
    says: 'The server is overloaded.',
    reply: () => openaiError(503, 'The server is overloaded.', 'service_unavailable_error', null),
  },
  'openai.504': { says: 'The server gave up.', reply: () => reply(504, { message: 'upstream timed out' }) },
} satisfies Record<string, StatusFault>;

export const openaiStatusFault = (name: string | null): StatusFault | null =>
  name !== null && name in OPENAI_STATUS_FAULTS
    ? (OPENAI_STATUS_FAULTS as Record<string, StatusFault>)[name]!
    : null;
