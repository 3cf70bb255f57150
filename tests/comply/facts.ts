import { join } from 'node:path';
import type { Askable } from '../../server/comply/models.ts';
import { askableModel } from '../../server/comply/models.ts';
import type { RequestFacts } from '../../server/comply/request-flags.ts';
import type { ReadingFacts, ResponseFacts } from '../../server/comply/response-flags.ts';
import { type TermsQuery, termsFor } from '../../server/comply/terms.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import type { TermsClause, TermsEntry } from '../../shared/schemas/terms.ts';

export const DATA = join(import.meta.dirname, '../../data');

/** What ships with the program. */
export const SHIPPED = loadShipped(DATA);

export const AT = '2026-11-30T12:00:00.000Z';

/** A model of gemini that may be asked. */
export const gemini = (model: string | null = null, at = AT): Askable =>
  askableModel(SHIPPED, { provider: 'gemini', model, at, endpoint: null, declarations: [] });

/** Weights that somebody serves at home under the name `mine`. */
export const served = (weights: string, at = AT): Askable =>
  askableModel(SHIPPED, {
    provider: 'openai',
    model: 'mine',
    at,
    endpoint: 'http://127.0.0.1:8000/v1',
    declarations: [{ origin: 'http://127.0.0.1:8000', model: 'mine', weights }],
  });

export const queryOf = ({ host, model, weights }: Askable, at = AT): TermsQuery => ({
  ...host,
  model,
  weights,
  at,
});

/** A call of a paid key in the United States by the terms that ship, with changes. */
export const requestOf = (askable: Askable, changes: Partial<RequestFacts> = {}): RequestFacts => ({
  at: AT,
  askable,
  terms: termsFor(SHIPPED.terms, queryOf(askable, changes.at)),
  attestation: { id: 'att-1', tier: 'paid', region: 'US' },
  bodySha256: null,
  state: { stateful: false, store: null },
  safetySettings: [],
  ...changes,
});

/** A whole answer with raw thoughts, with changes. */
export const responseOf = (
  changes: Partial<ReadingFacts> = {},
  others: Partial<Omit<ResponseFacts, 'reading'>> = {},
): ResponseFacts => ({
  asked: gemini('gemini-3.8-flash'),
  reading: {
    outcome: { state: 'answered' },
    kind: 'raw',
    answer: '4',
    usage: { prompt: 10, cached: 0, thoughts: 20, answer: 5 },
    modelVersion: 'gemini-3.8-flash',
    modelStage: 'STABLE',
    responseId: 'r-1',
    finishReason: 'STOP',
    finishMessage: null,
    blockReason: null,
    safety: null,
    citations: [],
    createdAt: null,
    parts: { thoughts: 1, answer: 1 },
    grounded: false,
    ...changes,
  },
  thoughtsWanted: true,
  maxOutputTokens: 65536,
  searchTool: false,
  rawSha256: 'ef',
  sentAt: '2026-11-30T12:00:00.000Z',
  receivedAt: '2026-11-30T12:00:30.000Z',
  ...others,
});

/** A clause of a made-up document. */
export const clauseOf = (changes: Partial<TermsClause>): TermsClause => ({
  id: 'one',
  heading: 'Section 1',
  topic: 'train-any',
  effect: 'allow',
  binds: 'yes',
  says: 'It may be done.',
  excerpt: null,
  excerpt_sha256: null,
  certainty: 'read',
  ...changes,
});

/** A made-up document of a made-up host. */
export const entryOf = (changes: Partial<TermsEntry>): TermsEntry => ({
  id: 'acme/terms@1',
  kind: 'host',
  provider: 'acme',
  service: 'api',
  instrument: 'Terms of Acme',
  url: null,
  archive_url: null,
  ota: null,
  effective: '2026-01-01',
  retrieved_at: '2026-11-23',
  retrieved_by: 'a test',
  read: 'All of it.',
  normalisation: 'utf8-lf-trim-v1',
  text_sha256: null,
  clauses: [],
  applies: { models: ['*'], weights: [], origins: [], regions: null },
  reviewed_by: 'a test',
  reviewed_at: '2026-11-23',
  review_due_days: 30,
  ...changes,
});
