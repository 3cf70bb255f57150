import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { parseShipped, type Shipped } from '../comply/shipped.ts';
import type { ShippedFile } from '../comply/shipped-file.ts';

/**
 * The terms, models, prices, policies and licences that ship with the program.
 * @param data the folder `data/`
 * @throws WinnowError `bad-input` naming the file that can not be read or does not fit
 */
export const loadShipped = (data: string): Shipped =>
  parseShipped({
    terms: filesOf(data, 'terms'),
    models: filesOf(data, 'models'),
    prices: filesOf(data, 'prices'),
    policies: filesOf(data, 'policies'),
    licenses: filesOf(data, 'licenses'),
  });

const filesOf = (data: string, folder: string): ShippedFile[] =>
  readdirSync(join(data, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      name: `data/${folder}/${name}`,
      data: readJson(join(data, folder, name), `${folder}/${name}`),
    }));

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new WinnowError('bad-input', `data/${name} can not be read: ${(cause as Error).message}.`);
  }
}
