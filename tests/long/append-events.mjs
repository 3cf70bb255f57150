// Appends events to a workspace by what `npm run build` emits, and prints how long that took: CPU of this process, in
// seconds. Usage: node append-events.mjs DIST WORKSPACE FROM TO POOL
import { pathToFileURL } from 'node:url';

const [dist, dir, ...numbers] = process.argv.slice(2);
const [from, to, pool] = numbers.map(Number);
const { openWorkspace } = await import(pathToFileURL(`${dist}/server/db/workspace.js`).href);

/** Events that one transaction appends. */
const BATCH = 1000;

const hex = (i) => i.toString(16).padStart(20, '0');
const workspace = openWorkspace(dir, {
  now: () => new Date(),
  randomHex: (n) => 'ab'.repeat(n),
  pid: process.pid,
});
const before = process.cpuUsage();
for (let i = from; i < to; i += BATCH)
  workspace.write('test', () => {
    for (let j = i; j < Math.min(i + BATCH, to); j++)
      workspace.events.append({
        type: 'trace.received',
        actor: 'local',
        subject: `trace-${hex(j)}`,
        idem: `received ${j}`,
        data: {
          collection: 'col-0123456789abcdef',
          question: hex(j % pool),
          outcome: 'usable',
          tokens: j % 4096,
        },
      });
  });
const { user, system } = process.cpuUsage(before);
workspace.close();
process.stdout.write(`${(user + system) / 1e6}\n`);
