import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Hub } from '../intake/hub/network.ts';
import type { ReleaseReport } from '../release/report.ts';
import { verifyRelease } from '../release/verify/verify.ts';

/** Where a release lies at the hub. */
export interface Pushed {
  /** `OWNER/NAME` */
  dataset: string;
  commit: string;
  /** What the hub says, whatever was wanted: a data set that was there already stays as private as it was. */
  isPublic: boolean;
  files: number;
  /** False where it lay there already, file by file. */
  isNew: boolean;
}

export interface Pushing {
  /** The folder of the release. */
  dir: string;
  dataset: string;
  /** Whoever asks nothing gets a private data set. */
  isPublic: boolean;
  actor: string;
}

/** @throws WinnowError `refused` for a policy whose releases are never handed on */
export function refuseInternal(policy: string): void {
  if (policy !== 'internal') return;
  throw new WinnowError(
    'refused',
    'A release under the policy internal is for nobody else and is not pushed; release under --policy research-only or strict.',
  );
}

/** The release that lies in a folder whole, if this workspace made it; to go on with a push that broke off. */
export function releaseAt(workspace: Workspace, dir: string): ReleaseReport | null {
  try {
    const { verdict, releaseId } = verifyRelease(dir);
    const stored = releaseId === null ? undefined : workspace.releases.byId(releaseId);
    return verdict === 'untouched' && stored !== undefined
      ? (JSON.parse(stored.report) as ReleaseReport)
      : null;
  } catch (cause) {
    if (cause instanceof WinnowError) return null;
    throw cause;
  }
}

/**
 * Puts a release into a data set of the hub, card and files in one commit, and records that. Large files that arrived
 * in an earlier try are not sent again. What an earlier release brought and this one has not goes in the same commit, so
 * that nobody trains on rows of both; other files stay.
 * @throws WinnowError `refused` for an internal release; `conflict` for a data set that everybody can read where a
 * private one is wanted; as the hub's troubles
 */
export async function pushRelease(
  workspace: Workspace,
  hub: Hub,
  report: ReleaseReport,
  { dir, dataset, isPublic, actor }: Pushing,
): Promise<Pushed> {
  refuseInternal(report.gate.policy);
  if (hub.token === null)
    throw new WinnowError('bad-usage', 'To push, set HF_TOKEN to a token of the hub that may write.');
  const { commit, createRepo, datasetInfo, downloadFile, HubApiError, listFiles } = await import(
    '@huggingface/hub'
  );
  const at = { hubUrl: hub.url, fetch: hub.fetch, accessToken: hub.token };
  const repo = { type: 'dataset' as const, name: dataset };
  try {
    await createRepo({ ...at, repo, visibility: isPublic ? 'public' : 'private' });
  } catch (cause) {
    if (!(cause instanceof HubApiError) || cause.statusCode !== 409) throw cause; // it is there already
  }
  const info = await datasetInfo({ ...at, name: dataset, additionalFields: ['sha'] });
  if (!info.private && !isPublic)
    throw new WinnowError(
      'conflict',
      `${dataset} can be read by everybody; say --public, or name another data set.`,
    );
  const there = info.sha === '0'.repeat(40) ? null : await manifestAt();
  const own = report.files.find(({ path }) => path === 'manifest.json')?.sha256;
  const seen = { dataset, isPublic: !info.private };
  const told = { ...seen, files: report.files.length };
  if (there !== null && there.sha256 === own) {
    // It may have arrived without its answer being heard: then it is on record from here on.
    record(workspace, report, { ...seen, commit: String(info.sha), actor });
    return { ...told, commit: String(info.sha), isNew: false };
  }
  const made = await commit({
    ...at,
    repo,
    title: `Release ${report.releaseId}`,
    useXet: false,
    operations: [
      ...(await leftOver(there?.paths ?? [])).map((path) => ({ operation: 'delete' as const, path })),
      ...report.files.map(({ path }) => ({
        operation: 'addOrUpdate' as const,
        path,
        content: pathToFileURL(join(dir, path)),
      })),
    ],
  });
  const oid = made?.commit.oid ?? '';
  record(workspace, report, { ...seen, commit: oid, actor });
  return { ...told, commit: oid, isNew: true };

  async function leftOver(before: readonly string[]): Promise<string[]> {
    const now = new Set(report.files.map(({ path }) => path));
    const gone = new Set(before.filter((path) => !now.has(path)));
    if (gone.size === 0) return [];
    const left: string[] = [];
    for await (const { type, path } of listFiles({ ...at, repo, recursive: true }))
      if (type === 'file' && gone.has(path)) left.push(path);
    return left;
  }

  async function manifestAt(): Promise<{ sha256: string; paths: string[] } | null> {
    const blob = await downloadFile({ ...at, repo, path: 'manifest.json', xet: false }).catch(
      (cause: unknown) => {
        if (cause instanceof WinnowError && cause.code === 'not-found') return null;
        throw cause;
      },
    );
    if (blob === null) return null;
    const bytes = Buffer.from(await blob.arrayBuffer());
    return { sha256: createHash('sha256').update(bytes).digest('hex'), paths: pathsIn(bytes) };
  }
}

/** The files that a manifest lists; none where it is something else. */
function pathsIn(manifest: Buffer): string[] {
  try {
    const { files } = JSON.parse(manifest.toString('utf8')) as { files?: unknown };
    const all: unknown[] = Array.isArray(files) ? files : [];
    return all.flatMap((file) => {
      const { path } = (file ?? {}) as { path?: unknown };
      return typeof path === 'string' ? [path] : [];
    });
  } catch {
    return [];
  }
}

/** Once for each commit. */
function record(
  workspace: Workspace,
  { releaseId }: ReleaseReport,
  { dataset, commit, isPublic, actor }: Pick<Pushing, 'dataset' | 'isPublic' | 'actor'> & { commit: string },
): void {
  const idem = `release pushed ${releaseId} ${dataset} ${commit}`;
  if (workspace.events.byIdem(idem) !== undefined) return;
  workspace.write('release push', () => {
    workspace.events.append({
      type: 'release.pushed',
      actor,
      subject: releaseId,
      idem,
      data: { release: releaseId, dataset, commit, public: isPublic },
    });
  });
}
