import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubFor } from '../../server/intake/hub/network.ts';
import { pushRelease, releaseAt } from '../../server/jobs/push-release.ts';
import { closedPort } from '../helpers/closed-port.ts';
import { startFakeHub } from '../helpers/fake-hub.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { bytesOf, collected, LENIENT, readTree, release } from '../release/fixture.ts';

const hubAt = (url: string, token: string | null) =>
  hubFor({ url, token }, 'ann/set', {
    network: fetch,
    sleep: () => Promise.resolve(),
    signal: new AbortController().signal,
  });

async function released(policy: string) {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const dir = join(temporaryFolder(), 'set');
  const report = await release(workspace, { run, out: dir, policy }, { shipped: LENIENT });
  return { workspace, dir, report };
}

test('a release goes to the hub whole and private in one commit, once, and is recorded', async () => {
  const hub = await startFakeHub();
  hub.tokens.add('hf_writer');
  const { workspace, dir, report } = await released('research-only');
  const pushing = { dir, dataset: 'ann/set', isPublic: false, actor: 'ann' };
  const pushed = await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, pushing);
  const there = hub.datasets.get('ann/set');
  expect(pushed).toEqual({
    ...{ dataset: 'ann/set', isPublic: false, commit: there?.sha, files: report.files.length, isNew: true },
  });
  expect(there?.private).toBe(true);
  const tree = readTree(dir);
  expect(Object.keys(there?.files ?? {}).sort()).toEqual(Object.keys(tree).sort());
  for (const [path, text] of Object.entries(tree))
    expect(Buffer.from(there?.files[path] ?? '')).toEqual(bytesOf(path, text));
  expect(hub.asked.filter(({ line }) => line.includes('/commit/'))).toHaveLength(1);
  expect(releaseAt(workspace, dir)?.releaseId).toBe(report.releaseId);
  expect(await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, pushing)).toMatchObject({
    isNew: false,
  });
  expect(hub.asked.filter(({ line }) => line.includes('/commit/'))).toHaveLength(1);
  const event = workspace.events.byIdem(`release pushed ${report.releaseId} ann/set ${pushed.commit}`);
  expect(JSON.parse(Buffer.from(event?.body ?? []).toString())).toMatchObject({
    type: 'release.pushed',
    subject: report.releaseId,
    data: { dataset: 'ann/set', commit: pushed.commit, public: false },
  });
});

test('where a private data set is there already, --public makes nothing public, and event and reply say so', async () => {
  const hub = await startFakeHub({ 'ann/set': { sha: '0'.repeat(40), files: {}, private: true } });
  hub.tokens.add('hf_writer');
  const { workspace, dir, report } = await released('research-only');
  const pushing = { dir, dataset: 'ann/set', isPublic: true, actor: 'ann' };
  const pushed = await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, pushing);
  expect(pushed).toMatchObject({ isPublic: false, isNew: true });
  expect(hub.datasets.get('ann/set')?.private).toBe(true);
  const event = workspace.events.byIdem(`release pushed ${report.releaseId} ann/set ${pushed.commit}`);
  expect(JSON.parse(Buffer.from(event?.body ?? []).toString())).toMatchObject({ data: { public: false } });
  const other = await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, {
    ...pushing,
    dataset: 'ann/open',
  });
  expect(other).toMatchObject({ isPublic: true, isNew: true });
});

test('a later release takes the place of an earlier one: what only that had is gone, what is of others stays', async () => {
  const hub = await startFakeHub();
  hub.tokens.add('hf_writer');
  const { workspace, dir, report } = await released('research-only');
  const pushing = { dataset: 'ann/set', isPublic: false, actor: 'ann' };
  await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, { ...pushing, dir });
  const dataset = hub.datasets.get('ann/set');
  if (dataset !== undefined) dataset.files['.gitattributes'] = '*.parquet lfs';
  const next = join(temporaryFolder(), 'next');
  const run = workspace.runs.byId(report.runId);
  if (run === undefined) throw new Error('the run is gone');
  const wanted = { run, out: next, policy: 'research-only', formats: ['messages'] };
  const later = await release(workspace, wanted, { shipped: LENIENT });
  await pushRelease(workspace, hubAt(hub.url, 'hf_writer'), later, { ...pushing, dir: next });
  expect(Object.keys(hub.datasets.get('ann/set')?.files ?? {}).sort()).toEqual(
    ['.gitattributes', ...Object.keys(readTree(next))].sort(),
  );
  expect(hub.asked.filter(({ line }) => line.includes('/commit/'))).toHaveLength(2);
});

test('it is refused for an internal release, without a token, and where a public data set stands in its place', async () => {
  const hub = await startFakeHub({ 'ann/set': { sha: 'a'.repeat(40), files: {} } });
  hub.tokens.add('hf_writer');
  const inside = await released('internal');
  const pushing = { dir: inside.dir, dataset: 'ann/set', isPublic: false, actor: 'ann' };
  await expect(
    pushRelease(inside.workspace, hubAt(hub.url, 'hf_writer'), inside.report, pushing),
  ).rejects.toMatchObject({ code: 'refused' });
  const outside = await released('research-only');
  const push = (token: string | null) =>
    pushRelease(outside.workspace, hubAt(hub.url, token), outside.report, { ...pushing, dir: outside.dir });
  await expect(push(null)).rejects.toThrow(/^To push, set HF_TOKEN/);
  await expect(push('hf_writer')).rejects.toThrow(/^ann\/set can be read by everybody; say --public/);
});

test('it goes on where it broke off, and until it is whole nobody sees anything of it', async () => {
  const hub = await startFakeHub();
  hub.tokens.add('hf_writer');
  const { workspace, dir, report } = await released('research-only');
  const pushing = { dir, dataset: 'ann/whole', isPublic: false, actor: 'ann' };
  const push = () => pushRelease(workspace, hubAt(hub.url, 'hf_writer'), report, pushing);
  const events = () =>
    workspace.events.all().filter(({ body }) => Buffer.from(body).includes('"release.pushed"'));
  const sent = () => hub.asked.filter(({ line }) => line.startsWith('PUT /store/')).length;

  hub.breakOff = { line: /^PUT \/store\//, carriedOut: false };
  await expect(push()).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(/^The hub can not be reached at /),
  });
  expect(hub.datasets.get('ann/whole')).toMatchObject({ private: true, files: {} });
  const tables = report.files.filter(({ path }) => path.endsWith('.parquet')).length;
  const before = sent();
  expect(before).toBeGreaterThan(0);

  hub.breakOff = { line: /\/commit\/main$/, carriedOut: false };
  await expect(push()).rejects.toMatchObject({ code: 'failed' });
  expect(hub.datasets.get('ann/whole')?.files).toEqual({});
  expect(sent()).toBeLessThanOrEqual(tables + 1); // only what broke off is sent twice
  const all = sent();

  // The commit arrives, and its answer does not.
  hub.breakOff = { line: /\/commit\/main$/, carriedOut: true };
  await expect(push()).rejects.toMatchObject({ code: 'failed' });
  expect(Object.keys(hub.datasets.get('ann/whole')?.files ?? {}).sort()).toEqual(
    Object.keys(readTree(dir)).sort(),
  );
  expect(events()).toEqual([]);
  expect(await push()).toMatchObject({ isNew: false, files: report.files.length });
  expect(await push()).toMatchObject({ isNew: false });
  expect(events()).toHaveLength(1);
  expect(sent()).toBe(all); // large files that arrived are not sent again
});

test('a hub that limits, forbids, does not know or can not be reached ends it in one line each', async () => {
  const hub = await startFakeHub();
  hub.tokens.add('hf_writer');
  const { workspace, dir, report } = await released('research-only');
  const pushing = { dir, dataset: 'ann/set', isPublic: false, actor: 'ann' };
  const said = (url = hub.url) =>
    pushRelease(workspace, hubAt(url, 'hf_writer'), report, pushing).then(
      () => 'pushed',
      (cause: Error) => cause.message,
    );
  const under = (status: number, headers: Record<string, string> = {}) => {
    hub.trouble = { status, times: 9, headers };
    return said();
  };
  expect(await under(429, { 'retry-after': '300' })).toBe(
    'The hub limits the rate of requests; give the same command again in 300 s.',
  );
  expect(await under(403)).toMatch(
    /^ann\/set is gated or not allowed: .* use a token of that account in HF_TOKEN\.$/,
  );
  expect(await under(404)).toMatch(
    /^ann\/set is not at the hub under that name; the token in HF_TOKEN does not open it\.$/,
  );
  expect(await under(500)).toBe('The hub answered 500 for ann/set; give the same command again later.');
  expect(await said(await closedPort())).toMatch(
    /^The hub can not be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\):/,
  );
  expect([...hub.datasets.keys()]).toEqual([]);
});
