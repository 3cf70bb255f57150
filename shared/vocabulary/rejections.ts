/** Why a record of an import was not taken: a closed list with a sentence each (CONTRACT "Import rules"). */
export const REJECTIONS = {
  'not-json': 'The line is not valid JSON.',
  'not-an-object': 'The line is JSON, but not an object with named fields.',
  'missing-question': 'No field holds a question; name it with --map question=FIELD.',
  'empty-question': 'The question is empty or white space only.',
  'wrong-type': 'A field has a type that can not be read as what it stands for.',
  'invalid-utf8': 'The bytes are not valid UTF-8; name the encoding with --encoding.',
  'invalid-encoding': 'The bytes are no text in the encoding of the file.',
  'lone-surrogate': 'The text holds half of a surrogate pair, which no file can store.',
  'nul-byte': 'The text holds a NUL character.',
  'too-long': 'The record is over the size limit.',
  'too-deep': 'The record is nested too deeply.',
  'duplicate-id': 'The id is already taken by another text; use --supersede for a new version.',
  'duplicate-key': 'An object names the same field twice.',
  'missing-id': 'No field says which question is meant.',
  'ambiguous-id': 'Questions of several sources have this id; add the field source.',
  'no-user': 'The workspace has users, and the person who is named is none, or may not judge.',
  'ragged-row': 'The row has another number of fields than the header.',
  'unclosed-quote': 'A quoted field is not closed before the end of the file.',
  'quote-in-field': 'A quote stands inside a field where none may stand.',
} as const;

export type RejectionReason = keyof typeof REJECTIONS;
