import { Type } from '@sinclair/typebox';
import { get, list, post } from '../route.ts';
import { jobItemSchema } from '../schemas/job.ts';
import { pageOf, pageQueryProperties, pageQuerySchema } from '../schemas/listing.ts';
import { benchmarkItemSchema, importItemSchema, sourceItemSchema } from '../schemas/lists.ts';
import {
  lookOrderSchema,
  lookSchema,
  newImportSchema,
  newUploadSchema,
  REJECTION_REASON,
  rejectionRowSchema,
  undoneImportSchema,
  uploadSchema,
} from '../schemas/upload.ts';
import { CURATING } from '../vocabulary/roles.ts';

const params = (description: string) =>
  Type.Object(
    { id: Type.String({ minLength: 1, maxLength: 60, description }) },
    { additionalProperties: false },
  );
const uploadParams = params('Id of an upload.');
const importParams = params('Id of an import.');

const rejectionQuery = Type.Object(
  { reason: Type.Optional(REJECTION_REASON), ...pageQueryProperties },
  { additionalProperties: false },
);

/** Files that are handed in, looked at and imported. */
export const INTAKE_ROUTES = {
  sources: list('/sources', 'Sources of the pool, by name.', sourceItemSchema),
  imports: list('/imports', 'Imports, oldest first.', importItemSchema),
  benchmarks: list('/benchmarks', 'Benchmarks that are never trained on.', benchmarkItemSchema),
  uploads: get('/uploads', 'Uploads that wait to be imported, newest first.', pageOf(uploadSchema), {
    query: pageQuerySchema,
    roles: CURATING,
  }),
  openUpload: post('/uploads', 'Announces files; their bytes are sent to its files then.', uploadSchema, {
    body: newUploadSchema,
    status: 201,
  }),
  upload: get('/uploads/{id}', 'One upload: how much of each file is there.', uploadSchema, {
    params: uploadParams,
    roles: CURATING,
  }),
  dropUpload: post('/uploads/{id}/drop', 'Removes the files of an upload.', uploadSchema, {
    params: uploadParams,
  }),
  lookAtUpload: post(
    '/uploads/{id}/look',
    'What a file of it is taken for, and what its first records would become; nothing is stored.',
    lookSchema,
    { params: uploadParams, body: lookOrderSchema },
  ),
  checkedRejections: get(
    '/uploads/{id}/rejections',
    'What the last check of an upload would not take, with reasons, in the order of the files; nothing before a check.',
    pageOf(rejectionRowSchema),
    { params: uploadParams, query: rejectionQuery, roles: CURATING },
  ),
  startImport: post(
    '/imports',
    'Imports an upload, as `winnow import` and `winnow benchmarks add` do; paths of the server are not taken.',
    jobItemSchema,
    { body: newImportSchema, status: 202 },
  ),
  undoImport: post(
    '/imports/{id}/undo',
    'Takes the questions of an import out of the pool again.',
    undoneImportSchema,
    { params: importParams },
  ),
  rejections: get(
    '/imports/{id}/rejections',
    'What an import did not take, with reasons, in the order of the files.',
    pageOf(rejectionRowSchema),
    { params: importParams, query: rejectionQuery },
  ),
} as const;

/**
 * Where the bytes of a file of an upload are sent, `PUT ?offset=N` as `application/octet-stream`: a stream, not JSON,
 * so not in the table.
 */
export const UPLOAD_FILE_PATH = '/uploads/{id}/files/{place}';
