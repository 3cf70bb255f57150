/** What becomes of one asking of a model: closed lists with a sentence each. */

/** Where a work item stands. Only `pending` and (after a crash) `asked` are ever sent. */
export const ASK_STATES = {
  pending: 'Nobody was asked yet.',
  asked: 'A call left and no reply is stored: it is under way, or was cut off by a crash.',
  answered: 'There is a reply that serves.',
  blocked: 'The provider held the prompt or the reply back.',
  unusable: 'A reply came that does not serve: empty, cut or without thoughts.',
  failed: 'No reply could be had.',
} as const;
export type AskState = keyof typeof ASK_STATES;

/** Why a provider held a prompt or a reply back. */
export const BLOCKED = {
  'prompt-blocked': 'The provider refused the prompt.',
  safety: 'The reply was stopped by a safety filter.',
  recitation: 'The reply was stopped since it recited a protected text.',
  blocklist: 'The reply held a term of a block list.',
  'prohibited-content': 'The reply was stopped as prohibited content.',
  spii: 'The reply was stopped since it held personal data.',
  'content-filter': 'The reply was stopped by a content filter.',
} as const;
export type BlockedReason = keyof typeof BLOCKED;

/** Why a reply does not serve. */
export const UNUSABLE = {
  empty: 'The reply holds no answer.',
  truncated: 'The reply was cut by the token limit.',
  unfinished: 'The reply ended without saying that it was finished.',
  'no-thoughts': 'The reply holds an answer and no thoughts, where thoughts were asked for.',
  language: 'The provider stopped at a language that it does not support.',
  malformed: 'The provider says that its reply is malformed.',
  'other-finish': 'The provider stopped for a reason that is not known here.',
} as const;
export type UnusableReason = keyof typeof UNUSABLE;

/** Why no reply could be had. */
export const FAILED = {
  'bad-request': 'The provider refused this request as malformed.',
  timeout: 'No reply came in time, as often as it was tried.',
  transport: 'The connection failed, as often as it was tried.',
  'server-error': 'The server failed, as often as it was tried.',
  'broken-reply': 'What came back could not be read, as often as it was tried.',
  'rate-limited': 'The provider asked to wait for longer than it is worth.',
  'batch-expired': 'The batch expired, and no reply came online either.',
  'not-kept': 'A reply came that could not be kept as a result; it is stored as it came.',
} as const;
export type FailedReason = keyof typeof FAILED;
