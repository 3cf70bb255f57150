import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../../server/db/workspace.ts';
import { hubAddress, pushAddress } from '../../../server/intake/hub/address.ts';
import { dataFiles } from '../../../server/intake/hub/data-files.ts';
import { type HubImportOptions, importFromHub } from '../../../server/intake/hub/import.ts';
import { hubFor } from '../../../server/intake/hub/network.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { type FakeDataset, startFakeHub } from '../../helpers/fake-hub.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';

const SHA = 'c'.repeat(40);
const table = (names: readonly string[]) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'problem', data: names.map((name) => `What is ${name}?`) },
        { name: 'answer', data: names.map((name) => `${name}!`) },
      ],
    }),
  );
const SET: FakeDataset = {
  sha: SHA,
  card: {
    license: 'cc-by-4.0',
    configs: [
      { config_name: 'main', data_files: [{ split: 'train', path: 'data/train-*' }] },
      { config_name: 'hard', data_files: [{ split: 'test', path: ['hard/*.parquet'] }] },
    ],
  },
  files: {
    'README.md': '---\nlicense: cc-by-4.0\n---\n# A set',
    LICENSE: 'You may.',
    'data/train-00000-of-00002.parquet': table(['one', 'two']),
    'data/train-00001-of-00002.parquet': table(['three']),
    'hard/x.parquet': table(['four']),
  },
};

const bring = (
  workspace: Workspace,
  url: string,
  address: string,
  some: HubImportOptions & { token?: string } = {},
) => {
  const { token = null, ...options } = some;
  const signal = new AbortController().signal;
  const effects = { network: fetch, sleep: () => Promise.resolve(), signal };
  const hub = hubFor({ url, token }, address, effects);
  return importFromHub(
    workspace,
    hub,
    address,
    { actor: 'ann', ...options },
    { signal, fetched: () => undefined },
  );
};

describe('an import from the hub', () => {
  test('resolves the revision, takes every file of the split at that commit, and keeps card and licence', async () => {
    const hub = await startFakeHub({ 'ann/set': SET });
    const workspace = temporaryWorkspace();
    const report = await bring(workspace, hub.url, 'hf://datasets/ann/set', { config: 'main' });
    expect(report).toMatchObject({
      imported: 3,
      sources: [{ name: 'ann/set', revision: SHA, records: 3, licenseDeclared: 'cc-by-4.0' }],
      hub: {
        name: 'ann/set',
        revision: SHA,
        license: 'cc-by-4.0',
        files: [{ path: 'data/train-00000-of-00002.parquet' }, { path: 'data/train-00001-of-00002.parquet' }],
        captured: [
          { path: 'LICENSE', sha256: createHash('sha256').update('You may.').digest('hex'), bytes: 8 },
          { path: 'README.md' },
        ],
      },
    });
    const card = report.hub.captured[1]?.sha256 ?? '';
    expect(workspace.blobs.get(Buffer.from(card, 'hex'))?.toString()).toBe(SET.files['README.md']);
    const event = workspace.events.byIdem(`hub captured ann/set@${SHA} main `);
    expect(JSON.parse(Buffer.from(event?.body ?? []).toString())).toMatchObject({
      type: 'hub.captured',
      data: { dataset: 'ann/set', revision: SHA, config: 'main', split: null, license_declared: 'cc-by-4.0' },
    });
    expect(
      hub.asked.filter(({ line }) => line.includes('/resolve/')).every(({ line }) => line.includes(SHA)),
    ).toBe(true);
    const again = await bring(workspace, hub.url, `hf://datasets/ann/set@${SHA}`, { config: 'main' });
    expect(again).toMatchObject({ imported: 0, alreadyPresent: 3 });
    expect(
      existsSync(join(workspace.dir, 'downloads')) ? readdirSync(join(workspace.dir, 'downloads')) : [],
    ).toEqual([]);
  });

  test.each<
    [string, string, HubImportOptions, (hub: Awaited<ReturnType<typeof startFakeHub>>) => void, RegExp]
  >([
    [
      'is not there',
      'hf://datasets/ann/none',
      {},
      () => undefined,
      /is not at the hub under that name; set HF_TOKEN/,
    ],
    [
      'has no such revision',
      'hf://datasets/ann/set@v9',
      {},
      () => undefined,
      /^hf:\/\/datasets\/ann\/set@v9 has no such revision at the hub/,
    ],
    [
      'has several configs',
      'hf://datasets/ann/set',
      {},
      () => undefined,
      /several configs; name one with --config: main, hard\.$/,
    ],
    [
      'has no such split',
      'hf://datasets/ann/set',
      { config: 'main', split: 'test' },
      () => undefined,
      /has no split test; name one with --split: train\.$/,
    ],
    [
      'is gated',
      'hf://datasets/ann/set',
      { config: 'main' },
      (hub) => hub.datasets.set('ann/set', { ...SET, gated: true }),
      /is gated or not allowed: ask for access on its page at the hub, and set HF_TOKEN\.$/,
    ],
    [
      'is limited for long',
      'hf://datasets/ann/set',
      { config: 'main' },
      (hub) => {
        hub.trouble = { status: 429, times: 9, headers: { 'retry-after': '300' } };
      },
      /^The hub limits the rate of requests; give the same command again in 300 s\.$/,
    ],
    [
      'breaks off',
      'hf://datasets/ann/set',
      { config: 'hard' },
      (hub) => {
        hub.cutAt = 20;
      },
      /hard\/x\.parquet did not come whole from the hub/,
    ],
  ])(
    'ends in one line where the data set %s, and imports nothing',
    async (_, address, options, prepare, says) => {
      const hub = await startFakeHub({ 'ann/set': { ...SET, files: { ...SET.files } } });
      prepare(hub);
      if (hub.cutAt !== null) {
        const { README: _card, ...rest } = { README: 0, ...SET.files };
        const { 'README.md': __, LICENSE: ___, ...data } = rest as Record<string, Buffer>;
        hub.datasets.set('ann/set', { ...SET, files: data });
      }
      const workspace = temporaryWorkspace();
      await expect(bring(workspace, hub.url, address, options)).rejects.toThrow(says);
      expect([...workspace.questions.names()]).toEqual([]);
    },
  );

  test('ends in one line offline; waits where the hub asks for a little; sends its token to the hub alone', async () => {
    const hub = await startFakeHub({ 'ann/set': { ...SET, gated: true } });
    await expect(bring(temporaryWorkspace(), await closedPort(), 'hf://datasets/a/b')).rejects.toThrow(
      /^The hub can not be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\): check the network, or HF_ENDPOINT/,
    );
    hub.tokens.add('hf_secret');
    hub.trouble = { status: 503, times: 2 };
    const report = await bring(temporaryWorkspace(), hub.url, 'hf://datasets/ann/set', {
      config: 'hard',
      token: 'hf_secret',
    });
    expect(report.imported).toBe(1);
    expect(new Set(hub.asked.map(({ token }) => token))).toEqual(new Set(['hf_secret']));
  });
});

test('addresses of the hub are read, and others refused in one line', () => {
  expect(hubAddress('hf://datasets/simplescaling/s1K@refs/convert/parquet')).toEqual({
    name: 'simplescaling/s1K',
    revision: 'refs/convert/parquet',
  });
  expect(hubAddress('hf://datasets/gsm8k')).toEqual({ name: 'gsm8k', revision: null });
  for (const bad of ['hf://models/x', 'hf://datasets/../x', 'hf://datasets/a/b/c', 'hf://datasets/a/b@../x'])
    expect(() => hubAddress(bad)).toThrow(/is no data set of the hub: write hf:\/\/datasets\/OWNER\/NAME/);
  expect(pushAddress('hf://ann/set')).toBe('ann/set');
  expect(() => pushAddress('ann/set')).toThrow(/--push ann\/set: write hf:\/\/OWNER\/NAME/);
});

test('without configs, files are told by their names, and of twins one kind is taken', () => {
  const paths = [
    'train.jsonl',
    'train.parquet',
    'test-0.parquet',
    'sub/val.csv',
    'README.md',
    '.hidden/train.csv',
  ];
  expect(dataFiles(paths, {}, { config: undefined, split: undefined })).toEqual(['train.parquet']);
  expect(dataFiles(paths, {}, { config: undefined, split: 'validation' })).toEqual(['sub/val.csv']);
  expect(dataFiles(['en/a.jsonl', 'de/a.jsonl'], {}, { config: 'de', split: undefined })).toEqual([
    'de/a.jsonl',
  ]);
  expect(() => dataFiles(['x.txt'], {}, { config: undefined, split: undefined })).toThrow(
    /no file that can be read/,
  );
});
