import type { Delivery } from './wire-faults.ts';
import { PAGE } from './wire-faults.ts';

interface StatusFault {
  says: string;
  reply: (about: { key: string; model: string; value: number }) => Delivery;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };

/** An error as Google writes it. */
export const googleError = (
  code: number,
  status: string,
  message: string,
  details: readonly object[] = [],
): Delivery => ({
  status: code,
  headers: JSON_TYPE,
  pieces: [
    `${JSON.stringify({ error: { code, message, status, ...(details.length > 0 ? { details } : {}) } }, null, 2)}\n`,
  ],
  stream: false,
});

const reason = (name: string): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: name,
  domain: 'googleapis.com',
  metadata: { service: 'generativelanguage.googleapis.com' },
});

/** The 429 of a quota, with all that Google says about it. */
export function quotaError(
  model: string,
  violations: readonly { quotaId: string; quotaValue: string }[],
  retryMs: number | null,
): Delivery {
  const seconds = retryMs === null ? null : retryMs / 1000;
  const first = violations[0];
  const message = [
    'You exceeded your current quota, please check your plan and billing details.',
    `* Quota exceeded for metric: ${METRIC}, limit: ${first?.quotaValue ?? ''}, model: ${model}`,
    ...(seconds === null ? [] : [`Please retry in ${seconds}s.`]),
  ].join('\n');
  return googleError(429, 'RESOURCE_EXHAUSTED', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: violations.map((violation) => ({
        quotaMetric: METRIC,
        ...violation,
        quotaDimensions: { location: 'global', model },
      })),
    },
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [{ description: 'Learn more', url: 'https://x' }],
    },
    ...(seconds === null
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${Math.floor(seconds)}s` }]),
  ]);
}

const METRIC = 'generativelanguage.googleapis.com/generate_content_requests';

export const SPEND_MESSAGE = 'Your project has exceeded its spending limit for the last 10 minutes.';

const page = (status: number): Delivery => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  pieces: [PAGE],
  stream: false,
});

/** Errors of Google's in the place of a reply; none of them is billed. */
export const GEMINI_STATUS_FAULTS = {
  'gemini.400': {
    says: 'The request is malformed.',
    reply: () => googleError(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
  },
  'gemini.400-key': {
    says: 'The key is not valid.',
    reply: () =>
      googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        reason('API_KEY_INVALID'),
      ]),
  },
  'gemini.400-region': {
    says: 'The region is closed.',
    reply: () => googleError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  },
  'gemini.400-billing': {
    says: 'The region has no free tier.',
    reply: () =>
      googleError(
        400,
        'FAILED_PRECONDITION',
        'Gemini API free tier is not available in your country. Please enable billing on your project.',
      ),
  },
  'gemini.401': {
    says: 'No credentials.',
    reply: () => googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
  },
  'gemini.403-leaked': {
    says: 'The key was reported as leaked; the text echoes it.',
    reply: ({ key }) =>
      googleError(
        403,
        'PERMISSION_DENIED',
        `Your API key ${key} was reported as leaked. Please use another API key.`,
      ),
  },
  'gemini.403-suspended': {
    says: 'The consumer is suspended; the text echoes the key.',
    reply: ({ key }) =>
      googleError(
        403,
        'PERMISSION_DENIED',
        `Permission denied: Consumer 'api_key:${key}' has been suspended.`,
        [{ ...reason('CONSUMER_SUSPENDED'), metadata: { consumer: `api_key:${key}` } }],
      ),
  },
  'gemini.403-billing': {
    says: 'Billing is off.',
    reply: () =>
      googleError(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.', [
        reason('BILLING_DISABLED'),
      ]),
  },
  'gemini.403': {
    says: 'Not allowed.',
    reply: () => googleError(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
  },
  'gemini.403-html': { says: 'A proxy refuses with a web page.', reply: () => page(403) },
  'gemini.404-retired': {
    says: 'The model is retired.',
    reply: ({ model }) =>
      googleError(
        404,
        'NOT_FOUND',
        `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
      ),
  },
  'gemini.404-new-users': {
    says: 'The model is closed to new users.',
    reply: ({ model }) =>
      googleError(404, 'NOT_FOUND', `This model models/${model} is no longer available to new users.`),
  },
  'gemini.404-html': { says: 'There is no API at this address.', reply: () => page(404) },
  'gemini.408': {
    says: 'The request took too long.',
    reply: () => googleError(408, 'DEADLINE_EXCEEDED', 'Request timeout.'),
  },
  'gemini.413': {
    says: 'The request is too large.',
    reply: () => googleError(413, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit.'),
  },
  'gemini.429-requests': {
    says: 'Requests of the minute are used up; value: ms until it opens.',
    reply: ({ model, value }) =>
      quotaError(
        model,
        [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel', quotaValue: '150' }],
        value || 53_016,
      ),
  },
  'gemini.429-tokens': {
    says: 'Input tokens of the minute are used up.',
    reply: ({ model, value }) =>
      quotaError(
        model,
        [{ quotaId: 'GenerateContentInputTokensPerModelPerMinute', quotaValue: '250000' }],
        value || 19_500,
      ),
  },
  'gemini.429-day': {
    says: 'Requests of the day are used up; the delay that it names is wrong.',
    reply: ({ model }) =>
      quotaError(
        model,
        [
          { quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', quotaValue: '5' },
          { quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue: '1500' },
        ],
        41_000,
      ),
  },
  'gemini.429-zero': {
    says: 'The tier has no quota at all for this model.',
    reply: ({ model }) =>
      quotaError(
        model,
        [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue: '0' }],
        11_000,
      ),
  },
  'gemini.429-spend': {
    says: 'The spending limit is reached; there are no details.',
    reply: () => googleError(429, 'RESOURCE_EXHAUSTED', SPEND_MESSAGE),
  },
  'gemini.429-bare': {
    says: 'A 429 that says nothing, as Vertex sends.',
    reply: () => googleError(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'),
  },
  'gemini.500': {
    says: 'An internal error.',
    reply: () => googleError(500, 'INTERNAL', 'An internal error has occurred.'),
  },
  'gemini.500-broken-json': {
    says: 'An internal error whose JSON ends in the middle.',
    reply: () => ({
      status: 500,
      headers: JSON_TYPE,
      pieces: ['{"error": {"code": 500, "mess'],
      stream: false,
    }),
  },
  'gemini.502-html': { says: 'A web page of a gateway.', reply: () => page(502) },
  'gemini.503': {
    says: 'The model is overloaded.',
    reply: () => googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  },
  'gemini.504': {
    says: 'The server gave up.',
    reply: () => googleError(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
  },
} satisfies Record<string, StatusFault>;

export const statusFault = (name: string | null): StatusFault | null =>
  name !== null && name in GEMINI_STATUS_FAULTS
    ? (GEMINI_STATUS_FAULTS as Record<string, StatusFault>)[name]!
    : null;
