import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attest, attestationFor } from '../../server/ask/attest.ts';
import { inChildren } from '../../server/cli/children.ts';
import { MAIN } from '../helpers/cli.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

test('settings tell what was said of keys and never a key, and the folder to owners alone', async () => {
  const workspace = temporaryWorkspace();
  const said = {
    provider: 'gemini',
    key: 'AIza-secret',
    region: 'de',
    use: 'a test',
    actor: 'local',
  } as const;
  attest(workspace, { ...said, tier: 'unpaid' });
  attest(workspace, { ...said, tier: 'paid' });
  const { api } = await startServer(workspace);
  const { text, body } = await api('/settings');
  expect(text).not.toContain('AIza');
  expect(body).toMatchObject({
    folder: workspace.dir,
    vkey: null,
    users: 0,
    attestations: [
      { provider: 'gemini', tier: 'paid', region: 'DE', use: 'a test', holds: true },
      { tier: 'unpaid', holds: false },
    ],
  });
  signedInAs(workspace, 'first', 'owner');
  const auditor = signedInAs(workspace, 'otto', 'auditor');
  expect((await api('/settings', { headers: auditor })).body).toMatchObject({ folder: null, users: 2 });
  expect((await api('/backups', { headers: auditor })).status).toBe(403);
});

test('a key is attested by whoever may, and neither told nor logged', async () => {
  const workspace = temporaryWorkspace();
  const key = 'AIza-very-secret';
  const { api, logged } = await startServer(workspace, undefined, {
    keyOf: (provider) => (provider === 'gemini' ? key : null),
  });
  const said = { provider: 'gemini', tier: 'paid', region: 'uk', use: 'traces for a study' };
  const made = await api('/attestations', post(said));
  expect([made.status, made.body]).toEqual([
    201,
    expect.objectContaining({ ...said, region: 'GB', by: 'local', holds: true }),
  ]);
  const { text, body } = await api('/settings');
  expect(body).toMatchObject({
    keys: [
      { provider: 'gemini', variable: 'GEMINI_API_KEY', isSet: true },
      { provider: 'openai', variable: 'OPENAI_API_KEY', isSet: false },
    ],
    attestations: [{ id: (made.body as { id: string }).id }],
  });
  const at = workspace.now().toISOString();
  expect(attestationFor(workspace, { provider: 'gemini', key, at })?.tier).toBe('paid');
  for (const wrong of [{ region: 'EU' }, { use: ' ' }, { provider: 'openai' }, { provider: 'x' }, { key }])
    expect([wrong, (await api('/attestations', post({ ...said, ...wrong }))).status]).toEqual([wrong, 400]);
  const events = workspace.db.prepare('SELECT * FROM events').all();
  expect([text, made.text, logged.join(), JSON.stringify(events)].join()).not.toContain('secret');
  signedInAs(workspace, 'first', 'owner');
  for (const [role, status] of [
    ['curator', 201],
    ['compliance-officer', 201],
    ['reviewer', 403],
    ['auditor', 403],
  ] as const) {
    const headers = signedInAs(workspace, role, role);
    expect([role, (await api('/attestations', { ...post(said), headers })).status]).toEqual([role, status]);
  }
});

test('a backup is made as a job, listed, and loaded whole', async () => {
  const workspace = temporaryWorkspace();
  const commanding = inChildren([process.execPath, MAIN], workspace.dir, process.env);
  const { api } = await startServer(workspace, undefined, { commanding });
  const ordered = await api('/backups', post({ name: 'monday' }));
  expect(ordered).toMatchObject({
    status: 202,
    body: { kind: 'backup', command: 'winnow backup backups/monday.tar' },
  });
  const { jobId } = ordered.body as { jobId: string };
  const state = async () => ((await api(`/jobs/${jobId}`)).body as { state: string }).state;
  await expect.poll(state, { timeout: 20_000 }).toBe('done');
  writeFileSync(join(workspace.dir, 'backups', 'half.tar.part'), 'x');
  const { items } = (await api('/backups')).body as { items: { name: string; bytes: number }[] };
  expect(items.map(({ name }) => name)).toEqual(['monday.tar']);
  const file = await api('/backups/monday.tar/file');
  expect(file.headers).toMatchObject({
    'content-length': String(items[0]?.bytes),
    'content-disposition': 'attachment; filename="monday.tar"',
  });
  expect(file.text.includes('manifest.json')).toBe(true);
  expect(/"path":\s*"(?:backups|uploads)/.test(file.text)).toBe(false);
  expect((await api('/backups', post({ name: 'monday' }))).status).toBe(409);
  for (const name of ['..', '../x', 'A b', '.hidden', 'x/y'])
    expect([name, (await api('/backups', post({ name }))).status]).toEqual([name, 400]);
  for (const name of ['none.tar', '..%2Fwinnow.db', 'half.tar.part'])
    expect([name, (await api(`/backups/${name}/file`)).status]).toEqual([name, 404]);
});
