import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '../house/tree.ts';

/** Stands in for npm: notes the call, then does what FAKE_NPM says; compilers and the program are one-liners. */
const FAKE_NPM = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('npm-calls.log', process.argv.slice(2, 3).join(' ') + '\\n');
const write = (file, text) => { mkdirSync(require('node:path').dirname(file), { recursive: true }); writeFileSync(file, text); };
const [kind, text] = (process.env.FAKE_NPM || 'works').split('|');
if (kind === 'fails') { console.error(text); process.exit(1); }
write('node_modules/half-made', '');
if (kind === 'hangs') setTimeout(() => {}, 60000);
else {
  const sqlite = kind === 'unbuilt' ? "throw new Error('Could not locate the bindings file.')" : 'module.exports = class { close() {} }';
  write('node_modules/better-sqlite3/index.js', sqlite);
  const compiler = (yields, text) => "const fs = require('node:fs'), path = require('node:path');" +
    "fs.mkdirSync(path.dirname('" + yields + "'), { recursive: true }); fs.appendFileSync('builds.log', '" + yields + "\\\\n');" +
    "if (process.env.FAKE_BUILD === 'fails') { console.log('a.ts(1,1): error TS1005: no'); process.exit(2); }" +
    "fs.writeFileSync('" + yields + "', " + JSON.stringify(text) + ")";
  write('node_modules/typescript/bin/tsc', compiler('dist/server/main.js',
    "export const main = async (argv) => { console.log('ran ' + argv.join(' ')); return argv.includes('--refused') ? 3 : 0; };"));
  write('node_modules/vite/bin/vite.js', compiler('dist/client/index.html', '<html>'));
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } }));
}
`;
const TOKENIZER = `import { mkdirSync, writeFileSync } from 'node:fs';
export function buildTokenizerTable(file) { mkdirSync('dist/tokenizers', { recursive: true }); writeFileSync(file, 'table'); }`;

/** A checkout in a temporary folder: our scripts, one source of each kind, and an npm that obeys FAKE_NPM. */
export function makeCheckout() {
  const root = `${mkdtempSync(join(tmpdir(), 'winnow-setup-'))}/`;
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  cpSync(join(ROOT, 'scripts'), join(root, 'scripts'), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write(
    'package-lock.json',
    '{ "packages": { "": {}, "node_modules/a": { "version": "1.0.0", "integrity": "x" } } }',
  );
  write('server/main.ts', 'export {};');
  write('server/db/migrations/0001_a.sql', 'CREATE TABLE a (b);');
  write('shared/error.ts', 'export {};');
  write('client/index.html', '<html>');
  write('scripts/tokenizer-table.mjs', TOKENIZER);
  write('npm/npm-cli.js', FAKE_NPM);
  write('npm/package.json', '{ "type": "commonjs" }');
  chmodSync(join(root, 'npm/npm-cli.js'), 0o755);
  const lines = (path: string) => readFileSync(join(root, path), 'utf8').trim().split('\n').sort();
  return { root, write, lines, start: (env = {}, args = ['start.mjs']) => launch(root, args, env) };
}

/** Runs a script of the checkout; `ended` says how it went. */
function launch(root: string, [script = '', ...args]: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, npm_execpath: join(root, 'npm/npm-cli.js'), ...env },
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string; lastLine: string }>(
    (resolve) => {
      child.once('close', (code) =>
        resolve({ code, ...output, lastLine: output.err.trim().split('\n').at(-1) ?? '' }),
      );
    },
  );
  return { child, ended };
}
