/**
 * The one error class. `code` decides the exit code of a command and the status of a reply;
 * `message` is one line that says what, where and what to do; `details` is for machines.
 */
export const ERROR_CODES = {
  'bad-usage': { exit: 2, status: 400, means: 'The command or request is put wrongly; nothing was changed.' },
  'bad-input': { exit: 2, status: 400, means: 'The data handed in can not be taken; nothing was changed.' },
  'not-found': { exit: 2, status: 404, means: 'There is nothing by that name.' },
  conflict: { exit: 2, status: 409, means: 'What is asked for contradicts what is there.' },
  forbidden: { exit: 2, status: 403, means: 'This caller may not do that.' },
  'not-signed-in': { exit: 2, status: 401, means: 'Nobody has signed in, and this asks for it.' },
  'too-many': { exit: 4, status: 429, means: 'Too often in a short time; try again later.' },
  'too-large': { exit: 2, status: 413, means: 'What was sent is over a limit.' },
  'wrong-type': { exit: 2, status: 415, means: 'The content type is not one that is read here.' },
  refused: { exit: 3, status: 422, means: 'A policy forbids it; nothing was written.' },
  stopped: { exit: 4, status: 503, means: 'Stopped early; the same command goes on where it stopped.' },
  busy: { exit: 4, status: 503, means: 'Another writer holds the workspace; try again.' },
  failed: { exit: 1, status: 500, means: 'It did not work, and it is not the caller who can mend it.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export class WinnowError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details: unknown = null) {
    super(message);
    this.name = 'WinnowError';
    this.code = code;
    this.details = details;
  }
}
