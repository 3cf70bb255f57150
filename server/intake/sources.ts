import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';

export interface ListedSource {
  name: string;
  /** Questions in the pool. */
  questions: number;
  /** Whether runs take it, unless they name their sources. */
  included: boolean;
  firstImport: string;
}

/** Every source of the workspace, by name. */
export function listSources(workspace: Workspace): ListedSource[] {
  const counts = workspace.questions.liveCounts();
  return workspace.sources.all().map(({ name, included, firstImport }) => ({
    name,
    questions: counts.get(name) ?? 0,
    included,
    firstImport,
  }));
}

/**
 * Says whether runs take a source; saying what is so already changes nothing.
 * @throws WinnowError `not-found`, with the names that there are
 */
export function setSourceIncluded(
  workspace: Workspace,
  name: string,
  included: boolean,
  actor: string,
): ListedSource {
  return workspace.write(`sources ${included ? 'include' : 'exclude'} ${name}`, () => {
    const sources = listSources(workspace);
    const source = sources.find((one) => one.name === name);
    if (source === undefined) throw unknownSource(name, sources);
    if (source.included === included) return source;
    workspace.sources.setIncluded(name, included);
    const type = included ? 'source.included' : 'source.excluded';
    workspace.events.append({
      type,
      actor,
      subject: name,
      idem: `${type}:${workspace.randomHex(8)}`,
      data: { questions: source.questions },
    });
    return { ...source, included };
  });
}

function unknownSource(name: string, sources: readonly ListedSource[]): WinnowError {
  const names = sources.map((source) => source.name);
  const list = names.length === 0 ? 'nothing was imported yet' : names.slice(0, 8).join(', ');
  const more = names.length > 8 ? `, and ${names.length - 8} more` : '';
  const close = names.find((one) => one.toLowerCase() === name.toLowerCase());
  const hint = close === undefined ? `the sources: ${list}${more}` : `did you mean ${close}?`;
  return new WinnowError('not-found', `There is no source "${name}"; ${hint}`, { sources: names });
}
