import { randomBytes } from 'node:crypto';
import { openWorkspace } from '../../server/db/workspace.ts';
import { plan, storePool, storeRun } from '../http/pool-with-run.ts';

// Run as a process of its own: adds a pool and a run to the workspace that it is given, as a command does.
const [dir = '', runId = ''] = process.argv.slice(2);
const workspace = openWorkspace(dir, {
  now: () => new Date(),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  pid: process.pid,
});
const planned = plan(25);
storeRun(workspace, runId, planned, storePool(workspace, planned));
workspace.close();
