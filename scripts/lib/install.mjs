import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runLogged } from './child.mjs';
import { isInstalledByHand, markInstalled, unmarkInstalled } from './installed.mjs';
import { livingLine } from './living-line.mjs';
import { explainNpmFailure, installPhase, isTornFolder } from './npm-failures.mjs';
import { SetupError } from './setup-error.mjs';

const CI = ['ci', '--include=dev', '--prefer-offline', '--foreground-scripts', '--loglevel=http'];
const QUICK_RETRY = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'];
const LOAD_SQLITE = "new (require('better-sqlite3'))(':memory:').close()";

/**
 * Installs what package-lock.json names, and proves that the compiled package loads.
 * @param {{ root: string, out: object, onStart(pid: number): void }} place
 * @throws {SetupError} one line for no network, no compiler, no disk, ...
 */
export async function installPackages({ root, out, onStart }) {
  if (isInstalledByHand(root) && loadFault(root) === null) {
    markInstalled(root);
    return;
  }
  const logFile = join(root, 'dist', '.setup', 'npm-ci.log');
  const started = Date.now();
  rmSync(logFile, { force: true }); // the line below reads it, and an older one would tell of older work
  const line = livingLine(out, () => installPhase(readIfThere(logFile)));
  unmarkInstalled(root);
  let done = '';
  try {
    const result = await npmCi({ root, logFile, onStart });
    if (result.code === 127)
      throw new SetupError(`There is no npm here; install it with Node from https://nodejs.org.`);
    if (result.code !== 0) throw new SetupError(explainNpmFailure({ output: result.output, root, logFile }));
    requireSqlite(root);
    markInstalled(root);
    done = `installed the packages in ${Math.round((Date.now() - started) / 1000)} s`;
  } finally {
    line.end(done);
  }
}

async function npmCi({ root, logFile, onStart }) {
  const [command, ...first] = npmCommand();
  const args = [...first, ...CI, ...QUICK_RETRY];
  const task = { command, args, cwd: root, env: withNodeHeaders(process.env), logFile, onStart };
  const result = await runLogged(task);
  return result.code !== 0 && isTornFolder(result.output) ? runLogged(task) : result;
}

/** The npm that started this, run by this very Node; else the one that is found by name. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && existsSync(running))
    return [process.execPath, running];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** A Node from an archive or a package brings its headers along: node-gyp then need not fetch them. */
function withNodeHeaders(env) {
  const prefix = dirname(dirname(process.execPath));
  const header = readIfThere(join(prefix, 'include', 'node', 'node_version.h'));
  const number = (part) => (header.match(new RegExp(`#define NODE_${part}_VERSION (\\d+)`)) || [])[1];
  const version = `${number('MAJOR')}.${number('MINOR')}.${number('PATCH')}`;
  return version === process.versions.node ? { ...env, npm_config_nodedir: prefix } : env;
}

function requireSqlite(root) {
  const fault = loadFault(root);
  if (fault === null) return;
  const mend = `run "npm rebuild better-sqlite3 --ignore-scripts=false" in ${root}, then repeat the command`;
  if (/Could not locate the bindings file/.test(fault)) {
    throw new SetupError(`better-sqlite3 was not compiled (is npm set to ignore install scripts?): ${mend}.`);
  }
  if (/NODE_MODULE_VERSION/.test(fault)) {
    throw new SetupError(
      `better-sqlite3 was compiled with the headers of another Node than ${process.version}: take npm's setting nodedir away ("npm config delete nodedir"), or let it point to the folder of this Node, then repeat the command.`,
    );
  }
  throw new SetupError(`better-sqlite3 does not load (${fault.split('\n')[0]}): ${mend}.`);
}

/** In a process of its own, as a broken binary can end the process that loads it. */
function loadFault(root) {
  const tried = spawnSync(process.execPath, ['-e', LOAD_SQLITE], { cwd: root, encoding: 'utf8' });
  if (tried.status === 0) return null;
  const said = /^\w*Error: ([\s\S]*?)\n {4}at /m.exec(tried.stderr);
  return said === null ? `it ends with ${tried.signal || tried.status}` : said[1];
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // not written yet
  }
}
