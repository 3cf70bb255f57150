import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { register } from '../../server/cli/traces.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { boxed, carriedOut, ENDPOINT } from '../jobs/offline-box.ts';
import { typed } from './in-process.ts';

test('a machine without a connection does the asking: requests out, results in', async () => {
  const { workspace, openTeacher } = boxed(3);
  const loop = { now: () => 0, sleep: async () => undefined, random: () => 0 };
  const winnow = (...argv: string[]) =>
    typed(workspace, register, ['traces', ...argv], { openTeacher, loop, confirm: null });
  const out = join(temporaryFolder(), 'requests.jsonl');
  const wanted = ['export-requests', '--endpoint', ENDPOINT, '--out', out, '--model'];
  await expect(winnow(...wanted, 'other')).rejects.toMatchObject({ code: 'refused' });
  const exported = await winnow(...wanted, 'r1');
  expect(exported.err).toMatch(/to be asked +3 calls, 1 of each question\n/);
  expect(exported.out).toMatch(/^3 requests to r1 in .+requests\.jsonl \(collection col-[0-9a-f]{16}\)\n/);
  await expect(winnow(...wanted, 'r1')).rejects.toMatchObject({ code: 'conflict' });

  const results = join(temporaryFolder(), 'results.jsonl');
  writeFileSync(results, `${carriedOut(out).join('\n')}\nnot json\n{"custom_id":"x","error":"y"}\n`);
  const imported = await winnow('import-results', results);
  expect(imported.out).toMatch(
    /^col-[0-9a-f]{16} \(r1\)\n {2}answered +3 +0 pending\n {2}usable traces +3\n/,
  );
  expect(imported.out).toMatch(/results\.jsonl:4 \(byte \d+\) not-json: The line is not valid JSON\.\n/);
  expect(imported.out).toMatch(/\n3 imported, 0 already there, 0 failed, 1 unknown, 1 rejected, [\d.]+ s\n$/);
  expect(imported.err).toContain('note: 1 results have keys that no collection of this workspace knows');
  const again = await winnow('import-results', results, '--json');
  expect(JSON.parse(again.out)).toMatchObject({ imported: 0, alreadyPresent: 3, unknown: 1, rejected: 1 });
  await expect(winnow('import-results', join(workspace.dir, 'none.jsonl'))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('there is no such file') as string,
  });
});
