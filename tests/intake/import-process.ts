import { randomBytes } from 'node:crypto';
import { openWorkspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';

/** A process that imports: `DIR PATH…`. Says how far it is, a line a chunk, and its peak memory at the end. */
const [dir = '', ...paths] = process.argv.slice(2);
const workspace = openWorkspace(dir, {
  now: () => new Date(),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  pid: process.pid,
});
const report = await importFiles(
  workspace,
  paths,
  {},
  {
    progress: ({ records }) => void process.stdout.write(`${JSON.stringify({ records })}\n`),
  },
);
workspace.close();
const peakMB = process.resourceUsage().maxRSS / 1000;
process.stdout.write(`${JSON.stringify({ imported: report.imported, rejected: report.rejected, peakMB })}\n`);
