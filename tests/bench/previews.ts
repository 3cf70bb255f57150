import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { applySettings } from '../../server/decide/recipe.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { previewRun } from '../../server/runs/preview.ts';
import { runEffects } from '../helpers/run.ts';

/** Settings that a person drags or clicks in a workbench, each several times with another value. */
export const MOVES: Readonly<Record<string, readonly string[]>> = {
  'overlap.contained': ['0.5', '0.6', '0.65', '0.7', '0.75', '0.8', '0.9'],
  'overlap.mode': ['"note"', '"off"', '"note"', '"off"'],
  'quality.longest': ['500', '800', '1000', '1500', '2000', '3000'],
  'quality.html': ['"note"', '"off"', '"drop"'],
  'quality.dropFrom': ['"blemish"', '"fatal"', '"defect"'],
  'difficulty.mode': ['"note"', '"off"', '"drop"'],
  'diversity.n': ['500', '1500', '2000', '"all"'],
  'diversity.sampler': ['"longest"', '"diverse"', '"random"'],
};

/** What one preview took. Unit: milliseconds. */
export interface PreviewCost {
  wall: number;
  cpu: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function costOf(workspace: Workspace, setting: string[], effects: ReturnType<typeof runEffects>) {
  const [wall, cpu] = [performance.now(), cpuMs()];
  const change = (recipe: Parameters<typeof applySettings>[0]) => applySettings(recipe, setting);
  await previewRun(workspace, { run: 'latest', change }, effects);
  return { wall: performance.now() - wall, cpu: cpuMs() - cpu };
}

/**
 * Previews over the latest run of a workspace in one process, as a server makes them: the first, which reads the cache,
 * and one for every value of each setting.
 */
export async function measurePreviews(
  dir: string,
): Promise<{ first: PreviewCost; moves: Record<string, PreviewCost[]> }> {
  const workspace = openWorkspace(dir, { now: () => new Date(), randomHex: () => 'ab', pid: process.pid });
  try {
    const cache = cacheFolder(join(dir, 'cache'), `${process.pid}`, () => new Date());
    const withCache = () => runEffects({ workers: 2, memory: memoryOver(cache) });
    await costOf(workspace, [], withCache()); // what the built program left in the cache is not for these sources
    const effects = withCache();
    const first = await costOf(workspace, [], effects);
    const moves: Record<string, PreviewCost[]> = {};
    for (const [key, values] of Object.entries(MOVES)) {
      const costs: PreviewCost[] = [];
      for (const value of values) costs.push(await costOf(workspace, [`${key}=${value}`], effects));
      moves[key] = costs;
    }
    return { first, moves };
  } finally {
    workspace.close();
  }
}

/** The middle one of some figures. */
export function middle(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
