import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from './child.mjs';
import { hashInputs } from './inputs.mjs';
import { livingLine } from './living-line.mjs';
import { SetupError } from './setup-error.mjs';

const TOKENIZER = 'dist/tokenizers/qwen2.5.bin';
const MAKE_TOKENIZER = `import { buildTokenizerTable } from './scripts/tokenizer-table.mjs'; await buildTokenizerTable('${TOKENIZER}');`;

/**
 * What is built, from what, by what. `clears` goes away first, so that nothing of an older tree stays.
 * The server is emitted without a type check: `npm run check` does that, and the first start is quicker.
 */
const PARTS = [
  {
    name: 'server',
    inputs: ['server', 'shared', 'data', 'tsconfig.base.json', 'tsconfig.server.json'],
    clears: ['dist/server', 'dist/shared'],
    yields: 'dist/server/main.js',
    args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.server.json', '--noCheck'],
    after: copyMigrations,
  },
  {
    name: 'client',
    inputs: ['client', 'shared', 'tsconfig.base.json', 'tsconfig.client.json', 'vite.config.ts'],
    clears: ['dist/client'],
    yields: 'dist/client/index.html',
    args: ['node_modules/vite/bin/vite.js', 'build'],
  },
  {
    name: 'tokenizer',
    inputs: ['scripts/tokenizer-table.mjs'],
    clears: ['dist/tokenizers'],
    yields: TOKENIZER,
    args: ['--input-type=module', '-e', MAKE_TOKENIZER],
  },
];
const FOR_ALL = ['package-lock.json', 'scripts/lib/build-parts.mjs'];

const stampFile = (root, part) => join(root, 'dist', '.setup', `${part.name}.stamp`);

/** The parts whose inputs are not those that they were last built from, with the hash to stamp. */
export function staleParts(root) {
  return PARTS.map((part) => ({ part, hash: hashInputs(root, [...part.inputs, ...FOR_ALL]) })).filter(
    ({ part, hash }) => !existsSync(join(root, part.yields)) || readStamp(stampFile(root, part)) !== hash,
  );
}

/**
 * Builds what is out of date, side by side; a part that was killed half way has no stamp and is built again.
 * @throws {SetupError} with the first lines of what the compiler said
 */
export async function buildParts({ root, out }) {
  const stale = staleParts(root);
  if (stale.length === 0) return;
  const open = new Set(stale.map(({ part }) => part.name));
  const names = () => [...open].join(', ');
  const built = names();
  const started = Date.now();
  const line = livingLine(out, () => `building ${names()}`);
  let done = '';
  try {
    const builds = stale.map(async (pin) => {
      await buildPart(root, pin);
      open.delete(pin.part.name);
    });
    const ended = await Promise.allSettled(builds);
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    done = `built ${built} in ${Math.round((Date.now() - started) / 1000)} s`;
  } finally {
    line.end(done);
  }
}

async function buildPart(root, { part, hash }) {
  rmSync(stampFile(root, part), { force: true });
  for (const folder of part.clears) rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, 'dist', '.setup'), { recursive: true });
  const logFile = join(root, 'dist', '.setup', `${part.name}.log`);
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code, output } = await runLogged({
    command: process.execPath,
    args: part.args,
    cwd: root,
    env,
    logFile,
  });
  if (code !== 0 || !existsSync(join(root, part.yields))) throw buildFault(part, output, logFile);
  if (part.after !== undefined) part.after(root);
  writeFileSync(stampFile(root, part), hash);
}

function buildFault(part, output, logFile) {
  const first = output.split('\n').find((text) => /error|ENOSPC/i.test(text)) || 'no message';
  return new SetupError(
    `The ${part.name} could not be built: ${first.trim()} (all of the output: ${logFile}).`,
  );
}

function copyMigrations(root) {
  const from = join(root, 'server', 'db', 'migrations');
  if (existsSync(from)) cpSync(from, join(root, 'dist', 'server', 'db', 'migrations'), { recursive: true });
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
