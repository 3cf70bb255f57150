import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import { openWorkspace } from '../../server/db/workspace.ts';
import {
  jumpingEffects,
  optionsOf,
  realSleep,
  reply,
  type Script,
  scriptedProvider,
  scriptedTeacher,
  transient,
} from './scripted.ts';

/**
 * A process that collects, for tests that kill it: `DIR SERVED RUN MS CONCURRENCY`. Whatever the provider takes in goes as a line
 * (work key) into the file SERVED before it answers, which takes it up to MS; some calls fail at first.
 */
const [dir = '', served = '', runId = '', ms = '2', concurrency = '8'] = process.argv.slice(2);
const workspace = openWorkspace(dir, {
  now: () => new Date(),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  pid: process.pid,
});
const run = workspace.runs.byId(runId);
if (run === undefined) throw new Error('no run');
const script: Script = async (call) => {
  appendFileSync(served, `${call.key}\n`);
  await delay(Math.random() * Number(ms));
  return Math.random() < 0.1 ? transient('server-error') : reply(call);
};
const provider = scriptedProvider(script, { forgets: true });
const none = { requestsPerMinute: null, tokensPerMinute: null, requestsPerDay: null };
const limits = { ...none, concurrency: Number(concurrency) };
const { effects } = jumpingEffects(scriptedTeacher(provider, { limits }));
const report = await collectFromModel(workspace, optionsOf(run), {
  ...effects,
  now: Date.now,
  sleep: (wait, signal) => realSleep(Math.min(wait, 5), signal),
});
workspace.close();
process.stdout.write(`${JSON.stringify({ ...report, peakMB: process.resourceUsage().maxRSS / 1000 })}\n`);
