import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RequestHandler, Router } from 'express';
import { RELEASE_ARCHIVE_PATH } from '../../../shared/api/releases.ts';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { NewRelease, ReleaseOutlook, ReleaseSizes } from '../../../shared/schemas/release-plan.ts';
import type { Shipped } from '../../comply/shipped.ts';
import { WORKSPACE } from '../../jobs/commands/folders.ts';
import { entriesOf, tarBytes, tarOf } from '../../release/archive.ts';
import { DEFAULT_TEMPLATE } from '../../release/build.ts';
import { RELEASES, releaseFolder } from '../../release/find-folder.ts';
import { FORMATS, formatsNamed } from '../../release/formats/formats.ts';
import { releaseOutlook } from '../../release/outlook.ts';
import { rowView } from '../../release/row-view.ts';
import { releaseSizes } from '../../release/sizes.ts';
import type { TrainingAssets } from '../../release/training/assets.ts';
import { systemOf, templateNamed } from '../../release/training/templates.ts';
import { verifyRelease } from '../../release/verify/verify.ts';
import { zipOf } from '../../release/zip.ts';
import { bind } from '../bind.ts';
import { signedIn } from '../callers.ts';
import { latest } from '../latest.ts';
import { runOf, type Service } from '../service.ts';

/** What planning a release needs of the world. */
export interface ReleasingEffects {
  countTokens: (text: string) => number;
  training: TrainingAssets;
}

/** Outlooks and sizes that are kept at hand. */
const KEPT = 8;

/** Releases before they are made, their making, and what lies there afterwards. */
export function releasingRoutes(
  { workspace, jobs }: Pick<Service, 'workspace' | 'jobs'>,
  shipped: Pick<Shipped, 'policies' | 'licences' | 'terms'>,
  releasing: (() => ReleasingEffects) | undefined,
): Router {
  const router = Router();
  let made: ReleasingEffects | undefined;
  const effects = (): ReleasingEffects => {
    made ??= releasing?.();
    if (made === undefined)
      throw new WinnowError(
        'conflict',
        'This server was started to plan no releases; winnow serve starts one that does.',
      );
    return made;
  };
  const wantedOf = <T extends { runId: string }>({ runId, ...more }: T) => ({
    run: runOf(workspace, runId),
    ...more,
  });
  bind(router, ROUTES.releaseOptions, () => {
    const templates = releasing === undefined ? [] : [...effects().training.templates.keys()];
    const traced = workspace.collections.all().filter(({ purpose }) => purpose === 'traces');
    return {
      formats: FORMATS.map(({ name }) => name),
      templates: templates.sort((a, b) => Number(b === DEFAULT_TEMPLATE) - Number(a === DEFAULT_TEMPLATE)),
      teachers: [...new Set(traced.map(({ teacher }) => teacher))].sort(),
    };
  });
  const outlooks = latest<ReleaseOutlook>(KEPT);
  bind(router, ROUTES.releaseOutlook, ({ body }) =>
    outlooks(JSON.stringify([workspace.stamp(), body]), async () =>
      releaseOutlook(workspace, wantedOf(body), shipped),
    ),
  );
  const sizes = latest<ReleaseSizes>(KEPT);
  bind(router, ROUTES.releaseSizes, ({ body }) =>
    sizes(JSON.stringify([workspace.stamp(), body]), () => {
      const quiet = { progress: () => undefined, signal: new AbortController().signal };
      return releaseSizes(workspace, wantedOf(body), { ...effects(), ...quiet });
    }),
  );
  bind(router, ROUTES.releaseRow, ({ body }) => {
    const { countTokens, training } = effects();
    return rowView(workspace, wantedOf(body), { countTokens, templates: training.templates });
  });
  bind(router, ROUTES.startRelease, ({ body, caller: { actor } }) => {
    const { runId } = runOf(workspace, body.runId).report;
    if (body.template !== undefined) templateNamed(effects().training.templates, body.template);
    formatsNamed(body.formats ?? []);
    systemOf(body.system);
    return jobs.order({
      kind: 'release',
      title: `${body.name}: ${runId} under ${body.policy}`,
      actor,
      args: ['release', ...releaseArgs({ ...body, runId })],
    });
  });
  bind(router, ROUTES.checkRelease, ({ params: { id } }) => {
    const folder = folderOf(id);
    if (folder === null)
      return {
        releaseId: id,
        verdict: 'cannot-tell' as const,
        why: 'its folder was written to somewhere outside of the workspace; check it there: winnow verify DIR',
        held: [],
        limits: [],
        folder: null,
      };
    const { verdict, why, held, limits } = verifyRelease(join(workspace.dir, RELEASES, folder));
    return { releaseId: id, verdict, why, held, limits, folder: `${RELEASES}/${folder}` };
  });
  router.get(RELEASE_ARCHIVE_PATH.replace('{id}', ':id'), signedIn, archive(folderOf));
  return router;

  /** @throws WinnowError `not-found` for a release that nobody made */
  function folderOf(id: string): string | null {
    if (workspace.releases.byId(id) === undefined)
      throw new WinnowError(
        'not-found',
        `There is no release ${id.slice(0, 80)}; GET /api/v1/releases lists them.`,
      );
    return releaseFolder(workspace.dir, id);
  }

  function archive(find: (id: string) => string | null): RequestHandler<{ id: string }> {
    return async ({ params: { id }, query: { as = 'tar' } }, response) => {
      if (as !== 'tar' && as !== 'zip')
        throw new WinnowError('bad-usage', 'A release comes as=tar or as=zip.');
      const folder = find(id);
      if (folder === null)
        throw new WinnowError('not-found', `The folder of ${id.slice(0, 80)} lies outside of the workspace.`);
      const entries = entriesOf(join(workspace.dir, RELEASES, folder), folder);
      response.set({
        'Content-Type': as === 'tar' ? 'application/x-tar' : 'application/zip',
        'Content-Disposition': `attachment; filename="${folder.replace(/[^\w.-]/g, '_')}.${as}"`,
        'Cache-Control': 'no-cache, no-transform',
        ...(as === 'tar' && { 'Content-Length': String(tarBytes(entries)) }),
      });
      await pipeline(Readable.from(as === 'tar' ? tarOf(entries) : zipOf(entries)), response).catch(() =>
        response.destroy(),
      ); // whoever loaded it has gone, or a file broke: the length tells that it is not whole
    };
  }
}

/** The command that builds the same. */
function releaseArgs(order: NewRelease): string[] {
  const { runId, rows, validation, teacher, withSample, formats = [], template, system, mixKinds } = order;
  const { gpuPriceUsd, blockSize, policy, name } = order;
  const option = (flag: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${flag}=${value}`];
  return [
    `--run=${runId}`,
    `--policy=${policy}`,
    ...option('rows', rows),
    ...option('validation', validation),
    ...option('teacher', teacher),
    ...(withSample === true ? ['--with-sample'] : []),
    ...formats.map((format) => `--format=${format}`),
    ...option('template', template),
    ...option('system', system),
    ...(mixKinds === true ? ['--mix-kinds'] : []),
    ...option('gpu-price-usd', gpuPriceUsd),
    ...option('block-size', blockSize),
    `--out=${WORKSPACE}/${RELEASES}/${name}`,
  ];
}
