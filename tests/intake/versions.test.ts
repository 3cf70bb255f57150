import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import type { ImportOptions } from '../../server/intake/import-options.ts';
import { listImports, undoImport } from '../../server/intake/imports.ts';
import { listSources, setSourceIncluded } from '../../server/intake/sources.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { eventsOf, fileOf, jsonLines, places } from './files.ts';

const old = { id: 'a', question: 'old text' };
const fresh = { id: 'a', question: 'new text' };
const other = { id: 'b', question: 'beside it' };

const load = (workspace: Workspace, records: object[], options: ImportOptions = {}) =>
  importFiles(workspace, [fileOf('s.jsonl', jsonLines(...records))], options);

/** The live texts, by external id, with their versions. */
const live = (workspace: Workspace): string[] =>
  [...workspace.questions.names()]
    .map(({ id }) => workspace.questions.byId(id))
    .map((q) => `${q?.externalId} v${q?.version} ${q?.question}`)
    .sort();

describe('an id that comes back with another text', () => {
  test('is a rejection, never an overwrite', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    const report = await load(workspace, [fresh, other]);
    expect(report).toMatchObject({ imported: 1, superseded: 0, rejected: 1 });
    expect(places(report.rejections)).toEqual(['1 @0 duplicate-id']);
    expect(live(workspace)).toEqual(['a v1 old text', 'b v1 beside it']);
  });

  test('is a new version with --supersede; the old one is kept', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old, other]);
    const [before] = [...workspace.questions.names()];
    expect(await load(workspace, [fresh, other], { supersede: true })).toMatchObject({
      imported: 1,
      superseded: 1,
      alreadyPresent: 1,
      rejected: 0,
    });
    expect(live(workspace)).toEqual(['a v2 new text', 'b v1 beside it']);
    expect(workspace.questions.byId(before?.id ?? '')).toMatchObject({
      question: 'old text',
      live: false,
      version: 1,
    });
  });

  test('the old text again: rejected without --supersede, brought back with it', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    await load(workspace, [fresh], { supersede: true });
    expect(places((await load(workspace, [old])).rejections)).toEqual(['1 @0 duplicate-id']);
    expect(await load(workspace, [old], { supersede: true })).toMatchObject({ imported: 1, superseded: 1 });
    expect(live(workspace)).toEqual(['a v1 old text']);
  });

  test('within one file it is a rejection even with --supersede', async () => {
    const workspace = temporaryWorkspace();
    const report = await load(workspace, [old, fresh], { supersede: true });
    expect(places(report.rejections)).toEqual(['2 @33 duplicate-id']);
    expect(report.rejections[0]?.message).toBe(
      'The id "a" comes twice in this import, with another question, answer, solution or options.',
    );
  });

  test('the same id in another source is another question', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    expect(await load(workspace, [fresh], { source: 't' })).toMatchObject({ imported: 1, rejected: 0 });
  });
});

describe('undoImport', () => {
  test('retires the rows of an import and brings back what they superseded', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    const { importId } = await load(workspace, [fresh, other], { supersede: true });
    expect(undoImport(workspace, importId ?? '', 'me')).toEqual({ importId, retired: 2, revived: 1 });
    expect(live(workspace)).toEqual(['a v1 old text']);
    expect(eventsOf(workspace).at(-1)).toEqual({
      type: 'import.undone',
      subject: importId,
      data: { retired: 2, revived: 1 },
    });
    expect(listImports(workspace).map(({ imported, undoneAt }) => [imported, undoneAt])).toEqual([
      [1, null],
      [2, '2026-11-24T00:00:00.000Z'],
    ]);
  });

  test('an undone import can be imported again, with another licence, and undone again', async () => {
    const workspace = temporaryWorkspace();
    const first = await load(workspace, [old, other], { license: 'wrong' });
    undoImport(workspace, first.importId ?? '', 'me');
    expect(live(workspace)).toEqual([]);
    const second = await load(workspace, [old, other], { license: 'right' });
    expect(second).toMatchObject({ imported: 2, alreadyPresent: 0 });
    const stored = [...workspace.questions.names()].map(({ id }) => workspace.questions.byId(id));
    expect(stored.map((q) => [q?.license, q?.importId])).toEqual([
      ['right', second.importId],
      ['right', second.importId],
    ]);
    undoImport(workspace, second.importId ?? '', 'me');
    expect(live(workspace)).toEqual([]);
  });

  test('goes past versions whose own import was undone', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    const second = await load(workspace, [fresh], { supersede: true });
    const third = await load(workspace, [{ id: 'a', question: 'newest' }], { supersede: true });
    expect(undoImport(workspace, second.importId ?? '', 'me')).toMatchObject({ retired: 0, revived: 0 });
    expect(live(workspace)).toEqual(['a v3 newest']);
    expect(undoImport(workspace, third.importId ?? '', 'me')).toMatchObject({ retired: 1, revived: 1 });
    expect(live(workspace)).toEqual(['a v1 old text']);
  });

  test('is refused where there is no such import, and where it was undone before', async () => {
    const workspace = temporaryWorkspace();
    const { importId } = await load(workspace, [old]);
    expect(() => undoImport(workspace, 'imp-9', 'me')).toThrow('There is no import imp-9');
    undoImport(workspace, importId ?? '', 'me');
    expect(() => undoImport(workspace, importId ?? '', 'me')).toThrow(
      `The import ${importId} was undone before`,
    );
  });

  test('is refused by name where a release holds one of its questions', async () => {
    const workspace = temporaryWorkspace();
    const { importId } = await load(workspace, [old, other]);
    const held = [...workspace.questions.names()][0]?.id ?? '';
    const ofQuestion = (id: string) => (id === held ? ['rel-1'] : []);
    const released = { ...workspace, releases: { ...workspace.releases, ofQuestion } };
    expect(() => undoImport(released, importId ?? '', 'me')).toThrow(
      `The import ${importId} can not be undone: 1 of its questions are in a release (rel-1)`,
    );
    expect(live(workspace)).toHaveLength(2);
    expect(listImports(workspace)[0]?.undoneAt).toBeNull();
  });
});

describe('sources', () => {
  test('are listed with their live questions, included and set aside by name', async () => {
    const workspace = temporaryWorkspace();
    const { importId } = await load(workspace, [old, other]);
    expect(listSources(workspace)).toEqual([
      { name: 's', questions: 2, included: true, firstImport: importId },
    ]);
    expect(setSourceIncluded(workspace, 's', false, 'me')).toMatchObject({ included: false });
    expect(setSourceIncluded(workspace, 's', false, 'me')).toMatchObject({ included: false });
    expect(listSources(workspace)[0]?.included).toBe(false);
    setSourceIncluded(workspace, 's', true, 'me');
    expect(eventsOf(workspace).slice(1)).toEqual([
      { type: 'source.excluded', subject: 's', data: { questions: 2 } },
      { type: 'source.included', subject: 's', data: { questions: 2 } },
    ]);
  });

  test('an unknown name is an error that names those there are', async () => {
    const workspace = temporaryWorkspace();
    await load(workspace, [old]);
    expect(() => setSourceIncluded(workspace, 'S', true, 'me')).toThrow(
      'There is no source "S"; did you mean s?',
    );
    expect(() => setSourceIncluded(workspace, 'x', true, 'me')).toThrow(
      'There is no source "x"; the sources: s',
    );
  });
});
