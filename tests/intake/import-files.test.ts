import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { addBenchmarks, setBenchmarkIncluded } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { listImports } from '../../server/intake/imports.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { contents, eventsOf, fileOf, jsonLines, places } from './files.ts';

const three = jsonLines(
  { id: 'a', source: 's', question: 'one', license: 'MIT' },
  { id: 'b', source: 's', question: 'two', license: 'MIT' },
  { question: 'three', options: ['x', 'y'], answer: 1 },
);
const NOTHING = { questions: 0, imports: 0, events: 0, sources: 0 };

describe('importFiles', () => {
  test('stores questions with source, revision, row, licence, ids and hashes', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('pool.jsonl.gz', gzipSync(three));
    const report = await importFiles(workspace, [path], { license: 'CC0-1.0', revision: 'r1' });
    expect(report).toEqual({
      importId: 'imp-0000000002',
      sources: [
        { name: 's', revision: 'r1', records: 2, licenseDeclared: 'MIT' },
        { name: 'pool', revision: 'r1', records: 1, licenseDeclared: 'CC0-1.0' },
      ],
      imported: 3,
      superseded: 0,
      alreadyPresent: 0,
      rejected: 0,
      rejections: [],
      warnings: [],
      seconds: 0,
    });
    const names = [...workspace.questions.names()];
    expect(names.map(({ source, externalId }) => [source, externalId])).toEqual([
      ['s', 'a'],
      ['s', 'b'],
      ['pool', null],
    ]);
    expect(names.map(({ id }) => id)).toEqual([
      'fb7216cb9f3c3ec2bd4d',
      '3bd544161398b30711ad',
      '96083bb6ba70ce99aa6f',
    ]);
    expect(workspace.questions.byId(names[2]?.id ?? '')).toMatchObject({
      question: 'three',
      options: ['x', 'y'],
      answer: '1',
      license: 'CC0-1.0',
      revision: 'r1',
      row: 3,
      file: 0,
      importId: 'imp-0000000002',
      version: 1,
      live: true,
    });
    const [stored] = workspace.imports.all();
    expect(stored?.files).toEqual([
      {
        name: 'pool.jsonl.gz',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: gzipSync(three).length,
      },
    ]);
    expect(eventsOf(workspace)).toEqual([
      {
        type: 'import.stored',
        subject: 'imp-0000000002',
        data: {
          files: stored?.files,
          sources: report.sources,
          imported: 3,
          superseded: 0,
          alreadyPresent: 0,
          rejected: 0,
          rowsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          setAside: [],
        },
      },
    ]);
  });

  test('the same file twice imports nothing, and leaves no trace of the second time', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('pool.jsonl', three);
    await importFiles(workspace, [path]);
    const before = contents(workspace);
    const again = await importFiles(workspace, [
      path,
      fileOf('pool.json', `[${three.trim().split('\n').join(',')}]`),
    ]);
    expect(again).toMatchObject({
      importId: null,
      imported: 0,
      alreadyPresent: 6,
      rejected: 0,
      warnings: [],
    });
    expect(contents(workspace)).toEqual(before);
  });

  test('identical records within one file import once', async () => {
    const workspace = temporaryWorkspace();
    const report = await importFiles(workspace, [fileOf('a.jsonl', three + three)]);
    expect(report).toMatchObject({ imported: 3, alreadyPresent: 3, rejected: 0 });
  });

  test('another licence for the same text is counted, and what was there first stays', async () => {
    const workspace = temporaryWorkspace();
    await importFiles(workspace, [fileOf('a.jsonl', three)]);
    const report = await importFiles(workspace, [fileOf('a.jsonl', three.replace('MIT', 'GPL-3.0-only'))]);
    expect(report.warnings).toEqual([
      '1 record is already there with another licence, level, subject or meta; what was there first stays.',
    ]);
    const first = [...workspace.questions.names()][0];
    expect(workspace.questions.byId(first?.id ?? '')?.license).toBe('MIT');
  });

  test('rejections by file, line, byte and reason; the rest loads; all of them are in the workspace', async () => {
    const workspace = temporaryWorkspace();
    const bad = Buffer.concat([
      Buffer.from('{"id":"a","question":"one"}\n{"id":"a","question":"other"}\nnope\n[1]\n{"text":"x"}\n\n'),
      Buffer.from('{"question":" "}\n{"question":7}\n{"question":"\u0000"}\n{"question":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"question":"\\ud800"}\n{"question":"q","question":"r"}\n{"question":"last"}'),
    ]);
    const path = fileOf('bad.jsonl', bad);
    const report = await importFiles(workspace, [path]);
    expect(report).toMatchObject({ imported: 2, alreadyPresent: 0, rejected: 10 });
    expect(places(report.rejections)).toEqual([
      '2 @28 duplicate-id',
      '3 @58 not-json',
      '4 @63 not-an-object',
      '5 @67 missing-question',
      '7 @81 empty-question',
      '8 @98 wrong-type',
      '9 @113 nul-byte',
      '10 @130 invalid-utf8',
      '11 @147 lone-surrogate',
      '12 @169 duplicate-key',
    ]);
    expect(report.rejections.every(({ file }) => file === path)).toBe(true);
    const kept = readFileSync(join(workspace.dir, 'imports', `${report.importId}.rejected.jsonl`), 'utf8');
    expect(
      kept
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(report.rejections.map((rejection) => ({ ...rejection, file: basename(path) })));
  });

  test('all that is not taken is listed in a file that is named, where nothing is stored as well', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.jsonl', `${three}nope\n[1]\n{"text":"x"}\nnope\n`);
    const rejected = join(temporaryFolder(), 'rejected.jsonl');
    const listed = () =>
      readFileSync(rejected, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as unknown);
    const report = await importFiles(workspace, [path], { dryRun: true, rejected });
    expect(report.rejectedFor).toEqual({ 'not-json': 2, 'not-an-object': 1, 'missing-question': 1 });
    const whole = report.rejections.map((one) => ({ ...one, file: 'a.jsonl' }));
    expect(listed()).toEqual(whole);
    writeFileSync(rejected, '');
    await expect(importFiles(workspace, [path], { strict: true, rejected })).rejects.toThrow('--strict');
    expect(listed()).toEqual(whole);
    await importFiles(workspace, [fileOf('b.jsonl', three)], { dryRun: true, rejected });
    expect(listed()).toEqual([]);
    expect(readdirSync(join(workspace.dir, 'imports'))).toEqual([]);
    for (const [at, code] of [
      [path, 'conflict'],
      [temporaryFolder(), 'conflict'],
      [join(rejected, 'x'), 'bad-usage'],
      [join(temporaryFolder(), 'none', 'x'), 'bad-usage'],
    ])
      await expect(importFiles(workspace, [path], { dryRun: true, rejected: at })).rejects.toMatchObject({
        code,
      });
    expect(readFileSync(path, 'utf8')).toContain('nope');
  });

  test('a report lists 1,000 rejections, the workspace all of them', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.jsonl', `${three}${'x\n'.repeat(2500)}`);
    const report = await importFiles(workspace, [path]);
    expect([report.rejected, report.rejections.length]).toEqual([2500, 1000]);
    const kept = readFileSync(join(workspace.dir, 'imports', `${report.importId}.rejected.jsonl`), 'utf8');
    expect(kept.trim().split('\n')).toHaveLength(2500);
    expect(workspace.imports.all()[0]?.report).toMatchObject({ rejected: 2500, rejections: [] });
  });

  test('--strict: any rejection is an error and nothing is stored', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.jsonl', `${three}nope\n`);
    await expect(importFiles(workspace, [path], { strict: true })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(`1 record was rejected; the first is ${path}:4 (not-json)`),
      details: { rejected: 1 },
    });
    expect(contents(workspace)).toEqual(NOTHING);
    expect(
      existsSync(join(workspace.dir, 'imports')) ? readdirSync(join(workspace.dir, 'imports')) : [],
    ).toEqual([]);
    expect(await importFiles(workspace, [fileOf('a.jsonl', three)], { strict: true })).toMatchObject({
      imported: 3,
    });
  });

  test('--dry-run tells the same and stores nothing', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.jsonl', `${three}nope\n`);
    const dry = await importFiles(workspace, [path], { dryRun: true });
    expect(contents(workspace)).toEqual(NOTHING);
    expect(existsSync(join(workspace.dir, 'writer.txt'))).toBe(false);
    const real = await importFiles(workspace, [path]);
    expect({ ...dry, importId: real.importId }).toEqual(real);
    expect(dry.importId).toBeNull();
  });

  test('one bad file among good ones: nothing is stored', async () => {
    const workspace = temporaryWorkspace();
    const good = fileOf('a.jsonl', three);
    const cut = fileOf('b.gz', gzipSync(three.repeat(500)).subarray(0, 90));
    await expect(importFiles(workspace, [good, cut])).rejects.toThrow('its gzip data is cut short');
    await expect(importFiles(workspace, [good, '/nowhere.jsonl'])).rejects.toThrow('there is no such file');
    expect(contents(workspace)).toEqual(NOTHING);
  });

  test('a stop in the middle leaves nothing, and the same command works again', async () => {
    const workspace = temporaryWorkspace();
    const stop = new AbortController();
    const path = fileOf(
      'a.jsonl',
      jsonLines(...Array.from({ length: 20_000 }, (_, i) => ({ question: `q${i}` }))),
    );
    const seen: number[] = [];
    const progress = ({ bytes, records }: { bytes: number; records: number }) => {
      seen.push(records);
      if (bytes > 300_000) stop.abort();
    };
    await expect(importFiles(workspace, [path], {}, { progress, signal: stop.signal })).rejects.toMatchObject(
      { code: 'stopped' },
    );
    expect(seen.at(-1)).toBeGreaterThan(1000);
    expect(contents(workspace)).toEqual(NOTHING);
    expect(await importFiles(workspace, [path])).toMatchObject({ imported: 20_000 });
  });

  test('options that make no sense change nothing', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.jsonl', three);
    for (const options of [
      { format: 'xml' },
      { encoding: 'utf-99' },
      { map: 'what' },
      { records: '..' },
      { records: 'a', format: 'csv' },
    ]) {
      await expect(importFiles(workspace, [path], options)).rejects.toMatchObject({ code: 'bad-usage' });
    }
    expect(contents(workspace)).toEqual(NOTHING);
  });

  test('--source names the source; else the record does; else its file', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('a.b.csv.gz', gzipSync('question,source\nq1,s\nq2,\n'));
    expect((await importFiles(workspace, [path])).sources.map(({ name }) => name)).toEqual(['s', 'a.b']);
    expect((await importFiles(workspace, [path], { source: 'given' })).sources).toMatchObject([
      { name: 'given', records: 2 },
    ]);
  });

  test('says why nothing was taken, and that a file is empty', async () => {
    const workspace = temporaryWorkspace();
    const report = await importFiles(workspace, [fileOf('a.jsonl', '{"text":"x"}\n'), fileOf('b.jsonl', '')]);
    expect(report.warnings).toEqual([
      'Empty: b.jsonl.',
      'No record has a question by a name that is known; name its field with --map question=FIELD.',
    ]);
  });

  test('what an import that was killed left behind is swept up by the next one', async () => {
    const workspace = temporaryWorkspace();
    await importFiles(workspace, [fileOf('a.jsonl', `${three}x\n`)]);
    const left = join(workspace.dir, 'imports', 'imp-dead.part');
    writeFileSync(left, 'x');
    await importFiles(workspace, [fileOf('a.jsonl', three)]);
    expect(existsSync(left)).toBe(false);
  });
});

describe('importFiles, nothing but rejections', () => {
  test('is on record, and every rejection lies under its id', async () => {
    const workspace = temporaryWorkspace();
    const path = fileOf('bad.jsonl', '{"x":1}\n'.repeat(3000));
    const report = await importFiles(workspace, [path]);
    expect([report.imported, report.rejected, report.rejections.length]).toEqual([0, 3000, 1000]);
    const kept = readFileSync(join(workspace.dir, 'imports', `${report.importId}.rejected.jsonl`), 'utf8');
    expect(kept.trim().split('\n').length).toBe(3000);
    expect(listImports(workspace).map(({ importId, rejected }) => [importId, rejected])).toEqual([
      [report.importId, 3000],
    ]);
    const dry = await importFiles(workspace, [path], { dryRun: true });
    expect([dry.importId, readdirSync(join(workspace.dir, 'imports')).length]).toEqual([null, 1]);
  });
});

describe('importFiles, samples', () => {
  const own = jsonLines({ question: 'mine' });

  test('the benchmark that was made up with them steps aside too, and can be brought back', async () => {
    const workspace = temporaryWorkspace();
    await importFiles(workspace, [fileOf('s.jsonl', jsonLines({ question: '1', source: 'sample-a' }))]);
    const items = jsonLines({ id: 'b1', question: 'one two three four five six seven eight nine' });
    await addBenchmarks(workspace, [fileOf('sample-benchmark.jsonl', items)], {}, 'test');
    await addBenchmarks(workspace, [fileOf('real.jsonl', items)], {}, 'test');
    await importFiles(workspace, [fileOf('own.jsonl', own)]);
    const included = () => workspace.benchmarks.all().map((one) => [one.name, one.included]);
    expect(included()).toEqual([
      ['real', true],
      ['sample-benchmark', false],
    ]);
    expect(workspace.benchmarks.items().map(({ benchmark }) => benchmark)).toEqual(['real']);
    setBenchmarkIncluded(workspace, 'real', false, 'test');
    setBenchmarkIncluded(workspace, 'sample-benchmark', true, 'test');
    expect(workspace.benchmarks.items().map(({ benchmark }) => benchmark)).toEqual(['sample-benchmark']);
    expect(eventsOf(workspace).slice(-2)).toMatchObject([
      { type: 'benchmark.excluded', subject: 'real' },
      { type: 'benchmark.included', subject: 'sample-benchmark' },
    ]);
    expect(() => setBenchmarkIncluded(workspace, 'nothing', true, 'test')).toThrow(
      'There is no benchmark "nothing"; the benchmarks: real, sample-benchmark.',
    );
  });

  test('the first import of anything else sets the sample sources aside, once', async () => {
    const workspace = temporaryWorkspace();
    const sample = fileOf(
      's.jsonl',
      jsonLines({ question: '1', source: 'sample-a' }, { question: '2', source: 'sample-b' }),
    );
    expect((await importFiles(workspace, [sample])).warnings).toEqual([]);
    const dry = await importFiles(workspace, [fileOf('own.jsonl', own)], { dryRun: true });
    expect(workspace.sources.all().map(({ included }) => included)).toEqual([true, true]);
    const report = await importFiles(workspace, [fileOf('own.jsonl', own)]);
    expect(report.warnings).toEqual([
      'The 2 sample sources were set aside, now that there are questions of your own; "sources include NAME" brings one back.',
    ]);
    expect(dry.warnings).toEqual(report.warnings);
    expect(workspace.sources.all().map(({ name, included }) => [name, included])).toEqual([
      ['own', true],
      ['sample-a', false],
      ['sample-b', false],
    ]);
    expect(eventsOf(workspace).at(-1)?.data).toMatchObject({ setAside: ['sample-a', 'sample-b'] });
    workspace.sources.setIncluded('sample-a', true);
    await importFiles(workspace, [fileOf('more.jsonl', jsonLines({ question: 'another' }))]);
    expect(
      workspace.sources
        .all()
        .filter(({ included }) => included)
        .map(({ name }) => name),
    ).toEqual(['more', 'own', 'sample-a']);
  });
});
