/** What may be handed in at once; said to whoever picks files, and held by the server. */
export const UPLOAD_LIMITS = {
  /** Files of one upload. */
  files: 200,
  /** Unit: bytes. */
  fileBytes: 8 * 1024 ** 3,
  /** All files of one upload. Unit: bytes. */
  bytes: 32 * 1024 ** 3,
  /** Uploads that wait to be imported. */
  uploads: 20,
  /** A page sends so much at once, and goes on behind it after a break. Unit: bytes. */
  chunkBytes: 8 * 1024 ** 2,
  /** An upload that nobody touched for so long is removed at the next start. Unit: days. */
  keptDays: 7,
} as const;

/** What the files of an upload hold. */
export const UPLOAD_KINDS = {
  questions: 'candidates for the pool',
  benchmark: 'questions that no training set may hold',
} as const;
export type UploadKind = keyof typeof UPLOAD_KINDS;

/** Why no file may be kept under a name; null where it may. */
export function nameFault(name: string): string | null {
  if (name.trim() === '') return 'it has no name';
  if (name.length > 120) return 'its name has more than 120 characters';
  if (!/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.,+=@() -]*$/u.test(name))
    return 'its name has other characters than letters, digits, blanks and _ . , + = @ ( ) -, or begins with one of them';
  return /[. ]$/.test(name) ? 'its name ends with a dot or a blank' : null;
}

/** The nearest name under which a file may be kept. */
export function keptName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_.,+=@() -]/gu, '_')
    .replace(/^[^\p{L}\p{N}_]+/u, '')
    .replace(/[. ]+$/, '');
  return clean.length <= 120 ? clean || '_' : clean.slice(-120).replace(/^[^\p{L}\p{N}_]+/u, '_');
}
