import type { TObject } from '@sinclair/typebox';
import { UPLOAD_FILE_PATH } from '../../shared/api/intake.ts';
import { RELEASE_ARCHIVE_PATH } from '../../shared/api/releases.ts';
import { BACKUP_FILE_PATH } from '../../shared/api/settings.ts';
import { API_BASE, EVENTS_PATH, JOB_EVENTS_PATH, ROUTES } from '../../shared/api.ts';
import type { Route } from '../../shared/route.ts';
import { errorSchema } from '../../shared/schemas/listing.ts';
import { isList } from './export.ts';

const json = (schema: unknown) => ({ 'application/json': { schema } });

/** The description of the HTTP interface, OpenAPI 3.1, made from the route table as it stands. */
export function openApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    const path = `${API_BASE}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  paths[`${API_BASE}${EVENTS_PATH}`] = stream(
    'events',
    'Server-sent events: `changed` whenever any process has changed the workspace.',
  );
  paths[`${API_BASE}${JOB_EVENTS_PATH}`] = stream(
    'jobEvents',
    'Server-sent events: `job` with the job as JSON, at once and whenever it moved; the stream ends with it.',
    parameters(ROUTES.job.params, 'path'),
  );
  paths[`${API_BASE}${RELEASE_ARCHIVE_PATH}`] = {
    get: {
      operationId: 'releaseArchive',
      summary: 'The folder of a release as one file, streamed: `?as=tar` or `?as=zip`.',
      parameters: [
        ...parameters(ROUTES.checkRelease.params, 'path'),
        { name: 'as', in: 'query', required: false, schema: { enum: ['tar', 'zip'], default: 'tar' } },
      ],
      responses: {
        200: { description: 'The archive.', content: { 'application/x-tar': {}, 'application/zip': {} } },
      },
    },
  };
  paths[`${API_BASE}${UPLOAD_FILE_PATH}`] = uploadFile;
  paths[`${API_BASE}${BACKUP_FILE_PATH}`] = backupFile;
  return {
    openapi: '3.1.0',
    info: { title: 'Winnow', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas: { Error: errorSchema } },
  };
}

const backupFile = {
  get: {
    operationId: 'backupFile',
    summary: 'A backup as a file.',
    parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
    responses: { 200: { description: 'The archive.', content: { 'application/x-tar': {} } } },
  },
};

const uploadFile = {
  put: {
    operationId: 'uploadFile',
    summary: 'Bytes of a file of an upload, from an offset on; what came before a break is kept.',
    parameters: [
      ...parameters(ROUTES.upload.params, 'path'),
      { name: 'place', in: 'path', required: true, description: 'Number of the file, from 0.' },
      { name: 'offset', in: 'query', required: false, schema: { type: 'integer', minimum: 0, default: 0 } },
    ].map((parameter) => ({ schema: { type: 'integer', minimum: 0 }, ...parameter })),
    requestBody: { required: true, content: { 'application/octet-stream': {} } },
    responses: {
      200: { description: 'How much is there.', content: json(ROUTES.upload.reply) },
      default: { description: 'What went wrong.', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  },
};

const stream = (operationId: string, summary: string, parameters: object[] = []) => ({
  get: {
    operationId,
    summary,
    parameters,
    responses: {
      200: { description: 'A stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    },
  },
});

const AS_FILE = {
  name: 'as',
  in: 'query',
  required: false,
  description: 'All that the filters leave as one file, streamed, instead of a page of it.',
  schema: { enum: ['jsonl', 'csv'] },
};

const operation = (operationId: string, route: Route) => ({
  operationId,
  summary: route.says,
  parameters: [
    ...parameters(route.params, 'path'),
    ...parameters(route.query, 'query'),
    ...(isList(route) ? [AS_FILE] : []),
  ],
  ...(route.method === 'post' && { requestBody: { required: false, content: json(route.body) } }),
  responses: {
    [route.status]: { description: 'Done.', content: json(route.reply) },
    default: { description: 'What went wrong.', content: json({ $ref: '#/components/schemas/Error' }) },
  },
});

function parameters(schema: TObject, place: 'path' | 'query') {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required.has(name) && property.default === undefined),
    ...(property.description === undefined ? {} : { description: property.description }),
    schema: property,
  }));
}
