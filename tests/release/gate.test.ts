import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Finding, finding } from '../../server/comply/flag.ts';
import { policySha256 } from '../../server/comply/policy.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, LENIENT, provenanceOf, readTree, release, releaseEffects } from './fixture.ts';

const place = () => join(temporaryFolder(), 'set');
const THREE = [worked('a'), worked('b'), worked('c')];

const SUMMARY = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 });
const FORBIDDEN = finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'x' });
const RECITED = finding('response', 'RECITATION', {});

interface Made {
  name: string;
  teacher?: string;
  outcome?: string;
  found?: readonly Finding[];
}

/** Stores a trace of a question and raises flags on it. */
function addTrace(workspace: Workspace, { n }: StoredRun, question: string, made: Made): void {
  const { name, teacher = 'gemini', outcome = 'usable', found = [] } = made;
  const createdAt = '2026-11-25T00:00:00.000Z';
  const text = outcome === 'recitation' ? null : `thinking of ${name}`;
  workspace.write('test', () => {
    workspace.collections.add({ id: `col-${teacher}`, run: n, teacher, settings: '{}', createdAt });
    workspace.traces.insert({
      ...{ id: `trace-${name}`, collection: `col-${teacher}`, question, kind: 'summary', outcome, createdAt },
      ...{ thinking: text, answer: text, tokens: 3 },
    });
    const subject = { type: 'trace', id: `trace-${name}` } as const;
    raiseFlags(workspace, about(subject, found), { actor: 'tester', subject: `col-${teacher}` });
  });
}

const idOf = (i: number): string => THREE[i]?.questionId ?? '';

/** A run that selected all three, with a summary of each that the terms forbid to compete with. */
function flagged(teacher = 'gemini') {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, THREE, 3);
  THREE.forEach((_, i) => {
    const found = i === 0 ? [SUMMARY] : [SUMMARY, FORBIDDEN];
    addTrace(workspace, run, idOf(i), { name: `t${i}`, teacher, found });
  });
  return { workspace, run };
}

describe('a policy and the open flags of the traces', () => {
  test('what it blocks refuses the release by code and count, and nothing is written', async () => {
    const { workspace, run } = flagged();
    const out = place();
    const events = workspace.events.count();
    await expect(
      release(workspace, { run, out, policy: 'strict' }, { shipped: LENIENT }),
    ).rejects.toMatchObject({
      code: 'refused',
      message:
        'The policy strict forbids this release, and nothing was written. PROVIDER_FORBIDS_COMPETING_MODEL (block, 2 of 3 rows): choose another trace (winnow release --teacher NAME), or collect one, or bring a written permission: winnow waive --code PROVIDER_FORBIDS_COMPETING_MODEL --reason written-permission --evidence FILE; THOUGHT_SUMMARY_ONLY (attest, 3 of 3 rows): choose another trace (winnow release --teacher NAME), or collect one, or attest it: winnow waive --code THOUGHT_SUMMARY_ONLY.',
      details: {
        refused: { PROVIDER_FORBIDS_COMPETING_MODEL: 2, THOUGHT_SUMMARY_ONLY: 3 },
        rows: 3,
        gate: {
          policy: 'strict',
          policySha256: policySha256(LENIENT.policies.strict),
          applied: true,
          passes: false,
          effects: {
            block: { PROVIDER_FORBIDS_COMPETING_MODEL: 2 },
            attest: { THOUGHT_SUMMARY_ONLY: 3 },
            inform: { BENCHMARKS_NOT_CHECKED: 3, DIFFICULTY_ESTIMATED: 3 },
          },
        },
      },
    });
    // What the gate found is in the log: the flags of the release, and its evaluation.
    const types = workspace.events
      .all()
      .map(({ body }) => (JSON.parse(Buffer.from(body).toString('utf8')) as { type: string }).type);
    expect([existsSync(out), workspace.releases.all(), types.slice(events)]).toEqual([
      false,
      [],
      ['flag.raised', 'export.gate_evaluated'],
    ]);
  });

  test('what it wants attested is stamped on an internal release, in reply, manifest, card and event', async () => {
    const { workspace, run } = flagged();
    const out = place();
    const report = await release(workspace, { run, out, policy: 'internal' });
    const effects = {
      block: {},
      attest: { PROVIDER_FORBIDS_COMPETING_MODEL: 2 },
      inform: { THOUGHT_SUMMARY_ONLY: 3, BENCHMARKS_NOT_CHECKED: 3, DIFFICULTY_ESTIMATED: 3 },
    };
    const gate = { policy: 'internal', distribution: 'internal-only', effects };
    expect(report).toMatchObject({ rows: 3, refused: {}, gate });
    const { 'manifest.json': manifest, 'README.md': card } = readTree(out);
    expect(JSON.parse(manifest ?? '')).toMatchObject({
      policy: { distribution: 'internal-only', flags: effects },
      tracesLookedAt: { in: 3, usable: 3, dropped: {} },
    });
    expect(card).toMatch(/\| `PROVIDER_FORBIDS_COMPETING_MODEL` \| [^|]+ \| attest \| 2 \|/);
    expect(card).toMatch(/\| `THOUGHT_SUMMARY_ONLY` \| [^|]+ \| inform \| 3 \|/);
    const last = JSON.parse(
      Buffer.from(workspace.events.byIdem(`release ${report.releaseId}`)?.body ?? []).toString('utf8'),
    );
    expect(last.data).toMatchObject({
      policy_applied: true,
      policy_sha256: report.gate.policySha256,
      flags: effects,
    });
  });

  test('what the run raised a flag for is counted under that flag, and not raised again for the release', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, THREE, 3);
    await collect(workspace, run, 3);
    const subject = { type: 'run', id: run.report.runId } as const;
    const found = finding('run', 'DIFFICULTY_ESTIMATED', { difficulty: 'no solver was asked' });
    const [raised] = workspace.write('test', () =>
      raiseFlags(workspace, about(subject, [found]), { actor: 'test', subject: subject.id }),
    );
    const report = await release(workspace, { run, out: place(), policy: 'internal' });
    const estimated = [...workspace.flags.each({ code: 'DIFFICULTY_ESTIMATED' })];
    expect([report.gate.effects.inform.DIFFICULTY_ESTIMATED, estimated.map(({ flagId }) => flagId)]).toEqual([
      3,
      [raised],
    ]);
  });

  test('flags of traces that are not chosen count for nothing', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, THREE, 3);
    await collect(workspace, run, 3);
    addTrace(workspace, run, idOf(0), { name: 'x', outcome: 'recitation', found: [RECITED, FORBIDDEN] });
    const report = await release(workspace, { run, out: place(), policy: 'strict' }, { shipped: LENIENT });
    expect(report).toMatchObject({ rows: 3, gate: { effects: { block: {}, attest: {} } } });
  });

  test('more flags are another release, and a policy that changed is, too', async () => {
    const { workspace, run } = flagged();
    const ids: string[] = [];
    const again = async (some = {}) =>
      ids.push((await release(workspace, { run, out: place() }, some)).releaseId);
    await again();
    await again();
    workspace.write('test', () =>
      raiseFlags(workspace, about({ type: 'trace', id: 'trace-t0' }, [FORBIDDEN]), {
        actor: 'x',
        subject: 'y',
      }),
    );
    await again();
    const internal = { ...SHIPPED.policies.internal, version: 9 };
    await again({ shipped: { ...SHIPPED, policies: { ...SHIPPED.policies, internal } } });
    expect([ids[0] === ids[1], new Set(ids).size]).toEqual([true, 3]);
  });

  test('a flag that is raised while the files are written is not passed by', async () => {
    const { workspace, run } = flagged();
    const out = place();
    const { files } = releaseEffects();
    const create: typeof files.create = (folder, path) => {
      if (path === 'manifest.json')
        workspace.write('test', () =>
          raiseFlags(workspace, about({ type: 'trace', id: 'trace-t0' }, [RECITED]), {
            actor: 'x',
            subject: 'y',
          }),
        );
      return files.create(folder, path);
    };
    await expect(release(workspace, { run, out }, { files: { ...files, create } })).rejects.toMatchObject({
      code: 'conflict',
      message:
        'What the policy looked at (flags, waivers, reviews) changed while the release was written; release again.',
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe('--teacher', () => {
  test('takes the traces of one teacher alone', async () => {
    const { workspace, run } = flagged();
    await collect(workspace, run, 3);
    const out = place();
    const strict = { run, out, teacher: 'reference', policy: 'strict' };
    const report = await release(workspace, strict, { shipped: LENIENT });
    expect(report).toMatchObject({ rows: 3, traces: { in: 3, usable: 3, dropped: {} } });
    const lines = provenanceOf(readTree(out)) as unknown as { trace: { teacher: string } }[];
    expect(lines.map(({ trace }) => trace.teacher)).toEqual(['reference', 'reference', 'reference']);
    await expect(release(workspace, { run, out: place(), teacher: 'gpt' })).rejects.toMatchObject({
      code: 'bad-usage',
      message: 'There are no traces by gpt; there are some by gemini, reference.',
    });
  });

  test('counts the traces that it looked at, and why those that fell did; a block is no trace', async () => {
    const { workspace, run } = flagged();
    const more = (name: string, outcome: string) =>
      addTrace(workspace, run, idOf(0), { name, teacher: name, outcome });
    more('u', 'repetition-loop');
    more('v', 'truncated');
    more('w', 'recitation');
    const { traces } = await release(workspace, { run, out: place() });
    expect(traces).toEqual({ in: 5, usable: 3, dropped: { 'repetition-loop': 1, truncated: 1 } });
  });

  test('never takes recorded replies of the sample unless both words are said', async () => {
    const { workspace, run } = flagged('sample-recorded');
    await expect(release(workspace, { run, out: place(), withSample: true })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('No question of run-0000000001 has a usable trace') as string,
    });
    const out = place();
    const teacher = 'sample-recorded';
    await expect(release(workspace, { run, out, teacher })).rejects.toMatchObject({ code: 'conflict' });
    const { notes } = await release(workspace, { run, out, teacher, withSample: true });
    expect(notes[1]).toMatch(/^The traces by `sample-recorded` are no replies of a model/);
    expect(readTree(out)['README.md']).toContain(notes[1]);
  });
});
