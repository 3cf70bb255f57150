import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { Candidate } from './candidate.ts';
import { KEPT, type Outcome, type TextStage } from './stage.ts';
import { type OverlapReference, overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { wellformed } from './stages/wellformed.ts';

const TEXT_STAGES = { wellformed, overlap, quality };
export type TextStageName = keyof typeof TEXT_STAGES;
export const TEXT_STAGE_NAMES = Object.keys(TEXT_STAGES) as TextStageName[];

export type TextConfig = Extract<StageConfig, { stage: TextStageName }>;
export const isTextConfig = (config: StageConfig): config is TextConfig =>
  Object.hasOwn(TEXT_STAGES, config.stage);

type Look = (candidate: Candidate, text: string) => Outcome;

/** The looks that the text stages of a recipe take, of those stages that are wanted. */
export function textLooks(
  recipe: Recipe,
  reference: OverlapReference,
  wanted: readonly TextStageName[],
): [TextStageName, Look][] {
  const configs = recipe.stages.filter(isTextConfig).filter(({ stage }) => wanted.includes(stage));
  return configs.map((config) => [config.stage, lookOf(config, reference)]);
}

/** The widest look that a stage offers. */
function lookOf(config: TextConfig, reference: OverlapReference): Look {
  switch (config.stage) {
    case 'wellformed':
      return widest(wellformed, config, null);
    case 'overlap':
      return widest(overlap, config, reference);
    case 'quality':
      return widest(quality, config, null);
  }
}

const widest = <N extends TextStageName, R>(
  { wide, prepare }: TextStage<N, R>,
  config: ConfigOf<N>,
  reference: R,
): Look => (wide === undefined ? prepare(config, reference) : wide.look(wide.as(config), reference));

/** The settings that the look of a text stage is done with; equal ones share a look. */
export function looksAs<C extends TextConfig>(config: C): C {
  const { wide } = TEXT_STAGES[config.stage] as unknown as TextStage<C['stage'], never>;
  return wide === undefined ? config : (wide.as(config as never) as unknown as C);
}

/** What a recipe makes of what a text stage saw. */
export function judgedAt(config: TextConfig, saw: Outcome | undefined): Outcome {
  if (config.mode === 'off' || saw === undefined) return KEPT;
  const { wide } = TEXT_STAGES[config.stage] as TextStage<TextConfig['stage'], never>;
  return wide === undefined ? saw : wide.judge(saw, config);
}
