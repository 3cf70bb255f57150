import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signHead } from '../../server/db/log-head.ts';
import { rotateKeyWithin } from '../../server/db/rotate-key.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { parseSignedCheckpoint } from '../../server/ledger/checkpoint.ts';
import { type SigningKey, vkeyText } from '../../server/ledger/keys.ts';
import { noteText, signNote } from '../../server/ledger/note.ts';
import { readFolder } from '../../server/release/verify/folder.ts';
import { verifyFolder, verifyRelease } from '../../server/release/verify/verify.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, release } from './fixture.ts';
import {
  CODES,
  drop,
  type Files,
  filesOf,
  mended,
  reading,
  replace,
  saidByOthers,
  saidByOthersOfMany,
  write,
} from './tampering.ts';
import { numberedKey } from './test-key.ts';

const rotate = (workspace: Workspace, from: SigningKey, to: SigningKey) =>
  workspace.write('test', () => rotateKeyWithin(workspace, { from, to, actor: 'tester' }));

/** What the three verifiers make of a folder; they have to agree. */
function verdictOf(dir: string, vkey?: string) {
  const { verdict, why, limits } = verifyRelease(dir, { vkey });
  const others = saidByOthers(dir, ...(vkey === undefined ? [] : ['--vkey', vkey]));
  expect(others).toEqual([CODES[verdict], CODES[verdict]]);
  return { verdict, why, limits };
}

const AT = new Date('2026-11-24T00:00:00.000Z');

function counting(): (bytes: number) => string {
  let n = 0;
  return (bytes) => (++n).toString(16).padStart(2 * bytes, '0');
}

/** A log whose key was changed twice; releases before the first change and after the last. */
async function rotatedTwice() {
  const workspace = openWorkspace(join(kept, 'log'), { now: () => AT, randomHex: counting(), pid: 1 });
  const keys = [1, 2, 3].map((n) => numberedKey(workspace.log, n));
  const [one, two, three] = keys as [SigningKey, SigningKey, SigningKey];
  const run = await collected(workspace);
  const [before, after] = [join(kept, 'before'), join(kept, 'after')];
  signHead(workspace, one);
  await release(workspace, { run, formats: ['s1'], out: before }, { signingKey: one });
  rotate(workspace, one, two);
  workspace.write('test', () => workspace.facts.put('between', '1'));
  signHead(workspace, two);
  rotate(workspace, two, three);
  await release(workspace, { run, formats: ['s1'], out: after }, { signingKey: three });
  workspace.close();
  return { before, after, vkeys: keys.map(({ verifier }) => vkeyText(verifier)), keys };
}

let made: Awaited<ReturnType<typeof rotatedTwice>>;
/** Outlives the single test. */
const kept = mkdtempSync(join(tmpdir(), 'winnow-test-'));
beforeAll(async () => {
  made = await rotatedTwice();
});
afterAll(() => rmSync(kept, { recursive: true, force: true }));

describe('a release after the key was changed', () => {
  test('is held good by whoever has any key of its log, who is told which one signs now', () => {
    const { after, vkeys } = made;
    const verdicts = vkeys.map((vkey) => verifyRelease(after, { vkey }).verdict);
    expect(verdicts).toEqual(['untouched', 'untouched', 'untouched']);
    const codes = [0, 0, 0];
    expect(saidByOthersOfMany(vkeys.map((vkey) => [after, '--vkey', vkey]))).toEqual({
      mjs: codes,
      python: codes,
    });
    const { limits, held } = verifyRelease(after, { vkey: vkeys[0] });
    expect(limits.at(-1)).toContain(`this one took its place: ${vkeys[2]}`);
    expect(verifyRelease(after, { vkey: vkeys[2] }).limits).toEqual([
      expect.stringMatching(/^No checkpoint was brought/),
    ]);
    expect(held.filter((one) => /put another signing key in its place/.test(one))).toHaveLength(2);
  });

  test('is held against a head that the first key signed', () => {
    const { before, after, vkeys } = made;
    const checkpoint = readFolder(before).read('checkpoint').toString('utf8');
    expect(verifyRelease(after, { vkey: vkeys[0], checkpoint })).toMatchObject({
      verdict: 'untouched',
      why: null,
    });
    expect(saidByOthers(after, '--checkpoint', join(before, 'checkpoint'))).toEqual([0, 0]);
  });

  test('one from before says nothing to whoever has only a later key', () => {
    const { before, vkeys } = made;
    expect(verdictOf(before, vkeys[0]).verdict).toBe('untouched');
    expect(verdictOf(before, vkeys[2]).why).toBe('checkpoint: no trusted key has signed it');
  });

  const ATTACKS: readonly [string, (files: Files) => void, RegExp][] = [
    [
      'without its first change of keys',
      (f) => void drop(firstChange(f), /-gone$/),
      /no trusted key|other changes/,
    ],
    ['without any', (f) => void drop(f, /^proofs\/rotation-/), /no trusted key/],
    ['with a head of that time taken away', (f) => void drop(f, /^proofs\/consistency-/), /of another past/],
    ['with a change that names another key', renamed, /does not show/],
    ['with a change that only the new key has signed', signedByOne, /does not show/],
    ['with a change under the place of another', moved, /of another event/],
  ];
  const attacked = (change: (files: Files) => void): Files => {
    const files = filesOf(readFolder(made.after));
    change(files);
    return mended(files);
  };

  test.each(ATTACKS)('%s is tampered with', (_name, change, why) => {
    const found = verifyFolder(reading(attacked(change)), { vkey: made.vkeys[0] });
    expect([found.verdict, found.why]).toEqual(['tampered', expect.stringMatching(why)]);
  });

  test('each is seen by the verifiers that stand alone, too', () => {
    const calls = ATTACKS.map(([, change]) => [write(attacked(change)), '--vkey', made.vkeys[0] ?? '']);
    const codes = calls.map(() => CODES.tampered);
    expect(saidByOthersOfMany(calls)).toEqual({ mjs: codes, python: codes });
  });

  test('of somebody who has none of the keys is told from it, whatever changes they write into it', async () => {
    const { after, vkeys } = made;
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const own = numberedKey(workspace.log, 9);
    const out = join(temporaryFolder(), 'set');
    await release(workspace, { run, formats: ['s1'], out }, { signingKey: own });
    const changes = [...filesOf(readFolder(after))].filter(([path]) => path.includes('rotation-'));
    const files = new Map([...filesOf(readFolder(out)), ...changes]);
    const dir = join(temporaryFolder(), 'set');
    cpSync(write(mended(files)), dir, { recursive: true });
    expect(verdictOf(dir, vkeys[0]).verdict).toBe('tampered');
  });
});

/** Renames the first change so that it can be dropped. */
function firstChange(files: Files): Files {
  const [path = ''] = [...files.keys()].filter((one) => one.startsWith('proofs/rotation-'));
  files.set(`${path}-gone`, files.get(path) ?? Buffer.alloc(0));
  files.delete(path);
  return files;
}

const changesIn = (files: Files) => [...files.keys()].filter((one) => one.startsWith('proofs/rotation-'));

function renamed(files: Files): void {
  const [path = ''] = changesIn(files);
  const { vkeys } = made;
  replace(files, path, vkeys[1] ?? '', vkeys[2] ?? '');
}

function signedByOne(files: Files): void {
  const [path = ''] = changesIn(files);
  const text = files.get(path)?.toString('utf8') ?? '';
  const head = text.slice(text.indexOf('\n\n') + 2);
  const [, two] = made.keys;
  const signed = parseSignedCheckpoint(head)?.note.text ?? '';
  if (two === undefined) throw new Error('there is no second key');
  replace(files, path, head, noteText(signNote({ text: signed, signatures: [] }, two)));
}

function moved(files: Files): void {
  const [path = ''] = changesIn(files);
  files.set('proofs/rotation-1', files.get(path) ?? Buffer.alloc(0));
  files.delete(path);
}
