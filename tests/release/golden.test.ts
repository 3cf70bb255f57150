import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { merkleRoot } from '../../server/ledger/merkle.ts';
import { FORMATS } from '../../server/release/formats/formats.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { bytesOf, collected, FIVE, linesOf, provenanceOf, readTree, release } from './fixture.ts';

const GOLDEN = join(import.meta.dirname, '../golden/release/five');
const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest('hex');
/** Ids in the order of the lines. */
const idsIn = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { id: string }).id);

async function released(now?: string) {
  const workspace = temporaryWorkspace(temporaryFolder(), 2000, now);
  const run = await collected(workspace);
  const out = join(temporaryFolder(), 'set');
  const report = await release(workspace, { run, out });
  return { workspace, run, out, report, tree: readTree(out) };
}

describe('a release folder', () => {
  test('is the golden one, byte for byte (WINNOW_GOLDEN=write makes a new one, to be read before it is kept)', async () => {
    const { out, tree } = await released();
    if (process.env.WINNOW_GOLDEN === 'write') {
      rmSync(GOLDEN, { recursive: true, force: true });
      cpSync(out, GOLDEN, { recursive: true });
    }
    expect(tree).toEqual(readTree(GOLDEN));
  });

  test('made again has the same bytes, and made elsewhere at another time differs in its date alone', async () => {
    const { workspace, run, tree, report } = await released();
    const again = join(temporaryFolder(), 'again');
    const second = await release(workspace, { run, out: again });
    expect([readTree(again), second]).toEqual([tree, report]);
    expect(workspace.releases.all()).toHaveLength(1);

    const later = await released('2027-01-02T03:04:05.678Z');
    const dated = (text = '') => text.replace('2027-01-02T03:04:05.678Z', '2026-11-24T00:00:00.000Z');
    const isSigned = (path: string) =>
      /^(SHA256SUMS|manifest\.json|checkpoint|attestation\.dsse\.json|proofs\/.*)$/.test(path);
    const unsigned = (one: Record<string, string>) =>
      Object.fromEntries(Object.entries(one).filter(([path]) => !isSigned(path)));
    expect(later.tree['manifest.json']).not.toBe(tree['manifest.json']);
    expect(dated(later.tree['manifest.json'])).toBe(tree['manifest.json']);
    expect(unsigned(later.tree)).toEqual(unsigned(tree));
    expect(Object.keys(later.tree)).toEqual(Object.keys(tree));
  });

  test('has sums of every file but their own, and a manifest that lists every file but itself and the sums', async () => {
    const { tree, report } = await released();
    const summed = Object.keys(tree)
      .filter((path) => path !== 'SHA256SUMS')
      .sort();
    expect(tree.SHA256SUMS).toBe(
      summed.map((path) => `${sha256(bytesOf(path, tree[path] ?? ''))}  ${path}\n`).join(''),
    );
    const described = Object.entries(tree)
      .map(([path, text]) => ({ path, bytes: bytesOf(path, text) }))
      .map(({ path, bytes }) => ({ path, sha256: sha256(bytes), bytes: bytes.length }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const { files } = JSON.parse(tree['manifest.json'] ?? '') as { files: unknown };
    expect(report.files).toEqual(described);
    const outside = /^(manifest\.json|SHA256SUMS|checkpoint|attestation\.dsse\.json|proofs\/.*)$/;
    expect(files).toEqual(described.filter(({ path }) => !outside.test(path)));
  });

  test('holds the same rows in the same order in every format, each line named in provenance by its hash', async () => {
    const { tree, report } = await released();
    const provenance = linesOf(tree['provenance.jsonl']);
    const parsed = provenanceOf(tree);
    for (const { name: format } of FORMATS) {
      const lines = linesOf(tree[`data/${format}/train.jsonl`]);
      expect(idsIn(lines)).toEqual(parsed.map(({ questionId }) => questionId));
      expect(lines.map(sha256)).toEqual(parsed.map((row) => row.lines[format]));
    }
    expect(parsed.map(({ line, externalId, rank }) => [line, externalId, rank])).toEqual([
      [1, 'alpha', 1],
      [2, 'beta', 2],
      [3, 'delta', 4],
      [4, 'epsilon', 5],
    ]);
    const root = merkleRoot(provenance.map((line) => Buffer.from(line, 'utf8')));
    expect(report.datasetRoot).toBe(Buffer.from(root).toString('hex'));
  });

  test('is UTF-8 without a mark at its start, ends every line by a line feed, and names no path of the machine', async () => {
    const { out, tree } = await released();
    for (const [path, text] of Object.entries(tree)) {
      expect(text).not.toContain(join(out, '..'));
      if (path.endsWith('.parquet')) continue;
      expect(text).not.toMatch(/^\ufeff|\r|[^\n]$/);
      expect(text).not.toContain('\ufffd');
    }
    expect(tree['data/s1/train.jsonl']).toContain('三角形');
  });

  test('is recorded with its rows and one event that carries roots and the hash of the manifest', async () => {
    const { workspace, run, tree, report } = await released();
    expect(workspace.releases.all()).toEqual([
      {
        id: report.releaseId,
        run: run.n,
        policy: 'internal',
        createdAt: '2026-11-24T00:00:00.000Z',
        report: JSON.stringify(report),
      },
    ]);
    expect(workspace.releases.rows(report.releaseId).map(({ line, question }) => [line, question])).toEqual(
      [FIVE[0], FIVE[1], FIVE[3], FIVE[4]].map((question, i) => [i + 1, question?.questionId]),
    );
    const last = workspace.events.all().at(-1);
    expect(JSON.parse(Buffer.from(last?.body ?? []).toString('utf8'))).toMatchObject({
      type: 'release.written',
      actor: 'tester',
      subject: report.releaseId,
      data: {
        run: run.report.runId,
        policy: 'internal',
        policy_applied: true,
        policy_sha256: report.gate.policySha256,
        flags: {
          block: {},
          attest: { LICENCE_UNKNOWN: 1 },
          inform: { LICENCE_ATTRIBUTION: 1, BENCHMARKS_NOT_CHECKED: 4, DIFFICULTY_ESTIMATED: 4 },
        },
        waived: {},
        waivers: [],
        distribution: 'internal-only',
        gate_event: expect.stringMatching(/^[0-9a-f]{64}$/),
        traces: { in: 5, usable: 4, dropped: { 'no-solution': 1 } },
        formats: FORMATS.map(({ name }) => name),
        rows: 4,
        wanted: 4,
        gave_way: { 'no-solution': 1 },
        rows_sha256: report.rowsSha256,
        dataset_root: report.datasetRoot,
        manifest_sha256: sha256(tree['manifest.json'] ?? ''),
      },
    });
  });
});
