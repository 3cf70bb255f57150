import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubFor } from '../../server/intake/hub/network.ts';
import { pushRelease, releaseAt } from '../../server/jobs/push-release.ts';
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
