import { WinnowError } from '../../../shared/error.ts';
import type { Collection } from '../../db/collections.ts';
import type { Workspace } from '../../db/workspace.ts';
import { modelCollectionId } from '../model/identity.ts';
import type { Told } from '../model/log.ts';
import type { ModelOptions, OpenTeacher, Purpose } from '../model/opened.ts';

/** Settings of a collection, as `settingsText` has stored them: numbers that are no whole ones as text. */
interface Stored {
  generation: {
    temperature: number | string | null;
    maxOutputTokens: number | null;
    thinking: { level: string } | { budget: number } | null;
  };
}

/**
 * Opens the model of a collection again, by what is stored of it.
 * @throws WinnowError `conflict` where that would be another collection by now; what opening a model throws
 */
export async function reopen(
  workspace: Workspace,
  stored: Collection,
  { collects, actor, openTeacher }: { collects: Purpose; actor: string; openTeacher: OpenTeacher },
): Promise<Told> {
  const run = stored.run === null ? null : (workspace.runs.byNumber(stored.run) ?? null);
  const { generation } = JSON.parse(stored.settings) as Stored;
  const { temperature, maxOutputTokens, thinking } = generation;
  const options: ModelOptions = {
    collects,
    run,
    teacher: stored.teacher,
    model: stored.model ?? undefined,
    endpoint: stored.endpoint ?? undefined,
    thinking: thinking === null ? undefined : 'level' in thinking ? thinking.level : String(thinking.budget),
    temperature: temperature === null ? undefined : Number(temperature),
    maxOutputTokens: maxOutputTokens ?? undefined,
    actor,
  };
  const teacher = await openTeacher(workspace, options);
  const { id } = stored;
  if (modelCollectionId(run, teacher, collects) !== id)
    throw new WinnowError(
      'conflict',
      `What is known about ${stored.model} has changed since the collection ${id} was made, so its results can not be read; export it again.`,
    );
  return { collection: id, collects, run, teacher, actor };
}
