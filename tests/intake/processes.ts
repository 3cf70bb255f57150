import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { temporaryFolder } from '../helpers/workspace.ts';

/** Starts a process of its own that imports files. */
export function spawnImport(
  dir: string,
  paths: readonly string[],
  flags: readonly string[] = [],
): ChildProcess {
  const script = join(import.meta.dirname, 'import-process.ts');
  return spawn(process.execPath, [...flags, '--import', 'tsx', script, dir, ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for the end of a process. @returns the last line that it wrote, and how it ended */
export async function lastLine(
  child: ChildProcess,
  each?: (line: string) => void,
): Promise<{ last: string; code: number | null }> {
  let last = '';
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      last = line;
      each?.(line);
    }
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { last, code };
}

/** Writes JSON Lines of questions with long worked solutions, no two alike, of at least so many bytes. */
export async function writeTraces(name: string, bytes: number): Promise<{ path: string; records: number }> {
  const path = join(temporaryFolder(), name);
  const step = 'Let us take this step by step, and look at the quantity once more before we go on. ';
  let [written, records] = [0, 0];
  function* lines() {
    while (written < bytes) {
      const solution = `#${records} ${step.repeat(350)}`;
      const line = `${JSON.stringify({ id: records, question: `What is ${records} times seven?`, answer: 7 * records, solution, score: 0.5 })}\n`;
      written += line.length;
      records++;
      yield line;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return { path, records };
}
