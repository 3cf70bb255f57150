import { Command, CommanderError } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { COMMANDS } from './commands.ts';
import type { CliContext } from './frame.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  workspace?: string;
  json?: boolean;
  quiet?: boolean;
}

/** What stands before a command of ours in a checkout: `npm start` leaves no program of that name on the path. */
const TYPED = 'npm run -s winnow --';
const OWN_COMMAND = new RegExp(
  `\\bwinnow (?=--help|(?:${COMMANDS.map(({ name }) => name).join('|')})\\b)`,
  'g',
);

/** Commands of ours in a text for people, as they are typed in a checkout. */
export const asTyped = (text: string): string => text.replace(OWN_COMMAND, `${TYPED} `);

const FLAGS_WITH_VALUE = new Set(['--workspace']);

/** The command that a command line asks for, or undefined where it asks for help or version. */
export function commandNameIn(argv: readonly string[]): string | undefined {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (FLAGS_WITH_VALUE.has(word)) i++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/**
 * Reads the global options wherever they stand, before anything else is known.
 * @throws WinnowError `bad-usage` for --workspace without a folder
 */
export function globalOptions(argv: readonly string[]): GlobalOptions {
  const options: GlobalOptions = { json: argv.includes('--json'), quiet: argv.includes('--quiet') };
  const at = argv.findIndex((word) => word === '--workspace' || word.startsWith('--workspace='));
  if (at < 0) return options;
  const word = argv[at] ?? '';
  const dir = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
  if (dir === undefined || dir === '' || dir.startsWith('-')) {
    throw new WinnowError('bad-usage', '--workspace needs a folder, as in --workspace ./workspace.');
  }
  return { ...options, workspace: dir };
}

/** The program with the commands that are needed: the one asked for, or all of them for help. */
export async function createProgram(argv: readonly string[], context: CliContext): Promise<Command> {
  const program = frame(new Command('winnow'), context.assets.version);
  const wanted = commandNameIn(argv);
  const entries = COMMANDS.filter(({ name }) => name === wanted);
  for (const { load } of entries.length > 0 ? entries : COMMANDS) (await load()).register(program, context);
  for (const command of program.commands) settle(command, context);
  return program;
}

function frame(program: Command, version: string): Command {
  return program
    .description(
      'From a large pool of candidate questions to a small training set that its makers can defend.',
    )
    .version(version)
    .option('--workspace <dir>', 'folder of the workspace (default ./workspace, or WINNOW_WORKSPACE)')
    .option('--json', 'one JSON value on standard output')
    .option('--quiet', 'no progress and no remarks')
    .showSuggestionAfterError()
    .addHelpText('after', `\nExamples\n${COMMANDS.map(({ example }) => `  ${example}`).join('\n')}`);
}

/** Gives a command, and those below it, the global options and the one way to fail. */
function settle(command: Command, context: CliContext): void {
  command
    .option('--workspace <dir>', 'folder of the workspace')
    .option('--json', 'one JSON value on standard output')
    .option('--quiet', 'no progress and no remarks')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  for (const below of command.commands) settle(below, context);
}

/**
 * Carries out a command line.
 * @throws WinnowError for everything that goes wrong; help and version return quietly
 */
export async function runProgram(
  argv: readonly string[],
  context: CliContext,
  print: (text: string) => void,
): Promise<void> {
  const program = await createProgram(argv, context);
  program.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: print });
  for (const command of program.commands)
    command.configureOutput({ writeErr: () => undefined, writeOut: print });
  if (argv.length === 0) {
    print(program.helpInformation());
    return;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) return usage(cause);
    throw cause;
  }
}

/** Help and version are no errors; anything else that commander says is the caller's usage. */
function usage(cause: CommanderError): void {
  if (cause.exitCode === 0 || cause.code === 'commander.help') return;
  const said = cause.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim();
  const text = /[.?)]$/.test(said) ? said : `${said}.`;
  throw new WinnowError('bad-usage', `${text.charAt(0).toUpperCase()}${text.slice(1)} See: winnow --help`);
}
