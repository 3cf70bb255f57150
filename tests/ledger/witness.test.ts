import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { register } from '../../server/cli/ledger.ts';
import { signHead } from '../../server/db/log-head.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { checkpointText, parseSignedCheckpoint } from '../../server/ledger/checkpoint.ts';
import { parseVkey, signingKey, vkeyText } from '../../server/ledger/keys.ts';
import { noteText, signNote, verifyNote } from '../../server/ledger/note.ts';
import { cosign, parseWay, wayText } from '../../server/ledger/witness.ts';
import { verifyRelease } from '../../server/release/verify/verify.ts';
import { typed } from '../cli/in-process.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, release } from '../release/fixture.ts';
import { testKey } from '../release/test-key.ts';

const WITNESS = signingKey(
  'audit.example/ann',
  'witness',
  '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEICAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/\n-----END PRIVATE KEY-----\n',
);
const TIME = 1_790_000_000n;

const append = (workspace: Workspace, count: number) =>
  workspace.write('test', () => {
    for (let i = 0; i < count; i++)
      workspace.events.append({
        type: 'test.done',
        actor: 'local',
        subject: 's',
        idem: workspace.randomHex(4),
        data: { i },
      });
  });

/** A log whose head was signed at 5 and at 12 events. */
function signedLog() {
  const workspace = temporaryWorkspace();
  const key = testKey(workspace.log);
  append(workspace, 5);
  const first = signHead(workspace, key).note;
  append(workspace, 7);
  const second = signHead(workspace, key).note;
  const way = { path: workspace.events.consistency(5, 12), earlier: first };
  return { workspace, key, first, second, way };
}

describe('cosign(shown, trusted, key, time)', () => {
  test('adds a signature that says when, below those that are there', () => {
    const { key, first } = signedLog();
    const signed = cosign({ note: first, last: null, way: null }, [key.verifier], WITNESS, TIME);
    const note = signed.ok ? (parseSignedCheckpoint(signed.note)?.note ?? null) : null;
    expect(note && verifyNote(note, [key.verifier, WITNESS.verifier])).toMatchObject({
      ok: true,
      by: [{ time: null }, { time: TIME, key: WITNESS.verifier }],
    });
  });

  test('signs a head that was shown to grow from the last one it signed, and no other', () => {
    const { workspace, key, first, second, way } = signedLog();
    const whyNot = (shown: Parameters<typeof cosign>[0]) => {
      const signed = cosign(shown, [key.verifier], WITNESS, TIME);
      return signed.ok ? null : [signed.why, signed.isProof];
    };
    const rewritten = noteText(
      signNote(
        {
          text: checkpointText({ origin: workspace.log, size: 5n, root: Buffer.alloc(32, 7) }),
          signatures: [],
        },
        key,
      ),
    );
    const strange = noteText(
      signNote(
        {
          text: checkpointText({ origin: 'winnow/else', size: 9n, root: Buffer.alloc(32, 7) }),
          signatures: [],
        },
        testKey('winnow/else'),
      ),
    );
    expect(whyNot({ note: second, last: first, way })).toBe(null);
    expect(whyNot({ note: first, last: first, way: null })).toBe(null);
    expect(whyNot({ note: second, last: first, way: null })).toEqual([
      expect.stringMatching(/bring what leads from there/),
      false,
    ]);
    expect(whyNot({ note: second, last: first, way: { ...way, path: way.path.slice(1) } })).toEqual([
      expect.stringMatching(/does not lead/),
      false,
    ]);
    expect(whyNot({ note: first, last: second, way: null })).toEqual([
      expect.stringMatching(/an old copy, or the end was cut off/),
      false,
    ]);
    expect(whyNot({ note: rewritten, last: first, way: null })).toEqual([
      expect.stringMatching(/different roots: the log was rewritten/),
      true,
    ]);
    expect(whyNot({ note: strange, last: null, way: null })).toEqual(['no trusted key has signed it', false]);
    const other = cosign({ note: strange, last: first, way: null }, [], WITNESS, TIME);
    expect(other).toMatchObject({ ok: false, why: expect.stringMatching(/it is of the log winnow\/else/) });
    expect(whyNot({ note: 'no head', last: null, way: null })).toEqual(['it is no signed checkpoint', false]);
  });

  test('a way is read as it was written, and nothing else is', () => {
    const { way } = signedLog();
    expect(parseWay(wayText(way))).toEqual({ ...way, path: way.path.map((hash) => Buffer.from(hash)) });
    for (const text of ['', 'x', 'AAAA\n\nx', `${'A'.repeat(43)}=\n`.repeat(65).concat('\nx')])
      expect(parseWay(text)).toBe(null);
  });
});

describe('winnow ledger cosign', () => {
  const cosigned = async (workspace: Workspace, ...more: string[]) => {
    const key = testKey(workspace.log);
    return typed(workspace, register, ['ledger', 'cosign', ...more], undefined, { signingKey: () => key });
  };

  test('signs by a key that it makes, remembers what it signed, and refuses a log that was rewritten', async () => {
    const { workspace, first, second, way } = signedLog();
    const dir = temporaryFolder();
    const file = (name: string, text?: string) => {
      if (text !== undefined) writeFileSync(join(dir, name), text);
      return join(dir, name);
    };
    const by = ['--key', file('ann.key'), '--name', 'audit.example/ann'];
    await cosigned(workspace, file('first', first), ...by, '--out', file('signed'));
    expect(readFileSync(file('signed'), 'utf8').startsWith(first)).toBe(true);
    await expect(cosigned(workspace, file('second', second), ...by)).rejects.toThrow(
      /bring what leads from there/,
    );
    await cosigned(workspace, file('second'), ...by, '--since', file('way', wayText(way)));
    expect(parseSignedCheckpoint(readFileSync(file('ann.key.last'), 'utf8'))?.checkpoint.size).toBe(12n);
    await expect(cosigned(workspace, file('first'), ...by)).rejects.toThrow(/an old copy/);
    await expect(cosigned(workspace, file('first'))).rejects.toThrow(/name --key FILE and --name NAME/);
    expect(existsSync(file('ann.key.last.part'))).toBe(false);
  });

  test('keeps the signature of another, once, and later releases carry it where every verifier passes over it', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const key = testKey(workspace.log);
    const head = signHead(workspace, key);
    const signed = cosign({ note: head.note, last: null, way: null }, [], WITNESS, TIME);
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'signed'), signed.ok ? signed.note : '');
    const vkey = 'audit.example/ann';
    const keep = (name: string) => cosigned(workspace, join(dir, 'signed'), '--keep', name);
    expect((await keep(vkeyText(WITNESS.verifier))).out).toMatch(
      /^kept: a head of \d+ events, signed at 2026-/,
    );
    expect((await keep(vkeyText(WITNESS.verifier))).out).toMatch(/^it is kept already/);
    await expect(keep(vkey)).rejects.toThrow(/no verifier key/);
    const out = join(dir, 'set');
    await release(workspace, { run, out });
    const carried = parseSignedCheckpoint(
      readFileSync(join(out, `proofs/consistency-${head.size}`), 'utf8')
        .split('\n\n')
        .slice(1)
        .join('\n\n'),
    );
    expect(carried && verifyNote(carried.note, [WITNESS.verifier])).toMatchObject({
      ok: true,
      by: [{ time: TIME }],
    });
    expect(verifyRelease(out, { vkey: vkeyText(key.verifier) })).toMatchObject({ verdict: 'untouched' });
    expect(parseVkey(vkeyText(WITNESS.verifier)).use).toBe('witness');
  });

  test('keeps nothing that this workspace has not signed, and no signature that does not hold', async () => {
    const { workspace } = signedLog();
    const other = noteText(
      signNote(
        {
          text: checkpointText({ origin: workspace.log, size: 5n, root: Buffer.alloc(32, 7) }),
          signatures: [],
        },
        testKey(workspace.log),
      ),
    );
    const dir = temporaryFolder();
    const tell = async (text: string) => {
      writeFileSync(join(dir, 'signed'), text);
      return cosigned(workspace, join(dir, 'signed'), '--keep', vkeyText(WITNESS.verifier));
    };
    const signed = cosign({ note: other, last: null, way: null }, [], WITNESS, TIME);
    await expect(tell(signed.ok ? signed.note : '')).rejects.toMatchObject({ code: 'conflict' });
    await expect(tell(other)).rejects.toThrow(/no trusted key has signed it/);
  });
});
