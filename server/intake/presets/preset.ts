import { WinnowError } from '../../../shared/error.ts';
import { type SourcePreset, sourcePresetSchema } from '../../../shared/schemas/source-preset.ts';
import { parser } from '../../algorithms/parser.ts';

const parse = parser(sourcePresetSchema);

/** A preset as it was read. @throws WinnowError `bad-input` naming the file that does not fit, and where */
export function parsePreset({ name, data }: { name: string; data: unknown }): SourcePreset {
  const preset = parse(data, name);
  const wrong = (what: string) => new WinnowError('bad-input', `${name}: ${what}.`);
  const names = preset.sources.map((source) => source.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice !== undefined) throw wrong(`the source ${twice} stands in it twice`);
  const sum = preset.sources.reduce((total, { published }) => total + (published ?? 0), 0);
  if (preset.published !== null && preset.published !== sum)
    throw wrong(`its sources have ${sum} published questions, and it says ${preset.published}`);
  return preset;
}

/** The preset of that name. @throws WinnowError `bad-usage` with the names that there are */
export function presetNamed(presets: readonly SourcePreset[], name: string): SourcePreset {
  const found = presets.find(({ preset }) => preset === name);
  if (found !== undefined) return found;
  const all = presets.map(({ preset }) => preset).join(', ');
  throw new WinnowError('bad-usage', `--preset ${name.slice(0, 60)} is not known; the presets: ${all}.`);
}
