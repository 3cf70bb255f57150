import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectTraces } from '../../server/ask/collect.ts';
import { type Finding, finding } from '../../server/comply/flag.ts';
import { about, type RaisedFlag, raiseFlags } from '../../server/db/raise-flags.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const SUMMARY = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: { thoughts: 2, answer: 1 } });
const COMPETING = finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'competing' }, [
  'google/gemini-api-additional@2026-03-23',
]);
const WHO = { actor: 'tester', subject: 'col-1' };

const trace = (id: string, ...findings: Finding[]): RaisedFlag[] => about({ type: 'trace', id }, findings);
const raise = (workspace: Workspace, flags: readonly RaisedFlag[]): string[] =>
  workspace.write('test', () => raiseFlags(workspace, flags, WHO));
const shown = (workspace: Workspace, filter = {}) => [...workspace.flags.each(filter)];
const events = (workspace: Workspace) =>
  workspace.events
    .all()
    .map(
      ({ body }) =>
        JSON.parse(Buffer.from(body).toString('utf8')) as { type: string; data: { flags: object[] } },
    );

describe('raiseFlags(workspace, flags, who)', () => {
  it('stores each flag with the event that raises it, addressable in it', () => {
    const workspace = temporaryWorkspace();
    const [one, two] = raise(workspace, trace('trace-1', COMPETING, SUMMARY));
    expect(events(workspace)).toEqual([
      expect.objectContaining({
        type: 'flag.raised',
        actor: 'tester',
        subject: 'col-1',
        data: {
          vocab_version: 1,
          flags: [
            {
              flag_id: one,
              code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
              subject: { type: 'trace', id: 'trace-1' },
              phase: 'request',
              rule: { id: 'request/provider-forbids-competing-model', version: 1 },
              evidence: { clause: 'competing' },
              terms_refs: ['google/gemini-api-additional@2026-03-23'],
            },
            expect.objectContaining({ flag_id: two, code: 'THOUGHT_SUMMARY_ONLY' }),
          ],
        },
      }),
    ]);
    expect(
      workspace.db.prepare('SELECT id, event, place, vocab_version FROM flags ORDER BY n').raw().all(),
    ).toEqual([
      [one, 0, 0, 1],
      [two, 0, 1, 1],
    ]);
    expect(shown(workspace)).toEqual([
      {
        flagId: one,
        code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
        subject: { type: 'trace', id: 'trace-1' },
        phase: 'request',
        evidence: { clause: 'competing' },
        termsRefs: ['google/gemini-api-additional@2026-03-23'],
        state: 'open',
      },
      expect.objectContaining({ flagId: two, phase: 'response', termsRefs: [] }),
    ]);
  });

  it('raises what is there already no second time, within a call or after it', () => {
    const workspace = temporaryWorkspace();
    const ids = raise(workspace, [...trace('trace-1', SUMMARY, SUMMARY), ...trace('trace-2', SUMMARY)]);
    expect([ids[0], new Set(ids).size]).toEqual([ids[1], 2]);
    expect(raise(workspace, [...trace('trace-2', SUMMARY), ...trace('trace-3', SUMMARY)])[0]).toBe(ids[2]);
    raise(workspace, trace('trace-3', SUMMARY));
    expect(events(workspace).map(({ data }) => data.flags.length)).toEqual([2, 1]);
    expect(shown(workspace).map(({ subject }) => subject.id)).toEqual(['trace-1', 'trace-2', 'trace-3']);
  });

  it('tells flags apart by evidence and terms', () => {
    const workspace = temporaryWorkspace();
    const others = [
      finding('response', 'THOUGHT_SUMMARY_ONLY', {}),
      finding('response', 'THOUGHT_SUMMARY_ONLY', {}, ['a/b@1']),
    ];
    expect(new Set(raise(workspace, trace('trace-1', SUMMARY, ...others))).size).toBe(3);
  });

  it('puts thousands into few events, in the order given', () => {
    const workspace = temporaryWorkspace();
    const flags = Array.from({ length: 1201 }, (_, i) => trace(`trace-${i}`, SUMMARY)).flat();
    const ids = raise(workspace, flags);
    expect(events(workspace).map(({ data }) => data.flags.length)).toEqual([500, 500, 201]);
    expect(shown(workspace).map(({ flagId }) => flagId)).toEqual(ids);
  });

  it('is part of the transaction of its caller, or of none', () => {
    const workspace = temporaryWorkspace();
    const undone = () =>
      workspace.write('test', () => {
        raiseFlags(workspace, trace('trace-1', SUMMARY), WHO);
        throw new Error('stop');
      });
    expect(undone).toThrow('stop');
    expect([shown(workspace), events(workspace)]).toEqual([[], []]);
    expect(() => raiseFlags(workspace, trace('trace-1', SUMMARY), WHO)).toThrow(
      expect.objectContaining({ code: 'failed' }),
    );
  });

  it('keeps a flag as it was raised', () => {
    const workspace = temporaryWorkspace();
    raise(workspace, trace('trace-1', SUMMARY));
    expect(() => workspace.db.exec("UPDATE flags SET code = 'TRUNCATED'")).toThrow('flags are never changed');
    workspace.db.exec("UPDATE flags SET state = 'waived'");
    expect(shown(workspace).map(({ state }) => state)).toEqual(['waived']);
  });

  it('gives the same flag the same id in every workspace', () => {
    const ids = [temporaryWorkspace(), temporaryWorkspace()].map(
      (one) => raise(one, trace('trace-1', SUMMARY))[0],
    );
    const said = `{"code":"THOUGHT_SUMMARY_ONLY","evidence":{"parts":{"answer":1,"thoughts":2}},"phase":"response","rule":{"id":"response/thought-summary-only","version":1},"subject":{"id":"trace-1","type":"trace"},"terms_refs":[],"vocab_version":1}`;
    const id = `flag-${createHash('sha256').update(said).digest('hex').slice(0, 20)}`;
    expect(ids).toEqual([id, id]);
  });
});

describe('flags.each(filter)', () => {
  it('finds them by code, by subject, and by the run that their traces were collected for', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('one'), worked('two')], 2);
    const other = storeRankedRun(workspace, [worked('one'), worked('two')], 1, {}, 'run-0000000002');
    const effects = {
      countTokens: () => 1,
      progress: () => undefined,
      signal: new AbortController().signal,
      clock: () => 0,
    };
    const collected = await collectTraces(workspace, { run, teacher: 'reference', actor: 'tester' }, effects);
    const ids = run.n === other.n ? [] : tracesOf(workspace, collected.collectionId);
    raise(workspace, [
      ...ids.flatMap((id) => trace(id, SUMMARY)),
      ...trace(ids[0] ?? '', COMPETING),
      ...trace('trace-of-nobody', SUMMARY),
    ]);
    const subjects = (filter: object) =>
      shown(workspace, filter).map(({ code, subject }) => [code, subject.id]);
    expect(subjects({ run: run.n })).toEqual([
      ['THOUGHT_SUMMARY_ONLY', ids[0]],
      ['THOUGHT_SUMMARY_ONLY', ids[1]],
      ['PROVIDER_FORBIDS_COMPETING_MODEL', ids[0]],
    ]);
    expect([subjects({ run: other.n }), subjects({ subject: 'trace-of-nobody' }).length]).toEqual([[], 1]);
    expect(subjects({ run: run.n, code: 'THOUGHT_SUMMARY_ONLY', subject: ids[1] })).toEqual([
      ['THOUGHT_SUMMARY_ONLY', ids[1]],
    ]);
    expect(workspace.flags.countsOf(collected.collectionId)).toEqual({
      PROVIDER_FORBIDS_COMPETING_MODEL: 1,
      THOUGHT_SUMMARY_ONLY: 2,
    });
  });
});

const tracesOf = (workspace: Workspace, collection: string): string[] =>
  [...workspace.traces.outcomes(collection).keys()].map(
    (id) => workspace.traces.of(id, [collection])[0]?.id ?? '',
  );
