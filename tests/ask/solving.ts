import { collectFromModel, type ModelEffects } from '../../server/ask/model/collect.ts';
import type { ModelOptions, OpenedTeacher, Purpose } from '../../server/ask/model/opened.ts';
import type { NewQuestion } from '../../server/db/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { storeRankedRun } from './ranked-run.ts';
import { jumpingEffects, type Script, scriptedProvider, scriptedTeacher } from './scripted.ts';

/** A workspace with a run over some questions, and a scripted model that is asked for a purpose. */
export function askedFor(
  collects: Purpose | ((workspace: ReturnType<typeof temporaryWorkspace>) => Purpose),
  questions: readonly NewQuestion[],
  script: Script,
  some: Partial<OpenedTeacher> & { fallen?: Parameters<typeof storeRankedRun>[3] } = {},
) {
  const workspace = temporaryWorkspace();
  const { fallen, ...says } = some;
  const run = storeRankedRun(workspace, questions, questions.length, fallen);
  const purpose = typeof collects === 'function' ? collects(workspace) : collects;
  const provider = scriptedProvider(script);
  const teacher = scriptedTeacher(provider, { wording: purpose.wording, ...says });
  const { effects } = jumpingEffects(teacher);
  const collect = (options: Partial<ModelOptions> = {}, other: Partial<ModelEffects> = {}) =>
    collectFromModel(
      workspace,
      { run: null, teacher: 'openai', actor: 'tester', collects: purpose, ...options },
      { ...effects, ...other },
    );
  return { workspace, run, provider, teacher, purpose, effects, collect };
}
