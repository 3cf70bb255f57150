import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { register } from '../../server/cli/ledger.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { hasNextKey, KEY_FILE, layNextKey, openSigningKey, settleKey } from '../../server/db/key-file.ts';
import { signHead } from '../../server/db/log-head.ts';
import { rotateKeyWithin } from '../../server/db/rotate-key.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseSignedCheckpoint } from '../../server/ledger/checkpoint.ts';
import { type SigningKey, vkeyText } from '../../server/ledger/keys.ts';
import { noteText, signNote } from '../../server/ledger/note.ts';
import { readFolder } from '../../server/release/verify/folder.ts';
import { verifyRelease } from '../../server/release/verify/verify.ts';
import { typed } from '../cli/in-process.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, release } from '../release/fixture.ts';

const keyOf = (workspace: Workspace) => openSigningKey(workspace.dir, workspace.log, undefined, 'x');
const put = (workspace: Workspace, value: string) =>
  workspace.write('test', () => {
    workspace.facts.put('a', value);
    workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem: value, data: {} });
  });

/** A log that was signed, rotated and signed again. */
function rotated() {
  const workspace = temporaryWorkspace();
  put(workspace, 'one');
  const from = keyOf(workspace);
  const before = signHead(workspace, from);
  const over = workspace.write('test', () => {
    const to = layNextKey(workspace.dir, workspace.log, undefined);
    return { checkpoint: rotateKeyWithin(workspace, { from, to, actor: 'tester' }), to };
  });
  settleKey(workspace.dir, workspace.log, workspace.logKeys.current());
  put(workspace, 'two');
  const to = keyOf(workspace);
  const after = signHead(workspace, to);
  const faultOf = (trusted: SigningKey, held: string | null = null) =>
    checkLog(workspace, [trusted.verifier], held).fault;
  return { workspace, from, to, before, over: over.checkpoint, after, faultOf };
}

/** A head with the signature of another key in the place of its own. */
const signedBy = (note: string, key: SigningKey): string => {
  const text = parseSignedCheckpoint(note)?.note.text ?? '';
  return noteText(signNote({ text, signatures: [] }, key));
};

describe('a key that took the place of another', () => {
  test('signs from then on, vouched for by a head with both signatures, and lies where the old one lay', () => {
    const { workspace, from, to, before, over, faultOf } = rotated();
    expect(vkeyText(to.verifier)).toBe(workspace.logKeys.current());
    expect(
      parseSignedCheckpoint(over.note)?.note.signatures.map(({ keyId }) =>
        Buffer.from(keyId).toString('hex'),
      ),
    ).toEqual([Buffer.from(from.verifier.id).toString('hex'), Buffer.from(to.verifier.id).toString('hex')]);
    expect([faultOf(to), faultOf(to, before.note)]).toEqual([null, null]);
    expect([
      readdirSync(workspace.dir).filter((name) => name.startsWith(KEY_FILE)),
      statSync(join(workspace.dir, KEY_FILE)).mode & 0o777,
    ]).toEqual([[KEY_FILE], 0o600]);
    const last = workspace.events.bySeq(over.size - 1);
    expect(JSON.parse(Buffer.from(last?.body ?? []).toString('utf8'))).toMatchObject({
      type: 'key.rotated',
      data: { from: vkeyText(from.verifier), to: vkeyText(to.verifier) },
    });
  });

  test('the old one signs nothing more, and what it signs is not believed', () => {
    const { workspace, from, to, after, before, faultOf } = rotated();
    put(workspace, 'three');
    expect(() => signHead(workspace, from)).toThrow(/does not sign for this log any more/);
    expect(faultOf(to, signedBy(after.note, from))).toMatch(/no trusted key has signed it/);
    expect(faultOf(to, signedBy(before.note, to))).toBe(null);
    expect(faultOf(from)).toMatch(/no trusted key has signed it/);
  });

  test('a rotation that the old key has not signed is named', () => {
    const { workspace, to, over, faultOf } = rotated();
    workspace.db.exec('DROP TRIGGER IF EXISTS checkpoints_keep');
    workspace.db
      .prepare('UPDATE checkpoints SET note = ? WHERE size = ?')
      .run(signedBy(over.note, to), over.size);
    expect(faultOf(to)).toMatch(/^event \d+: no head with the signatures of both keys/);
  });

  test('a kill before the log has it throws the new key away, and one after it puts it into its place', () => {
    const workspace = temporaryWorkspace();
    put(workspace, 'one');
    const first = keyOf(workspace);
    const settle = () => settleKey(workspace.dir, workspace.log, workspace.logKeys.current());
    layNextKey(workspace.dir, workspace.log, undefined);
    settle();
    expect([hasNextKey(workspace.dir), vkeyText(keyOf(workspace).verifier)]).toEqual([
      false,
      vkeyText(first.verifier),
    ]);
    const to = layNextKey(workspace.dir, workspace.log, undefined);
    workspace.write('test', () => rotateKeyWithin(workspace, { from: first, to, actor: 'tester' }));
    settle();
    expect([hasNextKey(workspace.dir), vkeyText(keyOf(workspace).verifier)]).toEqual([
      false,
      vkeyText(to.verifier),
    ]);
  });

  test('a release under it verifies by it alone, also one that was recorded before', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const key = () => ({ signingKey: keyOf(workspace) });
    const place = () => join(temporaryFolder(), 'set');
    const old = await release(workspace, { run, out: place() }, key());
    await typed(workspace, register, ['ledger', 'rotate'], undefined, { signingKey: () => keyOf(workspace) });
    const out = place();
    const again = await release(workspace, { run, out }, key());
    expect([again.releaseId, workspace.releases.all().length]).toEqual([old.releaseId, 1]);
    const vkey = vkeyText(keyOf(workspace).verifier);
    expect(verifyRelease(out, { vkey })).toMatchObject({ verdict: 'untouched', why: null });
    expect(readFolder(out).files.some((path) => path.startsWith('proofs/consistency-'))).toBe(true);
  });
});

describe('winnow ledger rotate', () => {
  test('asks for a new key where the old one comes from the environment, and leaves no file', async () => {
    const workspace = temporaryWorkspace();
    put(workspace, 'one');
    const elsewhere = temporaryFolder();
    const from = openSigningKey(elsewhere, workspace.log, undefined, 'e');
    const some = { signingKey: () => from };
    const rotate = (...more: string[]) =>
      typed(workspace, register, ['ledger', 'rotate', ...more], undefined, some);
    await expect(rotate()).rejects.toMatchObject({
      code: 'bad-usage',
      message: expect.stringMatching(/--new-key FILE/),
    });
    const next = temporaryFolder();
    openSigningKey(next, workspace.log, undefined, 'n');
    const { out } = await rotate('--new-key', join(next, KEY_FILE));
    expect(out).toMatch(/Put the new key into WINNOW_LEDGER_KEY/);
    expect(existsSync(join(workspace.dir, KEY_FILE))).toBe(false);
    await expect(rotate('--new-key', join(elsewhere, KEY_FILE))).rejects.toThrow(/already|any more/);
  });
});
