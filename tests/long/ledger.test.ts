import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { signHead } from '../../server/db/log-head.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { isIncluded } from '../../server/ledger/proof.ts';
import { audit } from '../../server/release/audit/audit.ts';
import { SHIPPED } from '../comply/facts.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { testKey } from '../release/test-key.ts';

const QUESTIONS = 59_029;
const EVENTS = 1_000_000;

const root = mkdtempSync(join(tmpdir(), 'winnow-test-'));
let workspace: Workspace;
const idOf = (i: number) => (i % QUESTIONS).toString(16).padStart(20, '0');

/** CPU of this process. Unit: seconds. */
function cpuOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const say = (what: string, value: number, unit: string) =>
  process.stderr.write(`${what}: ${value.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${unit}\n`);

describe('a log of a million events over a pool of 59,029 questions', () => {
  beforeAll(() => {
    workspace = openWorkspace(root, { now: () => new Date(), randomHex: (n) => 'ab'.repeat(n), pid: 1 });
    addQuestions(
      workspace,
      Array.from({ length: QUESTIONS }, (_, i) =>
        newQuestion({
          questionId: idOf(i),
          externalId: `q${i}`,
          question: `A train of ${i} waggons meets a bridge of ${i * 3} metres, and $x_{${i}} = ${i % 97}$. ${'It crosses slowly, waggon by waggon. '.repeat(6)}`,
          solution: `We add up, and find ${i * 7}. ${'Then we look again. '.repeat(5)}`,
        }),
      ),
    );
  }, 300_000);

  afterAll(() => {
    workspace.close();
    rmSync(root, { recursive: true, force: true });
  });

  // Counted over what `npm run build` emits, which is what users run: the loader that serves the tests wraps every
  // imported name, and that alone costs a quarter. Counted in CPU of the process that appends, and not by the clock:
  // a machine that others keep busy would tell of them instead.
  test('takes at least 20,000 events a second in batches', { timeout: 600_000 }, () => {
    const from = workspace.events.count();
    const argv = [
      join(import.meta.dirname, 'append-events.mjs'),
      join(import.meta.dirname, '../../dist'),
      root,
    ];
    const numbers = [from, EVENTS, QUESTIONS].map(String);
    const seconds = Number(execFileSync(process.execPath, [...argv, ...numbers], { encoding: 'utf8' }));
    const rate = (EVENTS - from) / seconds;
    say('appended', rate, 'events a second of CPU');
    expect(workspace.events.count()).toBe(EVENTS);
    expect(rate).toBeGreaterThan(20_000);
  });

  test('is verified from end to end in under a minute', { timeout: 600_000 }, () => {
    const key = testKey(workspace.log);
    signHead(workspace, key);
    let fault: string | null = 'not looked at';
    const seconds = cpuOf(() => {
      fault = checkLog(workspace, [key.verifier], null).fault;
    });
    say('verified', seconds, 's of CPU');
    expect(fault).toBe(null);
    expect(seconds).toBeLessThan(60);
  });

  test('proves an event in under 5 ms', () => {
    const size = workspace.events.count();
    const head = workspace.events.root(size);
    const seqs = Array.from({ length: 1000 }, (_, i) => (i * 7919) % size);
    const paths: Uint8Array[][] = [];
    const seconds = cpuOf(() => {
      for (const seq of seqs) paths.push(workspace.events.inclusion(seq, size));
    });
    say('an inclusion proof', seconds, 'ms');
    const leafOf = (seq: number) => workspace.events.bySeq(seq)?.leaf ?? new Uint8Array();
    expect(
      seqs.every((seq, i) => isIncluded(leafOf(seq), BigInt(seq), BigInt(size), paths[i] ?? [], head)),
    ).toBe(true);
    expect(seconds).toBeLessThan(5);
  });

  test.each([
    ['an id', idOf(31_415), 'q31415'],
    ["an import's id", 'q27182', 'q27182'],
    ['a sentence, spaced otherwise', 'bridge of 94245 metres,   and x_31415=84', 'q31415'],
    ['a sentence of the last question', `find ${(QUESTIONS - 1) * 7}.`, `q${QUESTIONS - 1}`],
    ['what nobody has', 'a sentence that stands nowhere in here', null],
  ])('is audited by %s in under a second', (what, query, expected) => {
    const started = performance.now();
    let found: string | null | undefined;
    const seconds = cpuOf(() => {
      found = audit(workspace, SHIPPED.terms, query).matches[0]?.question.externalId ?? null;
    });
    say(`audit by ${what}`, (performance.now() - started) / 1000, 's');
    expect([found, seconds < 1]).toEqual([expected, true]);
  });
});
