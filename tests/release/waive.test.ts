import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { finding } from '../../server/comply/flag.ts';
import { addUser } from '../../server/db/accounts/users.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { importReviews } from '../../server/jobs/import-reviews.ts';
import { revokeWaiver, type Waiving, waive } from '../../server/release/waive.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { croissantFaults } from './checks/croissant.ts';
import { provFaults } from './checks/prov.ts';
import { collect, LENIENT, readTree, release } from './fixture.ts';

const POOL = [worked('a'), worked('b')];
const LETTER = { name: 'letter.txt', bytes: Buffer.from('You may.') };
const SUMMARY = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 });
const FORBIDDEN = finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'x' });

/** Whoever types, in nobody else's name. */
const LOCAL = { by: null, actor: 'local' };

/** A run of two rows whose traces carry flags that strict wants attested, and blocks. */
async function flagged(dir = temporaryFolder(), now?: string) {
  const workspace = temporaryWorkspace(dir, 2000, now);
  const run = storeRankedRun(workspace, POOL, 2);
  await collect(workspace, run, 2);
  workspace.write('test', () => {
    for (const { id } of POOL.flatMap(({ questionId }) => tracesOf(workspace, questionId)))
      raiseFlags(workspace, about({ type: 'trace', id }, [SUMMARY, FORBIDDEN]), {
        actor: 'collector',
        subject: 'col',
      });
  });
  return { dir, workspace, run };
}

const tracesOf = (workspace: Workspace, question: string) =>
  workspace.traces.of(
    question,
    workspace.collections.all().map(({ id }) => id),
  );

const ask = (run: StoredRun, some: Partial<Waiving> = {}): Waiving => ({
  run,
  codes: ['THOUGHT_SUMMARY_ONLY'],
  purpose: 'a 7B research model',
  by: 'ann',
  why: 'a summary will do for this model',
  reason: 'fair-use-counsel',
  evidence: [],
  expires: 180,
  actor: 'local',
  ...some,
});
const permission = { codes: ['PROVIDER_FORBIDS_COMPETING_MODEL'], reason: 'written-permission' };

/** Codes that strict still refuses. */
async function refused(workspace: Workspace, run: StoredRun): Promise<string[]> {
  const options = { run, policy: 'strict', out: join(temporaryFolder(), 'set') };
  try {
    await release(workspace, options, { shipped: LENIENT });
    return [];
  } catch (cause) {
    const { code, details } = cause as { code: string; details: { refused: Record<string, number> } };
    expect(code).toBe('refused');
    return Object.keys(details.refused).sort();
  }
}

describe('waive(workspace, shipped, asked)', () => {
  test('lifts what is to be attested, and by the letter alone what it may lift of a block', async () => {
    const { workspace, run } = await flagged();
    const both = ['PROVIDER_FORBIDS_COMPETING_MODEL', 'THOUGHT_SUMMARY_ONLY'];
    expect(await refused(workspace, run)).toEqual(both);
    const made = waive(workspace, LENIENT, ask(run));
    expect(made).toEqual({
      waiverId: expect.stringMatching(/^waiver-/),
      codes: ['THOUGHT_SUMMARY_ONLY'],
      flags: 2,
      expiresAt: '2027-05-23T00:00:00.000Z',
      statement: expect.stringContaining(
        'I take it upon myself that its rows are released for this purpose: "a 7B research model".',
      ),
    });
    expect(await refused(workspace, run)).toEqual(['PROVIDER_FORBIDS_COMPETING_MODEL']);
    waive(workspace, LENIENT, ask(run, { ...permission, evidence: [LETTER] }));
    expect(await refused(workspace, run)).toEqual([]);
    const states = [...workspace.flags.each({})].filter(({ subject }) => subject.type === 'trace');
    expect(states.map(({ state }) => state)).toEqual(['waived', 'waived', 'waived', 'waived']);
    const [{ report } = { report: '{}' }] = workspace.releases.all();
    expect(JSON.parse(report)).toMatchObject({
      gate: {
        waived: { PROVIDER_FORBIDS_COMPETING_MODEL: 2, THOUGHT_SUMMARY_ONLY: 2 },
        waivers: workspace.waivers.all().map(({ id }) => id),
      },
    });
  });

  test('covers the flags that stand, no later ones, and another run not at all', async () => {
    const { workspace, run } = await flagged();
    waive(workspace, LENIENT, ask(run));
    const [trace] = tracesOf(workspace, POOL[0]?.questionId ?? '');
    const later = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 2 });
    workspace.write('test', () =>
      raiseFlags(workspace, about({ type: 'trace', id: trace?.id ?? '' }, [later]), {
        actor: 'collector',
        subject: 'col',
      }),
    );
    expect(await refused(workspace, run)).toContain('THOUGHT_SUMMARY_ONLY');
    const other = storeRankedRun(workspace, POOL, 2, {}, 'run-0000000002');
    expect(await refused(workspace, other)).toContain('THOUGHT_SUMMARY_ONLY');
  });

  test('a release tells of waivers and reviews by opaque ids, and of nobody’s words', async () => {
    const { workspace, run } = await flagged();
    waive(workspace, LENIENT, ask(run));
    waive(workspace, LENIENT, ask(run, { ...permission, evidence: [LETTER] }));
    const [first, second] = POOL.map(({ questionId }) => questionId);
    const lines = jsonLines({ id: first, reviewer: 'ann', decision: 'accept', why: 'read twice' });
    await importReviews(workspace, [fileOf('r.jsonl', lines)], { run, actor: 'local' });
    const out = join(temporaryFolder(), 'set');
    await release(workspace, { run, policy: 'strict', out }, { shipped: LENIENT });
    const tree = readTree(out);
    const ann = workspace.people.find('ann');
    const [, letter] = workspace.waivers.all();
    expect(JSON.parse(tree['compliance-report.json'] ?? '')).toMatchObject({
      waivers: workspace.waivers.all().map(({ id }) => id),
      waiverRecords: [
        { reason: 'fair-use-counsel', by: ann, codes: ['THOUGHT_SUMMARY_ONLY'], evidence: [] },
        {
          ...{ waiverId: letter?.id, reason: 'written-permission', by: ann, event: letter?.event },
          flags: workspace.waivers.flagsOf(letter?.id ?? ''),
          evidence: [{ sha256: letter?.evidence[0]?.sha256, bytes: letter?.evidence[0]?.bytes }],
        },
      ],
    });
    const rows = (tree['provenance.jsonl'] ?? '').split('\n').slice(0, -1);
    const told = rows.map(
      (line) => JSON.parse(line) as { questionId: string; reviews: object[]; flags: object[] },
    );
    const [review] = workspace.reviews.of(first ?? '');
    expect(told.map(({ questionId, reviews }) => [questionId, reviews])).toEqual([
      [first, [{ reviewer: ann, decision: 'accept', event: review?.event }]],
      [second, []],
    ]);
    expect(told[0]?.flags).toMatchObject(
      ['THOUGHT_SUMMARY_ONLY', 'PROVIDER_FORBIDS_COMPETING_MODEL'].map((code) => ({ code, state: 'waived' })),
    );
    const prov = JSON.parse(tree['provenance.prov.json'] ?? '') as { agent: object; wasAttributedTo: object };
    expect(provFaults(tree['provenance.prov.json'] ?? '')).toEqual([]);
    expect(Object.values(prov.wasAttributedTo)).toContainEqual({
      'prov:entity': 'w:row-1',
      'prov:agent': `w:${ann}`,
    });
    expect(croissantFaults(tree['croissant.json'] ?? '', tree)).toEqual([]);
    expect(
      Object.values(tree).filter((text) => /read twice|a summary will do|a 7B research/.test(text)),
    ).toEqual([]);
    expect(Object.values(tree).filter((text) => /"ann"/.test(text))).toEqual([]);
  });

  test('revoked, its flags stand open again; one that another waiver covers does not', async () => {
    const { workspace, run } = await flagged();
    const first = waive(workspace, LENIENT, ask(run));
    const second = waive(workspace, LENIENT, ask(run, { by: 'ben' }));
    revokeWaiver(workspace, first.waiverId, LOCAL);
    expect(await refused(workspace, run)).not.toContain('THOUGHT_SUMMARY_ONLY');
    revokeWaiver(workspace, second.waiverId, LOCAL);
    expect(await refused(workspace, run)).toContain('THOUGHT_SUMMARY_ONLY');
    expect(() => revokeWaiver(workspace, second.waiverId, LOCAL)).toThrow(/is revoked already/);
    expect(() => revokeWaiver(workspace, 'waiver-x', LOCAL)).toThrow(/There is no waiver/);
  });

  test('once there are users, one of them with the role takes it back, and nobody else', async () => {
    const { workspace, run } = await flagged();
    const { waiverId } = waive(workspace, LENIENT, ask(run));
    const ann = addUser(workspace, { name: 'ann', role: 'owner', passwordHash: null, actor: 'local' });
    addUser(workspace, { name: 'aud', role: 'auditor', passwordHash: null, actor: 'local' });
    for (const [by, why] of [
      ['aud', /"aud" has the role auditor/],
      ['nobody', /"nobody" is no user/],
    ] as const)
      expect(() => revokeWaiver(workspace, waiverId, { by, actor: 'local' })).toThrow(why);
    expect(workspace.waivers.byId(waiverId)?.state).toBe('active');
    revokeWaiver(workspace, waiverId, { by: 'ann', actor: 'local' });
    const last = [...workspace.events.each()]
      .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>)
      .find(({ type }) => type === 'waiver.revoked');
    expect(last).toMatchObject({ subject: waiverId, actor: ann.userId });
  });

  test('run out, it lifts nothing, and whoever relied on it is told so until it is waived anew', async () => {
    const { dir, workspace, run } = await flagged();
    waive(workspace, LENIENT, ask(run, { expires: 1 }));
    waive(workspace, LENIENT, ask(run, { ...permission, evidence: [LETTER] }));
    workspace.close();
    const later = temporaryWorkspace(dir, 2000, '2026-11-25T00:00:00.000Z');
    expect(await refused(later, run)).toEqual(['THOUGHT_SUMMARY_ONLY', 'WAIVER_EXPIRED']);
    expect(later.waivers.all().map(({ state }) => state)).toEqual(['expired', 'active']);
    waive(later, LENIENT, ask(run));
    expect(await refused(later, run)).toEqual([]);
  });

  test('keeps who, why and for what out of the log but for salted hashes, and the evidence among the blobs', async () => {
    const { workspace, run } = await flagged();
    waive(workspace, LENIENT, ask(run, { ...permission, evidence: [LETTER] }));
    const bodies = workspace.events.all().map(({ body }) => Buffer.from(body).toString('utf8'));
    const given = bodies
      .map((body) => JSON.parse(body) as { type: string })
      .filter(({ type }) => type.startsWith('waiver.'));
    expect(given).toMatchObject([
      {
        type: 'waiver.given',
        actor: workspace.people.idOf('ann', workspace.randomHex),
        data: { codes: permission.codes, flags: 2, reason: 'written-permission', statement_version: 1 },
        blobs: expect.arrayContaining([
          expect.objectContaining({ size: 8, media_type: 'application/octet-stream' }),
        ]),
      },
    ]);
    const told = bodies.join();
    expect([told.includes('7B research'), told.includes('summary will do'), told.includes('"ann"')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  const cases: [string, Partial<Waiving>, string, RegExp][] = [
    [
      'a block by counsel',
      { codes: permission.codes },
      'refused',
      /strict takes nothing but written-permission|can not be waived so/,
    ],
    ['a permission without the letter', permission, 'bad-usage', /needs the permission itself/],
    ['a code that only informs', { codes: ['SERVER_STATE_STORED'] }, 'refused', /only informs/],
    ['a block that nothing lifts', { codes: ['HASH_MISMATCH'] }, 'refused', /nothing lifts it/],
    ['a flag that is not there', { codes: ['CITATION_PRESENT'] }, 'not-found', /nothing to waive/],
    ['an unknown code', { codes: ['NONESUCH'] }, 'bad-usage', /there is no such flag/],
    ['an unknown reason', { reason: 'because' }, 'bad-usage', /--reason because/],
    ['a word or two', { why: 'fine' }, 'bad-usage', /20 to/],
    ['for good', { expires: 100_000 }, 'bad-usage', /never holds for good/],
    ['by whoever raised it', { by: 'collector', actor: 'collector' }, 'refused', /somebody else/],
  ];
  test.each(cases)('refuses %s, and nothing is changed', async (_, change, code, message) => {
    const { workspace, run } = await flagged();
    const before = workspace.events.count();
    const policy = { policy: 'strict' } as const;
    expect(() => waive(workspace, LENIENT, ask(run, { ...policy, ...change }))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
    expect([workspace.events.count(), workspace.waivers.all()]).toEqual([before, []]);
  });
});
