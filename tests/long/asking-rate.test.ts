import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { winnow } from '../helpers/cli.ts';
import { spawnFakeModels } from '../helpers/fake-models/spawned.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';

const REPLIES = 3000;
const ROUNDS = 3;
const IN_FLIGHT = 64;
/** Milliseconds of CPU that a reply may cost, start and all: one core then takes 200 a second. */
const CPU_MS = 5;

/** Has a command say at its end what it took of the CPU, its threads included. */
const TELL_CPU = `--import=data:text/javascript,${encodeURIComponent(
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\ncpu "+(user+system)/1000+"\\n")})',
)}`;

test('a reply of Gemini over HTTP costs little enough that one core has the time for 200 a second', async () => {
  const fake = await spawnFakeModels({ seed: 1, latencyMs: 50, thoughtWords: [150, 300] });
  const folder = temporaryFolder();
  const questions = Array.from({ length: REPLIES }, (_, i) => ({
    id: `q${i}`,
    question: `What is ${i} + ${7 * i}? Show the work in some detail please, and say why each step holds.`,
    solution: `It is ${8 * i}.`,
    answer: String(8 * i),
  }));
  const pool = fileOf('pool.jsonl', jsonLines(...questions));
  await winnow(folder, ['import', pool, '--source', 'sums', '--license', 'MIT', '--quiet']);
  await winnow(folder, ['run', '--recipe', 's1', '--n', '100', '--quiet']);

  const env = {
    GEMINI_API_KEY: 'AIzaTESTKEY0123456789',
    GOOGLE_GEMINI_BASE_URL: fake.url,
    NODE_OPTIONS: TELL_CPU,
  };
  const ask = 'traces collect --run latest --teacher gemini --for pool --quiet --json --concurrency'.split(
    ' ',
  );
  const rounds: { rate: number; cpuMs: number; startMs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const dir = temporaryFolder();
    cpSync(folder, dir, { recursive: true });
    const [asked, idle] = [
      await winnow(dir, [...ask, String(IN_FLIGHT)], env),
      await winnow(dir, [...ask, String(IN_FLIGHT)], env),
    ];
    const report = JSON.parse(asked.out) as { answered: number; pending: number; seconds: number };
    expect(report).toMatchObject({ answered: REPLIES, pending: 0 });
    rounds.push({
      rate: REPLIES / report.seconds,
      cpuMs: cpuOf(asked.err) / REPLIES,
      startMs: cpuOf(idle.err),
    });
  }
  await fake.close();

  for (const { rate, cpuMs, startMs } of rounds)
    console.log(
      `${REPLIES} replies, ${IN_FLIGHT} in flight: ${rate.toFixed(0)} a second, ${cpuMs.toFixed(2)} ms of CPU each (${(cpuMs - startMs / REPLIES).toFixed(2)} ms without the ${(startMs / 1000).toFixed(1)} s of the start)`,
    );
  // How quickly they come hangs on who else is on the machine; what they cost, far less.
  expect(Math.min(...rounds.map(({ cpuMs }) => cpuMs))).toBeLessThan(CPU_MS);
});

const cpuOf = (said: string): number => Number(/^cpu ([\d.]+)$/m.exec(said)?.[1] ?? Number.NaN);
