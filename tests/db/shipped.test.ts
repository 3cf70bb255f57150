import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadShipped } from '../../server/db/shipped.ts';
import { DATA, SHIPPED } from '../comply/facts.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

test('loadShipped(data) reads the same facts each time', () => {
  expect(loadShipped(DATA)).toEqual(SHIPPED);
});

test('loadShipped(data) names the file that can not be read', () => {
  const data = temporaryFolder();
  for (const folder of ['terms', 'models', 'prices', 'policies', 'licenses']) mkdirSync(join(data, folder));
  writeFileSync(join(data, 'terms', 'note.txt'), 'no entry, so it is passed over');
  expect(() => loadShipped(data)).toThrow('data/policies: there is no policy strict.');
  writeFileSync(join(data, 'terms', 'acme.json'), '{"id": ');
  expect(() => loadShipped(data)).toThrow(
    expect.objectContaining({
      code: 'bad-input',
      message: expect.stringMatching(/^data\/terms\/acme\.json can not be read: .*JSON.*$/),
    }),
  );
});
