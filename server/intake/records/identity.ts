import { hash } from 'node:crypto';
import type { Draft } from './question.ts';

/** The hashes that tell one question from another. */
export interface Identity {
  /** First 20 hex digits of SHA-256 over source, NUL, external id (empty where there is none), NUL, content hash. */
  questionId: string;
  /** SHA-256 over the canonical JSON of [question, options, answer, solution]. */
  contentSha256: Buffer;
  /** SHA-256 over the canonical JSON of [content hash, source, external id, licence, level, subject, meta]. */
  recordSha256: Buffer;
}

/** JSON of texts, nulls and arrays of them is canonical (RFC 8785) as `JSON.stringify` writes it. */
export function identify(source: string, license: string | null, draft: Draft): Identity {
  const { question, options, answer, solution, externalId, level, subject, meta } = draft;
  const content = sha256(JSON.stringify([question, options, answer, solution]));
  const hex = content.toString('hex');
  return {
    questionId: hash('sha256', `${source}\0${externalId ?? ''}\0${hex}`).slice(0, 20),
    contentSha256: content,
    recordSha256: sha256(JSON.stringify([hex, source, externalId, license, level, subject, meta])),
  };
}

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');
