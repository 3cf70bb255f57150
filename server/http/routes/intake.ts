import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { UPLOAD_FILE_PATH } from '../../../shared/api/intake.ts';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { NewImport, Upload } from '../../../shared/schemas/upload.ts';
import type { RejectionReason } from '../../../shared/vocabulary/rejections.ts';
import { readingOf } from '../../intake/import-options.ts';
import { undoImport } from '../../intake/imports.ts';
import { lookAt } from '../../intake/look.ts';
import { receiveBytes } from '../../intake/receive.ts';
import { pageOfRejections, rejectedIn } from '../../intake/rejection-file.ts';
import {
  allUploads,
  checkedPath,
  dropUpload,
  openUpload,
  uploadAt,
  uploadPath,
  wholeUpload,
} from '../../intake/uploads.ts';
import { namesFolder, WORKSPACE } from '../../jobs/commands/folders.ts';
import { bind } from '../bind.ts';
import { allowed } from '../callers.ts';
import { cursorOf, pageOfArray, readCursor } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Files that are handed in: received, looked at, imported as a job. */
export function intakeRoutes({ workspace, jobs }: Pick<Service, 'workspace' | 'jobs'>): Router {
  const router = Router();
  bind(router, ROUTES.uploads, ({ query }) => pageOfArray(allUploads(workspace), query));
  bind(router, ROUTES.openUpload, ({ body: { files }, caller }) =>
    openUpload(workspace, files, caller.actor),
  );
  bind(router, ROUTES.upload, ({ params: { id } }) => uploadAt(workspace, id));
  bind(router, ROUTES.dropUpload, ({ params: { id } }) => dropUpload(workspace, id));
  bind(router, ROUTES.lookAtUpload, ({ params: { id }, body: { file, ...options } }) => {
    const named = wholeUpload(workspace, id).files[file];
    if (named === undefined)
      throw new WinnowError('not-found', `The upload ${id} has no file number ${file}.`);
    const path = join(workspace.dir, uploadPath(id, named.name));
    return lookAt(workspace, { path, name: named.name, bytes: named.bytes }, options);
  });
  bind(router, ROUTES.startImport, ({ body, caller: { actor } }) => {
    const upload = wholeUpload(workspace, body.uploadId);
    readingOf(workspace, body); // what makes no sense is said at once, not by the job
    return jobs.order({
      kind: body.kind === 'benchmark' ? 'benchmark' : 'import',
      title: titleOf(body, upload),
      actor,
      args: importArgs(body, upload),
    });
  });
  bind(router, ROUTES.undoImport, ({ params: { id }, caller: { actor } }) =>
    undoImport(workspace, id, actor),
  );
  const rejections = async (
    path: string,
    { limit, cursor, reason }: { limit: number; cursor?: string; reason?: RejectionReason },
  ) => {
    const from = readCursor('byte', cursor, 0);
    const { items, next } = await pageOfRejections(path, { from, limit, reason });
    return { items, nextCursor: next === null ? null : cursorOf('byte', next) };
  };
  bind(router, ROUTES.checkedRejections, ({ params: { id }, query }) =>
    rejections(join(workspace.dir, checkedPath(uploadAt(workspace, id).uploadId)), query),
  );
  bind(router, ROUTES.rejections, ({ params: { id }, query }) => {
    if (workspace.imports.byId(id) === undefined)
      throw new WinnowError('not-found', `There is no import ${id}; GET /api/v1/imports lists them.`);
    return rejections(rejectedIn(workspace.dir, id), query);
  });
  return router;
}

/** `PUT` of the bytes of one file; comes before whatever reads bodies as JSON. */
export function uploadBytes({ dir }: { dir: string }): Router {
  const router = Router();
  const receive: RequestHandler<{ id: string; place: string }> = async (request, response) => {
    allowed(response, { ...ROUTES.openUpload, path: UPLOAD_FILE_PATH });
    const { id, place } = request.params;
    const { offset = '0' } = request.query;
    if (!/^\d{1,4}$/.test(place) || typeof offset !== 'string' || !/^\d{1,14}$/.test(offset))
      throw new WinnowError('bad-usage', 'Number of the file and offset are counted from 0.');
    if (request.is('application/octet-stream') === false || request.headers['content-encoding'] !== undefined)
      throw new WinnowError(
        'wrong-type',
        'The bytes of a file come as application/octet-stream, as they are.',
      );
    const at = { id, place: Number(place), offset: Number(offset) };
    // Refused half way, it must still be answered: the stream is not to be torn down with the loop over it.
    const bytes = request.iterator({ destroyOnReturn: false });
    const upload = await receiveBytes({ dir }, at, bytes).catch((cause: unknown) => {
      if (cause instanceof WinnowError || !request.destroyed) throw cause;
      return null; // the sender has gone, so nobody waits for an answer; what came is kept
    });
    if (upload !== null) response.set('Cache-Control', 'no-cache').json(upload);
  };
  router.put(UPLOAD_FILE_PATH.replaceAll(/\{(\w+)\}/g, ':$1'), receive);
  return router;
}

function titleOf({ kind, dryRun }: NewImport, { files }: Upload): string {
  const [first] = files;
  const what = files.length === 1 ? (first?.name ?? '') : `${files.length} files`;
  return `${dryRun === true ? 'Check of ' : ''}${what}${kind === 'benchmark' ? ' as a benchmark' : ''}`;
}

/** The command that imports the same. @throws WinnowError `bad-usage` */
function importArgs(order: NewImport, { uploadId, files }: Upload): string[] {
  const { kind, format, encoding, map, records, source, license, revision, name } = order;
  const options = { format, encoding, map, records, source, license, revision, name };
  for (const [option, value] of Object.entries(options)) {
    if (value !== undefined && namesFolder(value))
      throw new WinnowError('bad-usage', `The ${option} can not be ${JSON.stringify(value.slice(0, 80))}.`);
  }
  const paths = files.map((file) => `${WORKSPACE}/${uploadPath(uploadId, file.name)}`);
  const option = (flag: string, value: string | undefined) =>
    value === undefined ? [] : [`--${flag}=${value}`];
  if (kind === 'benchmark') {
    refuseForBenchmarks(order);
    return ['benchmarks', 'add', ...paths, ...option('name', name)];
  }
  if (name !== undefined)
    throw new WinnowError('bad-usage', 'A name is for benchmarks; questions have a source.');
  return [
    'import',
    ...paths,
    ...option('source', source),
    ...option('license', license),
    ...option('revision', revision),
    ...option('format', format === 'auto' ? undefined : format),
    ...option('encoding', encoding),
    ...option('map', map),
    ...option('records', records),
    ...(order.strict === true ? ['--strict'] : []),
    ...(order.supersede === true ? ['--supersede'] : []),
    ...(order.dryRun === true ? ['--dry-run', `--rejected=${WORKSPACE}/${checkedPath(uploadId)}`] : []),
  ];
}

const NOT_FOR_BENCHMARKS = [
  'format',
  'encoding',
  'map',
  'records',
  'source',
  'license',
  'revision',
  'strict',
  'supersede',
  'dryRun',
] as const;

/** `benchmarks add` reads its files by itself. */
function refuseForBenchmarks(order: NewImport): void {
  const given = NOT_FOR_BENCHMARKS.find((option) => order[option] !== undefined && order[option] !== false);
  if (given !== undefined)
    throw new WinnowError('bad-usage', `A benchmark takes a name alone, and no ${given}.`);
}
