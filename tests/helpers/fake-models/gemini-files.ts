import { keyFault } from './gemini-request.ts';
import { googleError } from './gemini-status-faults.ts';
import { jsonDelivery } from './gemini-wire.ts';
import { type Answer, enter, type FakeState, type Incoming, whole } from './state.ts';
import type { Delivery } from './wire-faults.ts';
import { idOf } from './writing.ts';

const UPLOAD = /^\/upload\/(v1beta|v1)\/files$/;
const FILE = /^\/(?:download\/)?(v1beta|v1)\/(files\/[\w-]+)(:download)?$/;

/** Answers the Files API: resumable uploads as the SDK makes them, get, download, delete; null: not one of these. */
export function fileRoute(state: FakeState, request: Incoming): Answer | null {
  const upload = UPLOAD.exec(request.path);
  const file = FILE.exec(request.path);
  if (upload === null && file === null) return null;
  const version = upload?.[1] ?? file?.[1] ?? '';
  const entry = enter(state, request, {
    api: 'gemini',
    version,
    route: upload === null ? 'download' : 'upload',
  });
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  if (upload !== null) return whole(entry, takeUpload(state, request));
  return whole(entry, giveFile(state, request, file?.[2] ?? '', file?.[3] !== undefined));
}

function takeUpload(state: FakeState, request: Incoming): Delivery {
  const command = String(request.headers['x-goog-upload-command'] ?? '');
  if (command === 'start') {
    const name = `files/${idOf(state.plan.seed ?? 0, 'file', state.files.size)}`;
    const mimeType = String(request.headers['x-goog-upload-header-content-type'] ?? '');
    state.files.set(name, { bytes: Buffer.alloc(0), key: request.key, mimeType, done: false });
    const address = `${request.origin}${request.path}?upload_id=${encodeURIComponent(name)}`;
    return withHeaders(jsonDelivery({}), { 'x-goog-upload-url': address, 'x-goog-upload-status': 'active' });
  }
  const name = request.query.get('upload_id') ?? '';
  const file = state.files.get(name);
  if (file === undefined || file.done) return googleError(404, 'NOT_FOUND', 'No such upload.');
  if (Number(request.headers['x-goog-upload-offset']) !== file.bytes.length)
    return googleError(400, 'INVALID_ARGUMENT', 'The offset is not where the upload stands.');
  file.bytes = Buffer.concat([file.bytes, request.bytes]);
  file.done = command.includes('finalize');
  if (!file.done) return withHeaders(jsonDelivery({}), { 'x-goog-upload-status': 'active' });
  return withHeaders(jsonDelivery({ file: described(name, file) }), { 'x-goog-upload-status': 'final' });
}

function giveFile(state: FakeState, request: Incoming, name: string, download: boolean): Delivery {
  const file = state.files.get(name);
  if (file === undefined || file.key !== request.key)
    return googleError(
      403,
      'PERMISSION_DENIED',
      `You do not have permission to access the File ${name} or it may not exist.`,
    );
  if (request.method === 'DELETE') {
    state.files.delete(name);
    return jsonDelivery({});
  }
  if (!download) return jsonDelivery(described(name, file));
  const headers = { 'content-type': 'application/jsonl' };
  return { status: 200, headers, pieces: [file.bytes.toString('utf8')], stream: false };
}

const described = (name: string, { bytes, mimeType }: { bytes: Buffer; mimeType: string }): object => ({
  name,
  mimeType,
  sizeBytes: String(bytes.length),
  state: 'ACTIVE',
  uri: `https://generativelanguage.googleapis.com/v1beta/${name}`,
});

const withHeaders = (delivery: Delivery, headers: Record<string, string>): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, ...headers },
});
