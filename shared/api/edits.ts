import { Type } from '@sinclair/typebox';
import { get, post } from '../route.ts';
import { editedTraceSchema, editItemSchema, takeBackSchema, traceEditSchema } from '../schemas/edits.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import { editedSchema, questionEditSchema } from '../schemas/review.ts';
import { JUDGING } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;
const params = (description: string) =>
  Type.Object({ id: Type.String({ minLength: 1, maxLength: 200, description }) }, closed);

/** What people mend in questions and traces while they judge. */
export const EDIT_ROUTES = {
  editQuestion: post(
    '/questions/{id}/edits',
    'A new version of a question; the next run puts it through every gate again.',
    editedSchema,
    { params: params('Ours.'), body: questionEditSchema, roles: JUDGING, status: 201 },
  ),
  edits: get(
    '/questions/{id}/edits',
    'What was mended in a question and its traces, the newest first, with the texts before and after.',
    pageOf(editItemSchema),
    { params: params('Ours.'), query: Type.Object(pageQueryProperties, closed) },
  ),
  editTrace: post(
    '/traces/{id}/edits',
    'A new version of a trace, put through the same detectors and rules; somebody else has to accept it.',
    editedTraceSchema,
    { params: params('Id of a trace.'), body: traceEditSchema, roles: JUDGING, status: 201 },
  ),
  takeBackTrace: post(
    '/traces/{id}/take-back',
    'Takes the mend of a trace back: the text before it stands again, as a new version.',
    editedTraceSchema,
    {
      params: params('Id of the version that the mend made.'),
      body: takeBackSchema,
      roles: JUDGING,
      status: 201,
    },
  ),
} as const;
