import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../server/algorithms/random.ts';
import { signHead } from '../../server/db/log-head.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { checkpointText, parseSignedCheckpoint } from '../../server/ledger/checkpoint.ts';
import { signingKey, vkeyText } from '../../server/ledger/keys.ts';
import { noteText, signNote } from '../../server/ledger/note.ts';
import { readFolder } from '../../server/release/verify/folder.ts';
import { verifyFolder, verifyRelease } from '../../server/release/verify/verify.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, release } from './fixture.ts';
import {
  CODES,
  cutEverywhere,
  drop,
  type Files,
  filesOf,
  mended,
  mendManifest,
  reading,
  rename,
  replace,
  saidByOthers,
  saidByOthersOfMany,
  swapLines,
  write,
} from './tampering.ts';
import { testKey } from './test-key.ts';

/** A release of four rows, in a log that was signed before it and after it. The same for all that change nothing in it. */
function released(): ReturnType<typeof releasedAnew> {
  shared ??= (async () => {
    const made = await releasedAnew();
    const out = join(mkdtempSync(join(tmpdir(), 'winnow-test-')), 'set');
    cpSync(made.out, out, { recursive: true });
    return { ...made, out };
  })();
  return shared;
}

let shared: ReturnType<typeof releasedAnew> | undefined;
afterAll(async () => {
  if (shared !== undefined) rmSync(dirname((await shared).out), { recursive: true, force: true });
});

async function releasedAnew() {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const key = testKey(workspace.log);
  note(workspace, 5);
  const before = signHead(workspace, key);
  note(workspace, 3);
  const out = join(temporaryFolder(), 'set');
  await release(workspace, { run, formats: ['s1', 'messages'], out });
  const [head] = workspace.checkpoints.all().slice(-1);
  return { out, key, before: before.note, head: head?.note ?? '' };
}

/** Things that happen in a log beside releases. */
const note = (workspace: Workspace, count: number) =>
  workspace.write('test', () => {
    for (let i = 0; i < count; i++)
      workspace.events.append({
        type: 'test.done',
        actor: 'tester',
        subject: 'test',
        idem: `test ${workspace.randomHex(4)}`,
        data: { i },
      });
  });

describe('a release that nobody touched', () => {
  test('holds, under its own key and under one that was brought, and says what that can not prove', async () => {
    const { out, key, before, head } = await released();
    const own = verifyRelease(out);
    expect(own).toEqual({
      verdict: 'untouched',
      why: null,
      held: [
        expect.stringMatching(/^\d+ files are those of SHA256SUMS$/),
        expect.stringMatching(/^manifest\.json lists \d+ of them by their hashes$/),
        expect.stringMatching(/^the record of release-\w{16} is in the signed log of \d+ events$/),
        '1 earlier checkpoints are beginnings of that log',
        'the signed statement names the same files',
        '4 rows are those of the recorded dataset root, in every format',
      ],
      limits: [expect.stringMatching(/--vkey/), expect.stringMatching(/--checkpoint/)],
      releaseId: expect.stringMatching(/^release-/),
      rows: 4,
    });
    const vkey = vkeyText(key.verifier);
    const brought = verifyRelease(out, { vkey, checkpoint: before });
    expect([brought.verdict, brought.limits, brought.held.at(-1)]).toEqual([
      'untouched',
      [],
      expect.stringMatching(/is the beginning of this one$/),
    ]);
    expect(verifyRelease(out, { vkey, checkpoint: head }).held.at(-1)).toMatch(/is the head of the same log/);
    expect(saidByOthers(out, '--vkey', vkey)).toEqual([0, 0]);
  });

  test('says so itself, with nothing but Node, wherever it lies', async () => {
    const { out } = await released();
    const moved = join(temporaryFolder(), 'else where');
    cpSync(out, moved, { recursive: true });
    const said = execFileSync(process.execPath, ['verify.mjs'], { cwd: moved, encoding: 'utf8', env: {} });
    expect(said).toMatch(
      /^untouched: 4 rows of release-\w{16}, recorded in the log winnow\/\w+ of \d+ events\n$/,
    );
    const json = execFileSync(process.execPath, ['verify.mjs', '--json'], { cwd: moved, encoding: 'utf8' });
    expect(JSON.parse(json)).toMatchObject({ verdict: 'untouched', rows: 4 });
  });
});

describe('every changed byte is seen', () => {
  test('of the signed and small files, and of 2,000 places in the others, whether SHA256SUMS was mended or not', async () => {
    const { out } = await released();
    const files = filesOf(readFolder(out));
    const random = seededRandom('flips');
    const small = [...files].filter(
      ([path, { length }]) => length < 8192 && /^(checkpoint|vkey|SHA256SUMS|proofs\/.*)$/.test(path),
    );
    const places = small.flatMap(([path, bytes]) => Array.from(bytes, (_, at) => [path, at] as const));
    const others = [...files].filter(([path]) => !small.some(([one]) => one === path));
    for (let i = 0; i < 2000; i++) {
      const [path, bytes] = others[i % others.length] ?? ['', Buffer.alloc(1)];
      places.push([path, random.int(bytes.length)]);
    }
    const unseen: string[] = [];
    for (const [path, at] of places) {
      const bytes = Buffer.from(files.get(path) ?? []);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
      const changed = new Map(files).set(path, bytes);
      const looks = path === 'SHA256SUMS' ? [changed] : [changed, mended(changed)];
      for (const look of looks)
        if (verifyFolder(reading(look)).verdict !== 'tampered') unseen.push(`${path} at ${at}`);
    }
    expect(unseen).toEqual([]);
    expect(places.length).toBeGreaterThan(4000);
  });
});

/** Changes to a release, each in words, and what every verifier must make of it. */
const ATTACKS: readonly [string, (files: Files) => void, string | RegExp][] = [
  ['a file taken away', (f) => f.delete('README.md'), /README\.md is not the file|is missing|README\.md/],
  [
    'a file added',
    (f) => f.set('data/extra.jsonl', Buffer.from('{}\n')),
    /data\/extra\.jsonl is not listed in manifest/,
  ],
  [
    'a row edited in one format',
    (f) => replace(f, 'data/s1/train.jsonl', 'First line', 'Best line'),
    /train\.jsonl/,
  ],
  ['two rows swapped', (f) => swapLines(f, 'data/messages/train.jsonl'), /train\.jsonl/],
  ['the last row cut off everywhere', cutEverywhere, /jsonl|manifest/],
  ['a licence edited', (f) => replace(f, 'provenance.jsonl', '"MIT"', '"CC0"'), /provenance\.jsonl/],
  [
    'another policy in the manifest',
    (f) => replace(f, 'manifest.json', '"internal"', '"strict"'),
    /manifest\.json/,
  ],
  ['a manifest that was mended too', mendManifest, /manifest\.json is not the one that was recorded/],
  [
    'the event edited',
    (f) => replace(f, 'proofs/release.event.json', '"tester"', '"nobody"'),
    /tlog-proof does not lead/,
  ],
  [
    'the event spelled in another way',
    (f) => replace(f, 'proofs/release.event.json', '{"actor"', '{ "actor"'),
    /canonical/,
  ],
  [
    'a key of the event twice',
    (f) => replace(f, 'proofs/release.event.json', '{"actor":', '{"actor":"a","actor":'),
    /canonical/,
  ],
  [
    'the proof of another place',
    (f) => replace(f, 'proofs/release.tlog-proof', /index \d+/, 'index 1'),
    /of another event/,
  ],
  [
    'a proof with a hash more',
    (f) => replace(f, 'proofs/release.tlog-proof', /\n\n/, `\n${'A'.repeat(43)}=\n\n`),
    /does not lead/,
  ],
  [
    'a proof with a hash less',
    (f) => replace(f, 'proofs/release.tlog-proof', /(index \d+\n)[^\n]+\n/, '$1'),
    /does not lead/,
  ],
  [
    'a proof of 31 bytes a hash',
    (f) => replace(f, 'proofs/release.tlog-proof', /(index \d+\n)[^\n]+\n/, `$1${'A'.repeat(42)}==\n`),
    /is no proof/,
  ],
  [
    'an index beyond 63 bits',
    (f) => replace(f, 'proofs/release.tlog-proof', /index \d+/, `index ${'9'.repeat(30)}`),
    /is no proof/,
  ],
  [
    'an index with a zero before it',
    (f) => replace(f, 'proofs/release.tlog-proof', /index /, 'index 0'),
    /is no proof/,
  ],
  [
    'the signature stripped',
    (f) => replace(f, 'checkpoint', /\n\n[\s\S]*/, '\n\n'),
    /checkpoint is no signed checkpoint/,
  ],
  ['a smaller log in the checkpoint', (f) => replace(f, 'checkpoint', /\n\d+\n/, '\n3\n'), /does not hold/],
  [
    'an extension line in the checkpoint',
    (f) => replace(f, 'checkpoint', '\n\n', '\nmore\n\n'),
    /no signed checkpoint/,
  ],
  ['the statement emptied', (f) => f.set('attestation.dsse.json', Buffer.from('{}\n')), /attestation/],
  [
    'an earlier checkpoint under another size',
    (f) => rename(f, /^proofs\/consistency-\d+$/, 'proofs/consistency-1'),
    /another checkpoint/,
  ],
  [
    'an earlier checkpoint taken away',
    (f) => void drop(f, /^proofs\/consistency-/),
    /other earlier checkpoints/,
  ],
  [
    'a statement with a space more',
    (f) => replace(f, 'attestation.dsse.json', '": ', '":  '),
    /not written as it was/,
  ],
  [
    'a statement with a line feed more',
    (f) => replace(f, 'attestation.dsse.json', /$/, '\n'),
    /not written as it was/,
  ],
  [
    'a statement with a doubled name',
    (f) => replace(f, 'attestation.dsse.json', '{', '{\n  "payloadType": "x",'),
    /not written as it was/,
  ],
  [
    'a statement in another order',
    (f) =>
      replace(f, 'attestation.dsse.json', /("payloadType": "[^"]*"),\n {2}("payload": "[^"]*")/, '$2,\n  $1'),
    /not written as it was/,
  ],
  [
    'a statement with something beside a signature',
    (f) => replace(f, 'attestation.dsse.json', '"keyid"', '"more": "x",\n      "keyid"'),
    /attestation/,
  ],
  [
    'a manifest that is none',
    (f) => f.set('manifest.json', Buffer.from('{"files":[null],"rows":4}\n')),
    /manifest/,
  ],
  [
    'the event of the release emptied',
    (f) => f.set('proofs/release.event.json', Buffer.from('null\n')),
    /event/,
  ],
  ['carriage returns in the checkpoint', (f) => replace(f, 'checkpoint', /\n/g, '\r\n'), /checkpoint/],
  [
    'the rows of one format under another name',
    (f) => rename(f, /^data\/s1\//, 'data/s2/train.jsonl'),
    /data\/s/,
  ],
  ['an empty file more', (f) => f.set('proofs/note', Buffer.alloc(0)), /proofs\/note is no proof/],
  [
    'a change of keys that never was',
    (f) => f.set('proofs/rotation-1', Buffer.from('{}\n')),
    /does not show/,
  ],
  [
    '__proto__ in the manifest',
    (f) => replace(f, 'manifest.json', '{', '{"__proto__":{"files":[]},'),
    /manifest\.json/,
  ],
  ['a path that leads out', (f) => replace(f, 'SHA256SUMS', 'README.md', '../README.md'), /SHA256SUMS/],
];

describe('attacks on a folder', () => {
  const attacked = (out: string, name: string, attack: (files: Files) => void): Files => {
    const files = filesOf(readFolder(out));
    attack(files);
    return /leads out/.test(name) ? files : mended(files);
  };

  test.each(ATTACKS)('%s', async (name, attack, why) => {
    const { out } = await released();
    const verdict = verifyFolder(reading(attacked(out, name, attack)));
    expect([verdict.verdict, verdict.why]).toEqual(['tampered', expect.stringMatching(why)]);
  });

  test('each is seen by the verifiers that stand alone, too', async () => {
    const { out } = await released();
    const dirs = ATTACKS.map(([name, attack]) => write(attacked(out, name, attack)));
    const { mjs, python } = saidByOthersOfMany([out, ...dirs].map((dir) => [dir]));
    const unseen = (codes: number[]) => ATTACKS.filter((_, i) => codes[i + 1] !== 1).map(([name]) => name);
    expect([mjs[0], unseen(mjs), python[0], unseen(python)]).toEqual([0, [], 0, []]);
  });

  test('a link in the place of a file', async () => {
    const { out } = await releasedAnew();
    rmSync(join(out, 'README.md'));
    symlinkSync('manifest.json', join(out, 'README.md'));
    expect(verifyRelease(out)).toMatchObject({
      verdict: 'tampered',
      why: 'README.md is neither a file nor a folder',
    });
    expect(saidByOthers(out)).toEqual([1, 1]);
  });

  test('a folder that is no release can not be told', () => {
    const dir = temporaryFolder();
    expect(verifyRelease(dir).verdict).toBe('cannot-tell');
    expect(saidByOthers(dir)).toEqual([2, 2]);
  });
});

describe('a key or a checkpoint that was had from elsewhere', () => {
  test('shows a folder that was made anew and signed by somebody else', async () => {
    const { out, key } = await released();
    const strange = await releasedByAnother();
    expect(verifyRelease(strange).verdict).toBe('untouched');
    const vkey = vkeyText(key.verifier);
    const verdict = verifyRelease(strange, { vkey });
    expect(verdict).toMatchObject({ verdict: 'tampered', why: 'checkpoint: no trusted key has signed it' });
    expect(saidByOthers(strange, '--vkey', vkey)).toEqual([1, 1]);
    expect(verifyRelease(out, { vkey }).verdict).toBe('untouched');
  });

  test.each<
    [string, (log: { origin: string; size: bigint }) => { origin: string; size: bigint }, keyof typeof CODES]
  >([
    ['another root for the same size, whoever signed it', (head) => head, 'tampered'],
    ['another log', (head) => ({ ...head, origin: 'winnow/elsewhere' }), 'cannot-tell'],
    ['a later size', (head) => ({ ...head, size: head.size + 5n }), 'cannot-tell'],
    ['a size that the folder has no way from', (head) => ({ ...head, size: 1n }), 'cannot-tell'],
  ])('of %s', async (_name, change, verdict) => {
    const { out, head } = await released();
    const { checkpoint } = parseSignedCheckpoint(head) ?? {};
    if (checkpoint === undefined) throw new Error('the head can not be read');
    const other = { ...change(checkpoint), root: Buffer.alloc(32, 7) };
    const text = checkpointText(other);
    const note = noteText(signNote({ text, signatures: [] }, strangeKey(other.origin)));
    const file = join(temporaryFolder(), 'kept');
    writeFileSync(file, note);
    expect(verifyRelease(out, { checkpoint: note }).verdict).toBe(verdict);
    expect(saidByOthers(out, '--checkpoint', file)).toEqual([CODES[verdict], CODES[verdict]]);
  });

  test('that is no key is said before anything is looked at', async () => {
    const { out } = await released();
    expect(() => verifyRelease(out, { vkey: 'winnow' })).toThrow(/no verifier key/);
    expect(saidByOthers(out, '--vkey', 'winnow')).toEqual([2, 2]);
  });
});

const strangeKey = (log: string) =>
  signingKey(
    log,
    'log',
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEICAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/\n-----END PRIVATE KEY-----\n',
  );

/** The same release, in a log that somebody else signs. */
async function releasedByAnother(): Promise<string> {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const out = join(temporaryFolder(), 'set');
  await release(workspace, { run, out }, { signingKey: strangeKey(workspace.log) });
  return out;
}
