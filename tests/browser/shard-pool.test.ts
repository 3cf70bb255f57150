import { expect, test } from 'vitest';
import { inChildren } from '../../server/cli/children.ts';
import { MAIN } from '../helpers/cli.ts';
import { runEffects } from '../helpers/run.ts';
import { register, shardRecords, writeShards } from '../helpers/shard-pool.ts';
import { plainPool } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('runs over a pool that stays as shards are made from the overview and from the recipe lab, on the engine of choice', async () => {
  const folder = temporaryFolder();
  writeShards(folder, shardRecords(plainPool(120)), 50);
  const workspace = temporaryWorkspace();
  const { poolId } = await register(workspace, folder);
  const { url } = await startServer(workspace, PAGES, {
    deciding: () => runEffects({}),
    commanding: inChildren([process.execPath, MAIN], workspace.dir, process.env),
  });
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('120 questions from 1 source, and no run yet').waitFor();
  await page.getByText(`${poolId} is 3 shards of Parquet`).waitFor();
  expect(await page.getByLabel('Over which pool').inputValue()).toBe(poolId);
  await page.getByLabel('Recipe', { exact: true }).selectOption('random');
  await page.getByRole('textbox', { name: 'Select' }).fill('10');
  await page.getByText(`run --recipe random --n 10 --seed 42 --pool ${poolId}`).waitFor();
  expect(await violationsOn(page, 'the first run over shards')).toEqual([]);
  await page.getByRole('button', { name: 'Make a run' }).click();
  await headline(page).getByText('10 of 120').waitFor();
  const [first] = workspace.runs.page(1, Number.MAX_SAFE_INTEGER);
  expect(first?.report).toMatchObject({ selected: 10, engine: 'local', shards: { pool: poolId } });

  await page.getByRole('link', { name: 'Recipe' }).click();
  await page.getByText('The questions of this run stay as shards, so nothing is previewed here').waitFor();
  await page.getByRole('textbox', { name: 'N', exact: true }).fill('12');
  await page.getByLabel('Where it is carried out').selectOption('processes');
  await page
    .getByText(`run --recipe random --set diversity.n=12 --seed 42 --pool ${poolId} --engine processes`)
    .waitFor();
  expect(await violationsOn(page, 'the lab of a run over shards')).toEqual([]);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('link', { name: /^See run-/ }).waitFor();
  const [second] = workspace.runs.page(1, Number.MAX_SAFE_INTEGER);
  expect(second?.report).toMatchObject({ selected: 12, engine: 'processes', shards: { pool: poolId } });
  await page.getByRole('link', { name: /^See run-/ }).click();
  await headline(page).getByText('12 of 120').waitFor();
  expect(complaints).toEqual([]);
});
