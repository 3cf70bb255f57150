import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, winnow } from './cli.ts';

/**
 * Carries a run out in shards that stay, changes a byte of what one job left behind and cuts what another did, and
 * carries it out once more.
 * @returns both runs, and whether what was spoiled is whole again
 */
export async function spoiledAndAgain(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ runs: [Ended, Ended]; isWhole: boolean }> {
  const run = () => {
    rmSync(join(dir, 'cache'), { recursive: true, force: true });
    return winnow(dir, [...args, '--keep-shards'], env);
  };
  const first = await run();
  const root = join(dir, 'shards');
  const [name = ''] = readdirSync(root);
  const files = ['look/out/00001/near.bin', 'holders/out/00000/holders.bin'].map((file) =>
    join(root, name, file),
  );
  const whole = files.map((file) => readFileSync(file));
  const changed = Buffer.from(whole[0]!);
  changed[40]! ^= 1;
  writeFileSync(files[0]!, changed);
  writeFileSync(files[1]!, whole[1]!.subarray(0, whole[1]!.length - 7));
  const second = await run();
  const isWhole = files.every((file, i) => readFileSync(file).equals(whole[i]!));
  return { runs: [first, second], isWhole };
}
