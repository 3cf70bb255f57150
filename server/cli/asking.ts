import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Keys } from '../ask/keys.ts';
import { teacherOpener } from '../ask/open/teacher.ts';
import { directLine } from '../ask/providers/direct.ts';
import { loadShipped } from '../db/shipped.ts';
import type { Assets } from './frame.ts';
import type { AskingEffects } from './traces-model.ts';

interface World {
  assets: Assets;
  keys: Keys;
  clock: () => number;
  now: () => Date;
  sleep: AskingEffects['loop']['sleep'];
  random: () => number;
  /** The terminal to ask at; null where standard input is none. */
  terminal: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } | null;
}

/** What asking models needs: the network, the registries that ship, and the person at the terminal. */
export function askingEffects({ assets, keys, clock, now, sleep, random, terminal }: World): AskingEffects {
  const opener =
    (by: Keys): AskingEffects['openTeacher'] =>
    (workspace, options) => {
      const effects = { shipped: loadShipped(assets.data), keys: by, network: directLine, clock, now };
      return teacherOpener(effects)(workspace, options);
    };
  return {
    openTeacher: opener(keys),
    openForPlan: opener({ ...keys, gemini: keys.gemini ?? 'no key' }),
    loop: { now: () => now().getTime(), sleep, random },
    confirm: terminal === null ? null : (question) => confirmAt(terminal, question),
  };
}

/** Anything but a plain yes is a no: what is asked about costs money. */
async function confirmAt(
  { input, output }: NonNullable<World['terminal']>,
  question: string,
): Promise<boolean> {
  const reader = createInterface({ input, output });
  try {
    const closed = once(reader, 'close').then(() => 'no'); // Ctrl+D, or Ctrl+C: nobody will answer any more
    const answer = await Promise.race([reader.question(`${question} [y/N] `), closed]);
    return /^(y|yes)$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}
