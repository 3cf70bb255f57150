const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|fetch failed|network timeout|ENOTCACHED/;
const COMPILER_HELP =
  'on Debian or Ubuntu "apt-get install -y python3 make g++", on macOS "xcode-select --install"';

/** What npm's output means for a person, most certain sign first; `say` gets the folder of the checkout. */
const FAILURES = [
  {
    sign: /ENOSPC|No space left on device/,
    say: (root) => `the disk is full at ${root}; about 1 GB is needed. Free some space`,
  },
  {
    sign: /gyp ERR! find Python|Could not find any Python|Python is not set/,
    say: () => `better-sqlite3 has to be compiled and there is no Python 3; install it: ${COMPILER_HELP}`,
  },
  {
    sign: /not found: make|(?:make|g\+\+|c\+\+|gcc|cc|clang)(?:: | )(?:command )?not found|(?:g\+\+|c\+\+|gcc|cc|clang): No such file|Could not find any Visual Studio|No Xcode or CLT/i,
    say: () => `better-sqlite3 has to be compiled and there is no C++ compiler; install it: ${COMPILER_HELP}`,
  },
  {
    sign: /gyp ERR![^\n]*(?:network connectivity|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed)/,
    say: () =>
      'better-sqlite3 has to be compiled and the headers of Node could not be fetched from nodejs.org; connect to the network, or set npm_config_nodedir to a folder that holds include/node',
  },
  {
    sign: /Killed signal terminated|virtual memory exhausted|out of memory/i,
    say: () => 'the memory ran out while better-sqlite3 was compiled; about 1 GB must be free. Free some',
  },
  {
    sign: /gyp ERR!/,
    say: () =>
      `better-sqlite3 could not be compiled; a C++20 compiler, make and Python 3 are needed: ${COMPILER_HELP}`,
  },
  {
    sign: OFFLINE,
    say: () =>
      'the npm registry can not be reached; connect to the network (behind a proxy: "npm config set proxy URL", with a mirror: "npm config set registry URL")',
  },
  {
    sign: /SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY)|CERT_HAS_EXPIRED|CERT_UNTRUSTED/,
    say: () =>
      'the certificate of the npm registry is not trusted here (a proxy in between?); set NODE_EXTRA_CA_CERTS to the file with its authority',
  },
  { sign: /EACCES|EPERM|EROFS/, say: (root) => `${root} can not be written to; make it yours` },
  {
    sign: /EUSAGE|lockfileVersion|Missing: \S+ from lock file/,
    say: () => 'this npm does not take package-lock.json; run "npx -y npm@11 ci" here',
  },
];

/**
 * One line for a failed installation: what it was, what to do, where all of the output is.
 * @param {{ output: string, root: string, logFile: string }} failure
 */
export function explainNpmFailure({ output, root, logFile }) {
  const known = FAILURES.find(({ sign }) => sign.test(output));
  const code = /^npm (?:error|ERR!) code (\S+)$/m.exec(output);
  const why = known ? known.say(root) : `npm ci ended with ${code ? code[1] : 'an error'}; mend what it says`;
  return `The packages could not be installed: ${why}, then repeat the command (all of the output: ${logFile}).`;
}

/** Whether a second try may help: two processes were in the same folder, as after a kill. */
export const isTornFolder = (output) => /ENOTEMPTY|EEXIST|EBUSY/.test(output) && !OFFLINE.test(output);

/**
 * What an installation is at, from the output so far: the package whose script runs, or the count fetched.
 * @param {string} output of `npm ci --foreground-scripts --loglevel=http`
 */
export function installPhase(output) {
  const scripts = [...output.matchAll(/^> (\S+)@\S+ (?:pre|post)?install$/gm)];
  const last = scripts[scripts.length - 1];
  if (last !== undefined) {
    const compiles = /gyp (?:info|verb)|make: /.test(output.slice(last.index));
    return `installing packages: ${compiles ? 'compiling' : 'preparing'} ${last[1]}`;
  }
  if (/attempt \d+ failed/.test(output.slice(-1000)))
    return 'installing packages: the npm registry does not answer, trying again';
  return 'installing packages';
}
