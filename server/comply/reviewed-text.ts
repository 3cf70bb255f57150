import { type Aspect, OF_TRACES } from '../../shared/vocabulary/queues.ts';
import { orderedJson, sha256Hex } from './ordered-json.ts';

/** The trace of a row, as far as it is reviewed. */
export interface ReviewedTrace {
  kind: 'raw' | 'summary' | 'reference' | null;
  thinking: string | null;
  answer: string | null;
}

/**
 * What a judgement belongs to: SHA-256 over the content of the question and what a model added to it, hex. The
 * source's own solution is part of that content, so that it makes no other text of it.
 * @param contentSha256 of the question, as it is stored
 */
export function reviewedText(contentSha256: Uint8Array, trace: ReviewedTrace | null): string {
  const question = Buffer.from(contentSha256).toString('hex');
  if (trace === null || trace.kind === 'reference') return sha256Hex(orderedJson({ question }));
  const { thinking, answer } = trace;
  return sha256Hex(orderedJson({ question, thinking, answer }));
}

/**
 * Whether a judgement is about a row as it stands: about its very text or, in an aspect that looks at the question
 * alone, about its question, whatever a model wrote to it.
 * @param contentSha256 of the question, as it is stored
 */
export function isOfRow(
  contentSha256: Uint8Array,
  trace: ReviewedTrace | null,
): (said: { textSha256: string; aspect: Aspect }) => boolean {
  const row = reviewedText(contentSha256, trace);
  const question = reviewedText(contentSha256, null);
  return ({ textSha256, aspect }) =>
    textSha256 === row || (textSha256 === question && !OF_TRACES.includes(aspect));
}
