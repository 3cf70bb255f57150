import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';

const bin = (path, ...args) => [`node_modules/${path}`, ...args];

/** What `npm run check` holds the tree to, longest first, so that two cores are done together. */
export const CHECK_PARTS = [
  { name: 'eslint: typed rules', args: bin('eslint/bin/eslint.js', '--max-warnings=0', '.') },
  { name: 'types: tests', args: bin('typescript/bin/tsc', '-p', 'tsconfig.tests.json') },
  { name: 'types: client', args: bin('typescript/bin/tsc', '-p', 'tsconfig.client.json') },
  { name: 'knip: unused code', args: bin('knip/bin/knip.js', '--no-progress') },
  {
    name: 'biome: format and lint',
    args: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
];

/** Not part of `npm test`: the types of the tests hold those of the server; here it is seen without the DOM. */
export const SERVER_ALONE = {
  name: 'types: server',
  args: bin('typescript/bin/tsc', '-p', 'tsconfig.server.json', '--noEmit'),
};

/** Not part of `npm test`, where these files run with all the others. */
export const HOUSE_RULES = {
  name: 'house: imports, tables, documents',
  args: bin('vitest/vitest.mjs', 'run', '--project', 'unit', 'tests/house'),
};

/**
 * Runs the parts, two at a time unless `lanes` says else, with a line for each and the output of those that
 * fail in one piece, so that a neighbour's output stands before or behind it.
 * @param {{ name: string, args: string[] }[]} parts Node programs of node_modules
 * @param {{ root: string, out: { write(text: string): unknown }, lanes?: number, nice?: number }} place
 *   `nice`: how far they stand back behind other programs, 0 (not at all) to 19
 * @returns {Promise<string[]>} the names of the parts that failed
 */
export async function runChecks(parts, { root, out, lanes = 2, nice = 0 }) {
  const waiting = [...parts];
  const failed = [];
  const worker = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const started = Date.now();
      const { code, output } = await collect(part.args, root, nice);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const line = `${code === 0 ? 'passed' : 'FAILED'}  ${part.name} (${seconds} s)\n`;
      out.write(code === 0 ? line : `${line}${output.trimEnd()}\n`);
      if (code !== 0) failed.push(part.name);
    }
  };
  await Promise.all(Array.from({ length: lanes }, worker));
  return failed;
}

function standBack(pid, nice) {
  try {
    if (pid !== undefined) setPriority(pid, nice);
  } catch {
    // where a rank can't be changed, the system shares the cores as it likes
  }
}

function collect(args, cwd, nice) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    if (nice > 0) standBack(child.pid, nice);
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => chunks.push(Buffer.from(String(error))));
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
