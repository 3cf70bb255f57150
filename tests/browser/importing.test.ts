import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inChildren } from '../../server/cli/children.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { MAIN } from '../helpers/cli.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

/** An empty workspace whose server carries out commands, as a real one does. */
async function serveEmpty() {
  const workspace = temporaryWorkspace();
  const commanding = inChildren([process.execPath, MAIN], workspace.dir, process.env);
  return startServer(workspace, PAGES, { commanding });
}

const ROWS = [
  '{"Aufgabe":"What is $2 + 2$?","final":"4","licence":"MIT"}',
  '{"Aufgabe":"<img src=x onerror=alert(1)> is 3 + 4?","final":"7"}',
  'this is no record',
  ...Array.from({ length: 40 }, (_, i) => `{"Aufgabe":"What is ${i} times ${i}?","final":"${i * i}"}`),
].join('\n');

test('an empty workspace leads to an import: files, columns, rejections, and the questions in the pool', async () => {
  const { url } = await serveEmpty();
  const file = join(temporaryFolder(), 'squares.jsonl');
  writeFileSync(file, ROWS);
  const { page, complaints } = await openPage();
  await page.goto(url);
  await page.getByRole('link', { name: 'Import questions' }).click();
  await headline(page).getByText('Import questions into the pool').waitFor();
  expect(await violationsOn(page, 'an import before its files')).toEqual([]);

  await page.locator('input[type=file]').setInputFiles(file);
  await headline(page)
    .getByText(/^1 file, /)
    .waitFor();
  await page.getByText('squares.jsonl is read as JSON Lines').waitFor();
  await page.getByText('Of the first 10 records, 10 would be rejected').waitFor();
  expect(new URL(page.url()).searchParams.get('upload')).toMatch(/^up-/);

  await page.getByLabel('Question is read from').selectOption('Aufgabe');
  await page.getByText('Of the first 10 records, 1 would be rejected').waitFor();
  await page.getByLabel('Answer is read from').selectOption('final');
  await page.getByRole('textbox', { name: 'Source' }).fill('squares & more');
  await page.getByRole('textbox', { name: 'Licence' }).fill('CC-BY-4.0');
  await page
    .getByText("--source 'squares & more' --license CC-BY-4.0 --map question=Aufgabe,answer=final")
    .waitFor();
  const rows = page.getByRole('region', { name: 'First records' });
  await rows.getByText('<img src=x onerror=alert(1)> is 3 + 4?').waitFor();
  expect(await page.locator('img').count()).toBe(0);

  const start = page.getByRole('button', { name: 'Import', exact: true });
  expect(await start.getAttribute('aria-disabled')).toBe('true');
  await page.getByText('Check all records first.').waitFor();
  await page.getByRole('button', { name: 'Check all records' }).click();
  await page.getByRole('heading', { name: '42 questions would come in; 1 would be rejected' }).waitFor();
  await page
    .getByRole('region', { name: 'Rejected records' })
    .getByText('not json', { exact: true })
    .waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  expect(await violationsOn(page, 'an import that was checked')).toEqual([]);

  // All of it stands in the address.
  await page.reload();
  await page.getByRole('heading', { name: '42 questions would come in; 1 would be rejected' }).waitFor();
  await start.click();
  await headline(page).getByText('42 questions imported; one record was rejected').waitFor();
  expect(await violationsOn(page, 'an import that is done')).toEqual([]);
  await page.getByRole('link', { name: 'See 42 questions' }).click();
  await headline(page)
    .getByText(/^42 questions of imp-/)
    .waitFor();
  expect(complaints).toEqual([]);
});

test('an import is taken back where it stands, after it was asked', async () => {
  const { url, workspace, api } = await serveEmpty();
  const path = join(temporaryFolder(), 'some.csv');
  writeFileSync(path, 'question,answer\nWhat is 1 + 1?,2\n');
  await importFiles(workspace, [path]);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/import`);
  await page.getByRole('button', { name: /^Undo imp-/ }).click();
  await page.getByText('Take 1 out of the pool?').waitFor();
  await page.getByRole('button', { name: 'Take them out' }).click();
  await page.getByText(/^taken back /).waitFor();
  expect((await api('/workspace')).body).toMatchObject({ questions: 0 });
  expect(complaints).toEqual([]);
});

test('files that are handed in half go on where they stopped', async () => {
  const { url, api } = await serveEmpty();
  const opened = await api('/uploads', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ files: [{ name: 'squares.jsonl', bytes: Buffer.byteLength(ROWS) }] }),
  });
  const { uploadId } = opened.body as { uploadId: string };
  await api(`/uploads/${uploadId}/files/0`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: Buffer.from(ROWS.slice(0, 100)),
  });
  const file = join(temporaryFolder(), 'squares.jsonl');
  writeFileSync(file, ROWS);
  const { page, complaints } = await openPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(new URL(request.url()).search);
  });
  await page.goto(`${url}/import`);
  await page.getByRole('button', { name: 'squares.jsonl' }).click();
  await page.getByText('Drop the same files again, and they go on where they stopped').waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('squares.jsonl is read as JSON Lines').waitFor();
  expect(sent).toEqual(['?offset=100']);
  expect(complaints).toEqual([]);
});
