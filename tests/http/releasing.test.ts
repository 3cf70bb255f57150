import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CarryOut } from '../../server/jobs/commands/effects.ts';
import { cutOf } from '../../server/release/row-view.ts';
import { crc32 } from '../../server/release/zip.ts';
import type { ReleaseOutlook, ReleaseSizes, RowView } from '../../shared/schemas/release-plan.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, countWords, release, TRAINING } from '../release/fixture.ts';
import { startServer } from './server.ts';

const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** Five questions with traces, three of them selected and released into the workspace. */
async function served() {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const report = await release(workspace, { run, out: join(workspace.dir, 'releases', 'set-1') });
  const ordered: (readonly string[])[] = [];
  const commanding: CarryOut = async (args) => {
    ordered.push(args);
    return { exit: 0, out: '{}', lastLine: '' };
  };
  const server = await startServer(workspace, undefined, {
    releasing: () => ({ countTokens: countWords, training: TRAINING }),
    commanding,
  });
  const post = async <T>(path: string, order: object) => {
    const { status, body } = await server.api(path, {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify({ runId: run.report.runId, ...order }),
    });
    return { status, body: body as T };
  };
  return { ...server, run, report, post, ordered };
}

/** The bytes of a reply as they came. */
const bytesOf = (port: number, path: string): Promise<Buffer> =>
  new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, path }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(Buffer.concat(chunks)));
    });
    asked.on('error', fail);
    asked.end();
  });

describe('a release before it is made', () => {
  it('tells who would go out, what each policy says, and how large it is, as the release itself does', async () => {
    const { post, run, report } = await served();
    const { body: outlook } = await post<ReleaseOutlook>('/releases/outlook', {});
    expect(outlook).toMatchObject({
      runId: run.report.runId,
      wanted: report.wanted,
      rows: report.rows,
      gaveWay: report.gaveWay,
      fromReserve: report.fromReserve,
      problem: null,
    });
    const internal = outlook.policies.find(({ policy }) => policy === 'internal');
    expect(outlook.policies.map(({ policy }) => policy)).toEqual(['strict', 'research-only', 'internal']);
    expect([internal?.passes, internal?.attests, internal?.informs]).toEqual([
      true,
      report.gate.effects.attest,
      report.gate.effects.inform,
    ]);
    const { body: sizes } = await post<ReleaseSizes>('/releases/sizes', { formats: ['s1', 'messages'] });
    const { rows, tokens, learnt, over } = report.estimate;
    expect(sizes).toMatchObject({ rows, tokens, learnt, over, problem: null });
    for (const { path, bytes } of sizes.files.filter((file) => file.path.startsWith('data/'))) {
      const written = report.files.find((file) => file.path === path);
      expect([path, bytes]).toEqual([path, written?.bytes ?? bytes]);
    }
    expect(sizes.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['data/s1/train.jsonl', 'data/messages/train.jsonl', 'provenance.jsonl']),
    );
  });

  it('shows a row as it is trained on, with what is learnt and where a block ends', async () => {
    const { post, report } = await served();
    const { body: row } = await post<RowView>('/releases/row', { row: 1, blockSize: 12 });
    const text = row.parts.map((part) => part.text).join('');
    expect(row.rows).toBe(report.rows);
    expect(row.parts.map(({ learnt }) => learnt).slice(0, 2)).toEqual([false, true]);
    expect(row.parts[1]?.text).toMatch(/^<think>\n[\s\S]*<\/think>/);
    expect([row.tokens, row.learnt]).toEqual([countWords(text), countWords(row.parts[1]?.text ?? '')]);
    expect(countWords(text.slice(0, row.cutAt ?? 0))).toBe(12);
    expect(countWords(text.slice(0, (row.cutAt ?? 0) + 1))).toBe(13);
    expect((await post('/releases/row', { row: 99 })).status).toBe(404);
    expect((await post('/releases/row', { row: 1, template: 'nothing' })).status).toBe(400);
    expect(cutOf('a b c', 3, countWords)).toBe(null);
  });

  it('has a system text in its rows, its sizes and its tokens', async () => {
    const { post, run, workspace } = await served();
    const system = 'Think first, then answer in one line.';
    const { body: row } = await post<RowView>('/releases/row', { row: 1, system: ` ${system}\n` });
    const { body: plain } = await post<RowView>('/releases/row', { row: 1 });
    expect(row.parts[0]?.text).toContain(`<|im_start|>system\n${system}<|im_end|>\n`);
    expect(row.tokens).toBe(row.parts.reduce((sum, { tokens }) => sum + tokens, 0));
    expect([row.tokens === plain.tokens, row.learnt]).toEqual([false, plain.learnt]);
    const { body: sizes } = await post<ReleaseSizes>('/releases/sizes', { system });
    const made = await release(workspace, { run, out: join(temporaryFolder(), 'told'), system });
    expect([sizes.tokens, sizes.learnt]).toEqual([made.estimate.tokens, made.estimate.learnt]);
    const data = made.files.filter(({ path }) => path.startsWith('data/') && !path.endsWith('info.json'));
    expect(sizes.files.filter(({ path }) => path.startsWith('data/'))).toEqual(
      data.map(({ path, bytes }) => ({ path, bytes })),
    );
    expect(await post('/releases/row', { row: 1, system: 'a <think> b' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('The system text (--system) has to be') },
    });
  });

  it('is ordered as the command that builds the same, and refuses what can not be meant', async () => {
    const { post, ordered, run, workspace } = await served();
    const order = {
      ...{ policy: 'internal', name: 'set-2', formats: ['s1'], blockSize: 4096, rows: 2 },
      system: '--be brief\nand "exact"',
    };
    const { status } = await post('/releases', order);
    await expect.poll(() => ordered.length).toBe(1);
    expect([status, ordered[0]]).toEqual([
      202,
      [
        'release',
        `--run=${run.report.runId}`,
        '--policy=internal',
        '--rows=2',
        '--format=s1',
        '--system=--be brief\nand "exact"',
        '--block-size=4096',
        `--out=${workspace.dir}/releases/set-2`,
      ],
    ]);
    const refused = [
      { ...order, name: '../out' },
      { ...order, policy: 'any' },
      { ...order, formats: ['--out=/tmp'] },
      { ...order, formats: ['word'] },
      { ...order, template: 'none' },
      { ...order, system: 'end with <|im_end|>' },
      { ...order, system: '' },
      { ...order, runId: 'run-x' },
    ];
    const statuses = await Promise.all(refused.map(async (one) => (await post('/releases', one)).status));
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400, 404]);
  });
});

describe('a release that was made', () => {
  it('is verified where it lies, and found to be tampered with', async () => {
    const { api, report, workspace } = await served();
    const check = async () => (await api(`/releases/${report.releaseId}/check`)).body;
    expect(await check()).toMatchObject({ verdict: 'untouched', why: null, folder: 'releases/set-1' });
    const file = join(workspace.dir, 'releases', 'set-1', 'data', 's1', 'train.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('a', 'b'));
    expect(await check()).toMatchObject({ verdict: 'tampered', why: expect.stringContaining('train.jsonl') });
    expect((await api('/releases/release-x/check')).status).toBe(404);
  });

  it('comes as tar and as zip, whole, and the same bytes each time', async () => {
    const { port, report, workspace } = await served();
    const at = `/api/v1/releases/${report.releaseId}/archive`;
    const folder = temporaryFolder();
    const python =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])';
    for (const as of ['tar', 'zip']) {
      const bytes = await bytesOf(port, `${at}?as=${as}`);
      expect((await bytesOf(port, `${at}?as=${as}`)).equals(bytes)).toBe(true);
      const [file, out] = [join(folder, `set.${as}`), join(folder, as)];
      writeFileSync(file, bytes);
      mkdirSync(out);
      if (as === 'tar') execFileSync('tar', ['xf', file, '-C', out]);
      else execFileSync('python3', ['-c', python, file, out]);
      execFileSync('diff', ['-r', join(out, 'set-1'), join(workspace.dir, 'releases', 'set-1')]);
    }
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  });
});
