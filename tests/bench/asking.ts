import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import { openWorkspace } from '../../server/db/workspace.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { jumpingEffects, optionsOf, reply, scriptedProvider, scriptedTeacher } from '../ask/scripted.ts';

/** How many replies a second one process takes from a provider that answers at once: `REPLIES CONCURRENCY CHARACTERS`. */
const [replies = 5000, concurrency = 64, characters = 8000] = process.argv.slice(2).map(Number);
const THINKING = 'Let us look at the quantity once more. '.repeat(characters / 39);

const dir = mkdtempSync(join(tmpdir(), 'winnow-asking-'));
try {
  const workspace = openWorkspace(dir, {
    now: () => new Date(),
    randomHex: (bytes) => 'ab'.repeat(bytes),
    pid: process.pid,
  });
  const questions = Array.from({ length: replies }, (_, i) => worked(`q${i}`));
  const run = storeRankedRun(workspace, questions, replies);
  const provider = scriptedProvider((call) => reply(call, { thinking: `${call.key} ${THINKING}` }));
  const limits = { requestsPerMinute: null, tokensPerMinute: null, requestsPerDay: null, concurrency };
  const teacher = scriptedTeacher(provider, { limits });
  const { effects } = jumpingEffects(teacher);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const report = await collectFromModel(workspace, optionsOf(run), effects);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${report.answered} replies of ${characters} characters, ${concurrency} at once: ${seconds.toFixed(2)} s, ${Math.round(report.answered / seconds)} a second, ${((user + system) / 1e6).toFixed(1)} s CPU`,
  );
  workspace.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
