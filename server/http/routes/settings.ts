import { createReadStream, mkdirSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { BACKUP_FILE_PATH } from '../../../shared/api/settings.ts';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { attest } from '../../ask/attest.ts';
import { KEY_PROVIDERS, KEY_VARIABLES } from '../../ask/keys.ts';
import { BACKUPS, keptBackups } from '../../db/backup/kept.ts';
import type { Workspace } from '../../db/workspace.ts';
import { WORKSPACE } from '../../jobs/commands/folders.ts';
import { bind } from '../bind.ts';
import { allowed } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** The workspace itself: where it lies, what was said of keys, and copies of it. */
export function settingsRoutes({
  workspace,
  jobs,
  version,
  keyOf,
}: Pick<Service, 'workspace' | 'jobs' | 'version' | 'keyOf'>): Router {
  const router = Router();
  const { dir } = workspace;
  bind(router, ROUTES.settings, ({ caller }) => ({
    version,
    node: process.versions.node,
    folder: caller.role === 'owner' ? resolve(dir) : null,
    log: workspace.log,
    vkey: workspace.logKeys.current() ?? null,
    databaseBytes: statSync(workspace.file).size,
    freeBytes: freeIn(dir),
    users: workspace.users.active(),
    keys: KEY_PROVIDERS.map((provider) => ({
      provider,
      variable: KEY_VARIABLES[provider],
      isSet: keyOf(provider) !== null,
    })),
    attestations: attestationsOf(workspace),
  }));
  bind(router, ROUTES.attest, ({ body, caller: { actor } }) => {
    const { id } = attest(workspace, { ...body, key: keyOf(body.provider), actor });
    const made = attestationsOf(workspace).find((one) => one.id === id);
    if (made === undefined) throw new Error('an attestation that was just stored');
    return made;
  });
  bind(router, ROUTES.backups, ({ query }) => pageOfArray(keptBackups(dir), query));
  bind(router, ROUTES.makeBackup, ({ body: { name }, caller: { actor } }) => {
    if (keptBackups(dir).some((one) => one.name === `${name}.tar`))
      throw new WinnowError('conflict', `There is a backup ${name}.tar; nothing is overwritten.`);
    mkdirSync(join(dir, BACKUPS), { recursive: true, mode: 0o700 });
    return jobs.order({
      kind: 'backup',
      title: `${name}.tar`,
      actor,
      args: ['backup', `${WORKSPACE}/${BACKUPS}/${name}.tar`],
    });
  });
  router.get(BACKUP_FILE_PATH.replace('{name}', ':name'), async (request, response) => {
    allowed(response, ROUTES.backups);
    const { name = '' } = request.params;
    const found = keptBackups(dir).find((one) => one.name === name);
    if (found === undefined)
      throw new WinnowError(
        'not-found',
        `There is no backup ${name.slice(0, 80)}; GET /api/v1/backups lists them.`,
      );
    response.set({
      'Content-Type': 'application/x-tar',
      'Content-Length': String(found.bytes),
      'Content-Disposition': `attachment; filename="${found.name}"`,
      'Cache-Control': 'no-store, no-transform',
    });
    await pipeline(createReadStream(join(dir, BACKUPS, found.name)), response).catch(() =>
      response.destroy(),
    );
  });
  return router;
}

function freeIn(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

/** Of each key the newest word holds, while it lasts. */
function attestationsOf({ attestations, people, now }: Workspace): Settings['attestations'] {
  const at = now().toISOString();
  const spoken = new Set<string>();
  return attestations.all().map((one) => {
    const key = `${one.provider} ${one.keyPrint}`;
    const isNewest = !spoken.has(key);
    spoken.add(key);
    const { id, provider, keyPrint, tier, region, intendedUse: use, actor, attestedAt, expiresAt } = one;
    return {
      ...{ id, provider, keyPrint, tier, region, use, attestedAt, expiresAt },
      by: people.nameOf(actor) ?? actor,
      holds: isNewest && expiresAt > at,
    };
  });
}
