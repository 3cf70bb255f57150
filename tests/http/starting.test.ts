import { expect, it } from 'vitest';
import type { CarryOut } from '../../server/jobs/commands/effects.ts';
import { shippedRecipe } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

it('a run that is ordered over HTTP is carried out where the order says, and nowhere else', async () => {
  const ordered: (readonly string[])[] = [];
  const commanding: CarryOut = (args) => {
    ordered.push(args);
    return Promise.resolve({ exit: 0, out: '{}', lastLine: '' });
  };
  const { api } = await startServer(temporaryWorkspace(), undefined, { commanding });
  const order = async (more: object) => {
    const body = JSON.stringify({ recipe: shippedRecipe('s1'), seed: 7, ...more });
    return (await api('/runs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }))
      .status;
  };
  expect([await order({}), await order({ engine: 'slurm' }), await order({ engine: '--sbatch=x' })]).toEqual([
    202, 202, 400,
  ]);
  await expect.poll(() => ordered.length).toBe(2);
  expect(ordered.map((args) => args.slice(2))).toEqual([['--seed=7'], ['--seed=7', '--engine=slurm']]);
});
