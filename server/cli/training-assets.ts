import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { parseTraining, type TrainingAssets } from '../release/training/assets.ts';
import type { Assets } from './frame.ts';

/** Reads `data/training`. @throws WinnowError `failed` where a file can not be read, `bad-input` where one does not fit */
export function loadTraining({ data }: Pick<Assets, 'data'>): TrainingAssets {
  const folder = join(data, 'training');
  try {
    const templates = readdirSync(join(folder, 'templates')).sort();
    return parseTraining({
      templates: templates.map((name) => json(folder, `templates/${name}`)),
      models: json(folder, 'models.json'),
      measured: json(folder, 'measured.json'),
      bundle: textsBelow(join(folder, 'bundle')),
    });
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    throw new WinnowError('failed', `data/training can not be read: ${(cause as Error).message}.`);
  }
}

const json = (folder: string, name: string) => ({
  name: `data/training/${name}`,
  data: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
});

/** Python leaves what it compiled beside its programs; that is no part of them. */
const COMPILED = '__pycache__';

function textsBelow(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes(COMPILED));
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return new Map(
    paths.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
  );
}
