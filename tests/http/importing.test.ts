import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importFiles } from '../../server/intake/import-files.ts';
import type { CarryOut, Ended } from '../../server/jobs/commands/effects.ts';
import { commandJobs } from '../../server/jobs/commands/jobs.ts';
import type { Look, Upload } from '../../shared/schemas/upload.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { type Answer, startServer } from './server.ts';

type Api = Awaited<ReturnType<typeof startServer>>['api'];

const post = (api: Api, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const put = (api: Api, path: string, body: Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
  api(path, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream', ...headers }, body });

/** Announces files and sends them whole. */
async function handIn(api: Api, files: Readonly<Record<string, Buffer | string>>): Promise<Upload> {
  const named = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
  const opened = await post(api, '/uploads', {
    files: named.map(([name, { length }]) => ({ name, bytes: length })),
  });
  expect(opened.status).toBe(201);
  let upload = opened.body as Upload;
  for (const [place, [, bytes]] of named.entries())
    upload = (await put(api, `/uploads/${upload.uploadId}/files/${place}`, bytes)).body as Upload;
  return upload;
}

const POOL = [
  '{"problem":"What is 2 + 2?","answer":"4","source":"sums","license":"MIT"}',
  'not a record',
  '{"problem":"","answer":"1"}',
  '{"problem":"What is 3 + 4?","answer":"7","source":"sums","grade":3}',
  '',
].join('\n');

test('files are announced by names that stay in their folder, and taken piece by piece', async () => {
  const workspace = temporaryWorkspace();
  const { api } = await startServer(workspace);
  for (const name of [
    '../x.jsonl',
    'a/b.jsonl',
    'a\\b',
    '.hidden',
    '-rf',
    'x\u0000',
    'x\u202e',
    'CON.',
    ' ',
  ]) {
    const { status, body } = await post(api, '/uploads', { files: [{ name, bytes: 3 }] });
    expect([name, status, body]).toEqual([name, 400, expect.objectContaining({ error: 'bad-usage' })]);
  }
  const twins = await post(api, '/uploads', { files: [1, 2].map((bytes) => ({ name: 'A.csv', bytes })) });
  expect(twins.body).toMatchObject({ message: 'Two files are called "A.csv"; rename one of them.' });
  const huge = await post(api, '/uploads', { files: [{ name: 'a.csv', bytes: 9 * 1024 ** 3 }] });
  expect(huge.status).toBe(400);
  expect(existsSync(join(workspace.dir, 'uploads'))).toBe(false);

  const opened = await post(api, '/uploads', { files: [{ name: 'sums.jsonl', bytes: 10 }] });
  const { uploadId } = opened.body as Upload;
  const at = (offset: string, place = '0') => `/uploads/${uploadId}/files/${place}?offset=${offset}`;
  const first = await put(api, at('0'), Buffer.from('0123'));
  expect(first.body).toMatchObject({ files: [{ name: 'sums.jsonl', bytes: 10, received: 4 }] });
  expect(await put(api, at('0'), Buffer.from('0123'))).toMatchObject({
    status: 409,
    body: { details: { received: 4 } },
  });
  expect((await put(api, at('4'), Buffer.from('4567890'))).status).toBe(413);
  expect((await api(`/uploads/${uploadId}`)).body).toMatchObject({ files: [{ received: 4 }] });
  expect((await put(api, at('4', '1'), Buffer.from('x'))).status).toBe(404);
  expect((await put(api, at('-1'), Buffer.from('x'))).status).toBe(400);
  expect((await put(api, at('4'), Buffer.from('x'), { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect(await post(api, `/uploads/${uploadId}/look`, {})).toMatchObject({
    status: 409,
    body: { message: 'Of sums.jsonl there are 4 of 10 bytes; send the rest first.' },
  });
  expect((await put(api, at('4'), Buffer.from('456789'))).body).toMatchObject({ files: [{ received: 10 }] });
  expect(readFileSync(join(workspace.dir, 'uploads', uploadId, 'files', 'sums.jsonl'), 'utf8')).toBe(
    '0123456789',
  );
  expect((await api('/uploads')).body).toMatchObject({ items: [{ uploadId }], nextCursor: null });
  expect((await post(api, `/uploads/${uploadId}/drop`, {})).status).toBe(200);
  expect(readdirSync(join(workspace.dir, 'uploads'))).toEqual([]);
  for (const id of [uploadId, '..', 'up-0000000000'])
    expect((await api(`/uploads/${encodeURIComponent(id)}`)).status).toBe(404);
});

test('a sender that breaks off leaves what came, and another goes on behind it', async () => {
  const { api, port } = await startServer();
  const { uploadId } = (await post(api, '/uploads', { files: [{ name: 'a.jsonl', bytes: 100_000 }] }))
    .body as Upload;
  const sent = request({
    host: '127.0.0.1',
    port,
    method: 'PUT',
    path: `/api/v1/uploads/${uploadId}/files/0`,
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': '100000' },
  });
  sent.on('error', () => undefined);
  sent.write(Buffer.alloc(40_000, 'a'));
  const received = async () => ((await api(`/uploads/${uploadId}`)).body as Upload).files[0]?.received ?? 0;
  await expect.poll(received).toBe(40_000);
  sent.destroy();
  const rest = () => put(api, `/uploads/${uploadId}/files/0?offset=40000`, Buffer.alloc(60_000, 'b'));
  await expect.poll(async () => (await rest()).status).toBe(200);
  expect(await received()).toBe(100_000);
});

test('a look tells what a file is taken for, what its columns become, and which records would be rejected', async () => {
  const { api } = await startServer();
  const { uploadId } = await handIn(api, {
    'sums.jsonl.gz': gzipSync(POOL),
    'table.csv': 'Frage;final\nWas ist 1 + 1?;2\n',
    'not.parquet': 'PAR1 and no more',
  });
  const look = async (order: object) => (await post(api, `/uploads/${uploadId}/look`, order)).body as Look;
  expect(await look({})).toEqual({
    file: 'sums.jsonl.gz',
    bytes: expect.any(Number),
    format: 'jsonl',
    isPacked: true,
    delimiter: null,
    encoding: 'utf-8',
    problem: null,
    looked: 4,
    columns: [
      { path: 'problem', filled: 2, sample: 'What is 2 + 2?' },
      { path: 'answer', filled: 3, sample: '4' },
      { path: 'source', filled: 2, sample: 'sums' },
      { path: 'license', filled: 1, sample: 'MIT' },
      { path: 'grade', filled: 1, sample: '3' },
    ],
    fields: expect.arrayContaining([
      { field: 'question', from: ['problem'], isMapped: false, filled: 2 },
      { field: 'solution', from: [], isMapped: false, filled: 0 },
    ]),
    rows: [
      {
        line: 1,
        reason: null,
        message: null,
        fields: { question: 'What is 2 + 2?', answer: '4', source: 'sums', license: 'MIT' },
      },
      { line: 2, reason: 'not-json', message: expect.any(String), fields: {} },
      { line: 3, reason: 'empty-question', message: 'The question is empty.', fields: {} },
      {
        line: 4,
        reason: null,
        message: null,
        fields: { question: 'What is 3 + 4?', answer: '7', source: 'sums' },
      },
    ],
  });
  expect(await look({ file: 1 })).toMatchObject({
    format: 'csv',
    delimiter: ';',
    problem: expect.stringContaining('table.csv'),
    rows: [],
  });
  expect(await look({ file: 1, map: 'question=Frage,answer=final' })).toMatchObject({
    problem: null,
    fields: expect.arrayContaining([{ field: 'question', from: ['Frage'], isMapped: true, filled: 1 }]),
    rows: [{ line: 2, fields: { question: 'Was ist 1 + 1?', answer: '2', source: 'table' } }],
  });
  const broken = await look({ file: 2 });
  expect(broken).toMatchObject({ format: 'parquet', rows: [] });
  expect(broken.problem).not.toContain('/');
  expect(await look({ kind: 'benchmark' })).toMatchObject({
    fields: [],
    rows: [{ fields: { question: 'What is 2 + 2?' } }, {}, {}, {}],
  });
  expect((await post(api, `/uploads/${uploadId}/look`, { map: 'nothing=x' })).status).toBe(400);
  expect((await post(api, `/uploads/${uploadId}/look`, { file: 3 })).status).toBe(404);
});

/** Commands that end as the test says, with what they were asked. */
function ordered(end: Partial<Ended> = {}) {
  const asked: (readonly string[])[] = [];
  const carryOut: CarryOut = async (args) => {
    asked.push(args);
    return { exit: 0, out: '{}', lastLine: '', ...end };
  };
  return { asked, carryOut };
}

test('an import is the command over the files that were handed in, and they go once it is done', async () => {
  const workspace = temporaryWorkspace();
  const { asked, carryOut } = ordered({ out: JSON.stringify({ at: `${workspace.dir}/uploads/x` }) });
  const { api } = await startServer(workspace, undefined, { commanding: carryOut });
  const { uploadId } = await handIn(api, { 'sums.jsonl': POOL });
  const folder = join(workspace.dir, 'uploads', uploadId);
  const order = { uploadId, map: 'question=problem', license: 'CC-BY 4.0', strict: true };
  const check = (await post(api, '/imports', { ...order, dryRun: true })).body as { jobId: string };
  const stateOf = async (jobId: string) => ((await api(`/jobs/${jobId}`)).body as { state: string }).state;
  await expect.poll(() => stateOf(check.jobId)).toBe('done');
  expect(existsSync(folder)).toBe(true);
  const job = await post(api, '/imports', order);
  expect([job.status, job.body]).toEqual([
    202,
    expect.objectContaining({
      kind: 'import',
      title: 'sums.jsonl',
      command: `winnow import uploads/${uploadId}/files/sums.jsonl '--license=CC-BY 4.0' --map=question=problem --strict`,
    }),
  ]);
  const { jobId } = job.body as { jobId: string };
  await expect.poll(() => stateOf(jobId)).toBe('done');
  const file = join(folder, 'files', 'sums.jsonl');
  const args = ['import', file, '--license=CC-BY 4.0', '--map=question=problem', '--strict'];
  const listed = join(workspace.dir, 'uploads', uploadId, 'checked.rejected.jsonl');
  expect(asked).toEqual([[...args, '--dry-run', `--rejected=${listed}`], args]);
  expect(existsSync(folder)).toBe(false);
  expect((await api(`/jobs/${jobId}`)).body).toMatchObject({ result: { at: 'uploads/x' } });
  expect((await post(api, '/imports', order)).status).toBe(404);

  const bench = await handIn(api, { 'exam.jsonl': POOL });
  const added = await post(api, '/imports', { uploadId: bench.uploadId, kind: 'benchmark', name: 'exam' });
  expect(added.body).toMatchObject({ kind: 'benchmark', title: 'exam.jsonl as a benchmark' });
});

test('an order that makes no sense is refused at once, and a path of the server never taken', async () => {
  const { api } = await startServer(undefined, undefined, { commanding: ordered().carryOut });
  const { uploadId } = await handIn(api, { 'sums.jsonl': POOL });
  const refused = async (order: object) => {
    const { status, body } = await post(api, '/imports', order);
    return [status, (body as { message: string }).message];
  };
  expect(await refused({ path: '/etc/passwd' })).toEqual([400, expect.stringContaining('In the body')]);
  expect(await refused({ uploadId: '../../etc' })).toEqual([404, expect.stringContaining('no upload')]);
  expect(await refused({ uploadId, map: 'x' })).toEqual([400, expect.stringContaining('--map "x"')]);
  expect(await refused({ uploadId, source: '%workspace%/x' })).toEqual([
    400,
    expect.stringContaining('source'),
  ]);
  expect(await refused({ uploadId, kind: 'benchmark', strict: true })).toEqual([
    400,
    'A benchmark takes a name alone, and no strict.',
  ]);
  expect(await refused({ uploadId, name: 'x' })).toEqual([
    400,
    expect.stringContaining('A name is for benchmarks'),
  ]);
});

test('only who may import hands files in', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'first', 'owner');
  const { api } = await startServer(workspace, undefined, { signIn: true });
  const curator = signedInAs(workspace, 'cora', 'curator');
  const { uploadId } = (await post(api, '/uploads', { files: [{ name: 'a.jsonl', bytes: 1 }] }, curator))
    .body as Upload;
  const send = (headers: Record<string, string>) =>
    put(api, `/uploads/${uploadId}/files/0`, Buffer.from('x'), {
      ...headers,
      'Content-Type': 'application/octet-stream',
    });
  expect((await send({})).status).toBe(401);
  for (const role of ['reviewer', 'auditor', 'compliance-officer'] as const)
    expect([role, (await send(signedInAs(workspace, role, role))).status]).toEqual([role, 403]);
  expect((await send({ ...curator, Origin: 'http://elsewhere.example' })).status).toBe(403);
  expect((await send(curator)).status).toBe(200);
});

test('what a kill left and what nobody touched for a week is swept at the next start, and nothing else', async () => {
  const workspace = temporaryWorkspace();
  const { api } = await startServer(workspace);
  const fresh = await handIn(api, { 'a.jsonl': POOL });
  const old = await handIn(api, { 'b.jsonl': POOL });
  const needed = await handIn(api, { 'c.jsonl': POOL });
  const uploads = join(workspace.dir, 'uploads');
  mkdirSync(join(uploads, 'up-00000000aa', 'files'), { recursive: true });
  writeFileSync(join(uploads, 'up-00000000aa', 'files', 'half.jsonl'), 'x');
  const jobs = commandJobs(workspace, () => new Promise(() => undefined));
  jobs.start({
    kind: 'import',
    title: 'c.jsonl',
    actor: 'local',
    args: ['import', `%workspace%/uploads/${needed.uploadId}/files/c.jsonl`],
  });
  const long = new Date(workspace.now().getTime() - 30 * 86_400_000);
  for (const { uploadId } of [old, needed])
    for (const path of ['', 'files', 'files/b.jsonl', 'files/c.jsonl'].map((p) => join(uploads, uploadId, p)))
      if (existsSync(path)) utimesSync(path, long, long);
  commandJobs(workspace, undefined);
  expect(readdirSync(uploads).sort()).toEqual([fresh.uploadId, needed.uploadId].sort());
});

test('rejections of an import are read page by page, and an import is taken back', async () => {
  const workspace = temporaryWorkspace();
  const { api } = await startServer(workspace);
  const path = join(temporaryFolder(), 'sums.jsonl');
  writeFileSync(path, POOL);
  const { importId } = await importFiles(workspace, [path]);
  const first = (await api(`/imports/${importId}/rejections?limit=1`)).body as { nextCursor: string };
  expect(first).toEqual({
    items: [{ file: 'sums.jsonl', line: 2, byte: 74, reason: 'not-json', message: expect.any(String) }],
    nextCursor: expect.any(String),
  });
  expect(
    (await api(`/imports/${importId}/rejections?limit=1&cursor=${first.nextCursor}`)).body,
  ).toMatchObject({
    items: [{ line: 3, reason: 'empty-question' }],
    nextCursor: null,
  });
  const ofReason = async (path: string) => (await api(`${path}?reason=empty-question`)).body;
  const alone = { items: [expect.objectContaining({ line: 3, reason: 'empty-question' })], nextCursor: null };
  expect(await ofReason(`/imports/${importId}/rejections`)).toEqual(alone);
  const amid = Buffer.from('byte:7').toString('base64url');
  expect((await api(`/imports/${importId}/rejections?cursor=${amid}`)).status).toBe(400);
  expect((await api(`/imports/${importId}/rejections?reason=rain`)).status).toBe(400);
  expect((await api('/imports/imp-none/rejections')).status).toBe(404);

  const { uploadId } = await handIn(api, { 'sums.jsonl': POOL });
  const ofCheck = `/uploads/${uploadId}/rejections`;
  expect((await api(ofCheck)).body).toEqual({ items: [], nextCursor: null }); // nobody has checked it yet
  const rejected = join(workspace.dir, 'uploads', uploadId, 'checked.rejected.jsonl');
  await importFiles(workspace, [path], { dryRun: true, rejected });
  expect(await ofReason(ofCheck)).toEqual(alone);
  const { text } = await api(`${ofCheck}?as=csv`);
  expect(text.split('\r\n').slice(0, 2)).toEqual([
    'file,line,byte,reason,message',
    expect.stringMatching(/^sums\.jsonl,2,74,not-json,/),
  ]);
  expect((await post(api, `/imports/${importId}/undo`, {})).body).toEqual({
    importId,
    retired: 2,
    revived: 0,
  });
  expect((await post(api, `/imports/${importId}/undo`, {})).status).toBe(409);
});
