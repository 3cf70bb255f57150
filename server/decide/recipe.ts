import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import {
  type Recipe,
  recipeFrameSchema,
  STAGE_SCHEMAS,
  type StageConfig,
} from '../../shared/schemas/recipe.ts';
import { parser } from '../algorithms/parser.ts';
import { parseRule } from './own-signals/rule.ts';
import { hashedParts, isWholePart, setPart } from './whole-settings.ts';

const parseAgainst = {
  wellformed: parser(STAGE_SCHEMAS.wellformed),
  overlap: parser(STAGE_SCHEMAS.overlap),
  duplicates: parser(STAGE_SCHEMAS.duplicates),
  evidence: parser(STAGE_SCHEMAS.evidence),
  quality: parser(STAGE_SCHEMAS.quality),
  signals: parser(STAGE_SCHEMAS.signals),
  difficulty: parser(STAGE_SCHEMAS.difficulty),
  diversity: parser(STAGE_SCHEMAS.diversity),
};
const parseFrame = parser(recipeFrameSchema);

/**
 * Reads a recipe as a person wrote it: defaults filled in, every fault named with its place.
 * Each stage is checked against its own schema, so that the message is about that stage.
 * @throws WinnowError `bad-input`
 */
export function parseRecipe(data: unknown, what: string): Recipe {
  const head = parseFrame(data, what);
  const stages = head.stages.map((one, i) => parseStage(one, `${what}: stage ${i + 1}`));
  checkOrder(stages, what);
  return { ...head, stages };
}

function parseStage(given: unknown, what: string): StageConfig {
  const data = isBareRule(given) ? { stage: 'signals', ...given } : given;
  const name = typeof data === 'object' && data !== null && 'stage' in data ? data.stage : undefined;
  if (typeof name !== 'string' || !Object.hasOwn(parseAgainst, name)) {
    const known = Object.keys(parseAgainst).join(', ');
    throw new WinnowError(
      'bad-input',
      `${what} is ${JSON.stringify(name) ?? 'not named'}; the stages are ${known}.`,
    );
  }
  const config = parseAgainst[name as keyof typeof parseAgainst](data, `${what}, ${name}`);
  if (config.stage === 'signals') parseRule(config.keep, `${what}, signals: keep`);
  return config;
}

/** A rule alone, `{"keep": …}`, is the stage `signals`. */
const isBareRule = (data: unknown): data is { keep: unknown } =>
  typeof data === 'object' && data !== null && 'keep' in data && !('stage' in data);

function checkOrder(stages: readonly StageConfig[], what: string): void {
  const names = stages.map(({ stage }) => stage);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new WinnowError('bad-input', `${what}: the stage ${twice} stands twice.`);
  if (names.at(-1) !== 'diversity') {
    throw new WinnowError(
      'bad-input',
      `${what}: the last stage must be diversity, which ranks what is left.`,
    );
  }
}

/**
 * A recipe with `--set stage.key=value` applied; the value is JSON, or a bare word taken as text.
 * @throws WinnowError `bad-usage` for a stage or key that is not there, `bad-input` for a value out of range
 */
export function applySettings(recipe: Recipe, settings: readonly string[]): Recipe {
  return settings.reduce((changed, setting) => applySetting(changed, setting), recipe);
}

function applySetting(recipe: Recipe, setting: string): Recipe {
  const parts = /^([a-z]+)\.([A-Za-z-]+)=(.*)$/s.exec(setting);
  if (parts === null) {
    throw new WinnowError(
      'bad-usage',
      `--set ${setting}: write stage.key=value, as in --set overlap.window=13.`,
    );
  }
  const [, stage = '', key = '', text = ''] = parts;
  if (isWholePart(stage)) return setPart(recipe, stage, key, jsonOrText(text), `--set ${setting}`);
  if (stage === 'signals' && !recipe.stages.some((one) => one.stage === 'signals'))
    return addSignals(recipe, key, jsonOrText(text), setting);
  const config = recipe.stages.find((one) => one.stage === stage);
  if (config === undefined) {
    const names = recipe.stages.map((one) => one.stage).join(', ');
    throw new WinnowError(
      'bad-usage',
      `--set ${setting}: the recipe ${recipe.recipe} has no stage ${stage}; it has ${names}.`,
    );
  }
  if (!Object.hasOwn(STAGE_SCHEMAS[config.stage].properties, key) || key === 'stage') {
    const keys = Object.keys(STAGE_SCHEMAS[config.stage].properties).filter((name) => name !== 'stage');
    throw new WinnowError(
      'bad-usage',
      `--set ${setting}: ${stage} has no key ${key}; it has ${keys.join(', ')}.`,
    );
  }
  const changed = parseStage({ ...config, [key]: jsonOrText(text) }, `--set ${setting}`);
  return { ...recipe, stages: recipe.stages.map((one) => (one === config ? changed : one)) };
}

/** The gate by one's own signals stands before the ranking of any recipe that has none, once somebody sets it. */
function addSignals(recipe: Recipe, key: string, value: unknown, setting: string): Recipe {
  const added = parseStage({ stage: 'signals', [key]: value }, `--set ${setting}`);
  return { ...recipe, stages: [...recipe.stages.slice(0, -1), added, ...recipe.stages.slice(-1)] };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** SHA-256 of a recipe as it is carried out: name, sentence and trace rules aside, keys in order. Hex. */
export function recipeSha256(recipe: Recipe): string {
  const ordered = recipe.stages.map((one) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256')
    .update(JSON.stringify([recipe.looksAt, ordered, ...hashedParts(recipe)]))
    .digest('hex');
}
