import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { CURATING } from '../../shared/vocabulary/roles.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { Workspace } from '../db/workspace.ts';
import { nameOf } from './training/job.ts';
import { verifyRelease } from './verify/verify.ts';

export interface Trained {
  /** The folder that the model was trained on. */
  dir: string;
  /** What the model is called from now on. */
  model: string;
  /** Name of who says so. */
  by: string;
}

/**
 * Records that a model was trained on a release, as its folder is now: so that one day it can be told which.
 * The same model on the same release is recorded once.
 * @throws WinnowError `failed` where the folder is not as it was written; `bad-usage` for a name that is none;
 * `forbidden` for who may not say so
 */
export function recordTraining(
  workspace: Workspace,
  { dir, model, by }: Trained,
): { releaseId: string; model: string; manifestSha256: string; isNew: boolean } {
  const { verdict, why, releaseId } = verifyRelease(dir);
  if (verdict !== 'untouched' || releaseId === null)
    throw new WinnowError('failed', `${dir} is not as it was written: ${why}. Nothing was recorded.`);
  const name = nameOf(model);
  const manifest = readFileSync(join(dir, 'manifest.json'));
  const manifestSha256 = createHash('sha256').update(manifest).digest('hex');
  const { datasetRoot } = JSON.parse(manifest.toString('utf8')) as { datasetRoot: string }; // as was verified
  return workspace.write('trained', () => {
    const idem = `trained ${releaseId} ${manifestSha256.slice(0, 16)} ${name}`;
    const person = actingPerson(workspace, by, CURATING);
    const isNew = workspace.events.byIdem(idem) === undefined;
    if (isNew)
      workspace.events.append({
        type: 'training.recorded',
        actor: person,
        subject: releaseId,
        idem,
        data: { release: releaseId, model: name, dataset_root: datasetRoot, manifest_sha256: manifestSha256 },
      });
    return { releaseId, model: name, manifestSha256, isNew };
  });
}
