import type { Command } from 'commander';
import type { Keys } from '../ask/keys.ts';
import type { Workspace } from '../db/workspace.ts';
import type { SigningKey } from '../ledger/keys.ts';

/** Where a command speaks. Results go to standard output, everything else to standard error. */
export interface Output {
  json: boolean;
  quiet: boolean;
  /** The one result of a command: a JSON value with --json, else the text for people. */
  result(value: unknown, human: () => string): void;
  /** One JSON line, for the commands whose output is JSON lines always. */
  line(value: unknown): void;
  /** A remark or warning for people; silent with --quiet. */
  note(text: string): void;
  /** How far a long command is; a bar on a terminal, a line every few seconds when piped. `more` stands behind it. */
  progress(label: string, done: number, total: number | null, more?: string): void;
  /** Nothing more is under way: takes away what is still being drawn. */
  end(): void;
}

/** What ships with the program and is read at run time. */
export interface Assets {
  /** The folder `data/`. */
  data: string;
  /** The folder `dist/client`, the built pages. */
  pages: string;
  /** The table of the Qwen2.5 tokenizer, made by the build. */
  tokenizer: string;
  /** The file that worker threads run, and the flags they need. */
  worker: { file: string; execArgv: string[] };
  version: string;
}

/** What main hands to every command. */
export interface CliContext {
  /** Opened on first use, closed by main. */
  workspace(): Workspace;
  /** The folder of the workspace as named by the user. */
  workspaceDir(): string;
  /** The key that signs for the log of the workspace: from the environment, else from its file, made on first use. */
  signingKey(): SigningKey;
  out: Output;
  /** Opaque id of who acts; `local` for the one person on this machine. */
  actor: string;
  /** Aborted by Ctrl+C: a command stops, keeps what is whole and ends with `stopped`. */
  signal: AbortSignal;
  assets: Assets;
  /** Worker threads to use. */
  workers: number;
  /** Milliseconds since some fixed moment, for durations. */
  clock: () => number;
  /** The time of day. */
  now: () => Date;
  /** Random hex of 2n digits. */
  randomHex: (bytes: number) => string;
  /** Number of this process. */
  pid: number;
  /** The signing key that the environment brings, as PEM; undefined where it lies in the workspace. Never shown. */
  environmentKey: () => string | undefined;
  /** Keys and addresses of providers, from the environment; never stored, logged or shown. */
  keys: () => Keys;
}

export type Register = (program: Command, context: CliContext) => void;
