import {
  type MeasuredTraining,
  measuredTrainingsSchema,
  type TrainingModels,
  trainingModelsSchema,
} from '../../../shared/schemas/training.ts';
import { parser } from '../../algorithms/parser.ts';
import { parseTemplates, type Templates } from './templates.ts';

/** What a release needs to carry a training: how rows are rendered, the sizes of models, and the programs. */
export interface TrainingAssets {
  templates: Templates;
  models: TrainingModels;
  /** What GPUs were measured to reach, the newest last. */
  measured: readonly MeasuredTraining[];
  /** Texts of `data/training/bundle` by their path below it. */
  bundle: ReadonlyMap<string, string>;
}

/** The files of `data/training` as they were read. */
export interface TrainingFiles {
  templates: readonly { name: string; data: unknown }[];
  models: { name: string; data: unknown };
  measured: { name: string; data: unknown };
  bundle: ReadonlyMap<string, string>;
}

const parseModels = parser(trainingModelsSchema);
const parseMeasured = parser(measuredTrainingsSchema);

/** @throws WinnowError `bad-input` naming the file that does not fit its schema */
export const parseTraining = ({ templates, models, measured, bundle }: TrainingFiles): TrainingAssets => ({
  templates: parseTemplates(templates),
  models: parseModels(models.data, models.name),
  measured: parseMeasured(measured.data, measured.name).measured,
  bundle,
});
