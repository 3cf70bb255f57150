import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ListFileEntry } from '@huggingface/hub';
import { WinnowError } from '../../../shared/error.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { HubAddress } from './address.ts';
import { dataFiles, type Wanted } from './data-files.ts';
import type { Hub } from './network.ts';

/** Files of a data set at one commit, as they lie on this disk for a while. */
export interface Fetched {
  name: string;
  /** The commit, 40 hex digits. */
  revision: string;
  /** As the card declares it; null where it declares none. */
  license: string | null;
  files: { path: string; local: string; sha256: string; bytes: number }[];
  /** What says under which terms it stands: card and licence, which are kept. */
  captured: { path: string; sha256: string; bytes: number }[];
}

export interface FetchEffects {
  /** Of what comes from the hub; unit: bytes. */
  fetched: (p: { file: string; bytes: number; total: number }) => void;
  signal: AbortSignal;
}

/** A card or a licence is no longer. Unit: bytes. */
const LONGEST_TEXT = 4 * 1024 * 1024;
/** Branches that the hub keeps of its own. */
const CONVERTED = 'refs/convert/';
const LICENCE = /^(?:LICEN[CS]E|COPYING|NOTICE)(?:\.(?:md|txt))?$/i;

/**
 * Fetches a split of a data set into a folder: the revision is resolved to a commit first and every file is taken at
 * that commit, streamed to the disk, its hash held against the one that the hub states. Card and licence are kept.
 * @param actor whose act it is; null: nothing is kept, since nothing will be imported
 * @throws WinnowError as the hub's troubles; `failed` for a file that is not the one that the hub names
 */
export async function fetchDataset(
  workspace: Workspace,
  hub: Hub,
  { name, revision }: HubAddress,
  { wanted, folder, actor }: { wanted: Wanted; folder: string; actor: string | null },
  effects: FetchEffects,
): Promise<Fetched> {
  const { datasetInfo, listFiles } = await import('@huggingface/hub');
  const at = { hubUrl: hub.url, fetch: hub.fetch, ...(hub.token === null ? {} : { accessToken: hub.token }) };
  const info = await datasetInfo({
    ...at,
    name,
    ...(revision === null ? {} : { revision }),
    additionalFields: ['sha', 'cardData'],
  });
  const commit = String(info.sha);
  if (!/^[0-9a-f]{40}$/.test(commit))
    throw new WinnowError('failed', `The hub names no commit of ${name}; give the same command again later.`);
  const repo = { type: 'dataset' as const, name };
  const entries = new Map<string, ListFileEntry>();
  for await (const entry of listFiles({ ...at, repo, revision: commit, recursive: true }))
    if (entry.type === 'file') entries.set(entry.path, entry);
  const card = (info.cardData ?? {}) as { configs?: unknown; license?: unknown };
  // What the hub itself made Parquet of lies by names, whatever the card says of other files.
  const byNames = wanted.byNames ?? revision?.startsWith(CONVERTED) === true;
  const chosen = dataFiles([...entries.keys()], card, { ...wanted, byNames });
  const file = fileFetcher({ at, repo, commit, effects });
  const texts = [...entries.keys()].filter((path) => path === 'README.md' || LICENCE.test(path)).sort();
  const captured: { path: string; bytes: Buffer }[] = [];
  for (const path of texts) captured.push({ path, bytes: await file.text(path) });
  await mkdir(folder, { recursive: true });
  const files: Fetched['files'] = [];
  for (const [i, path] of chosen.entries()) {
    const local = join(folder, `${i}-${basename(path).replace(/[^A-Za-z0-9._-]/g, '_')}`);
    files.push({ path, local, ...(await file.save(path, local, entries.get(path))) });
  }
  const license = licenceOf(card.license);
  const kept =
    actor === null ? [] : keep(workspace, { name, commit, wanted, license, files, captured, actor });
  return { name, revision: commit, license, files, captured: kept };
}

/** A card declares one licence, or a list of them. */
const licenceOf = (said: unknown): string | null => {
  const all = (Array.isArray(said) ? (said as unknown[]) : [said]).filter((one) => typeof one === 'string');
  return all.length === 0 ? null : all.join(' AND ').slice(0, 200);
};

interface Fetching {
  at: { hubUrl: string; fetch: typeof fetch; accessToken?: string };
  repo: { type: 'dataset'; name: string };
  commit: string;
  effects: FetchEffects;
}

function fileFetcher({ at, repo, commit, effects }: Fetching) {
  const blobOf = async (path: string): Promise<Blob> => {
    const { downloadFile } = await import('@huggingface/hub');
    const blob = await downloadFile({ ...at, repo, path, revision: commit, xet: false });
    if (blob === null) throw new WinnowError('failed', `The hub lists ${path} and does not have it.`);
    return blob;
  };
  return {
    async text(path: string): Promise<Buffer> {
      const blob = await blobOf(path);
      return Buffer.from(await blob.slice(0, Math.min(blob.size, LONGEST_TEXT)).arrayBuffer());
    },
    async save(path: string, local: string, entry: ListFileEntry | undefined) {
      const blob = await blobOf(path);
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          effects.fetched({ file: path, bytes, total: blob.size });
          yield chunk;
        }
      };
      try {
        const from = Readable.from(blob.stream());
        await pipeline(from, counted, createWriteStream(local, { flags: 'wx' }), { signal: effects.signal });
      } catch (cause) {
        await rm(local, { force: true });
        if (effects.signal.aborted)
          throw new WinnowError('stopped', 'Stopped; the same command begins again.');
        if (cause instanceof WinnowError) throw cause;
        throw new WinnowError(
          'failed',
          `${path} did not come whole from the hub (${bytes} of ${blob.size} bytes); give the same command again.`,
        );
      }
      const sha256 = hash.digest('hex');
      if (bytes !== blob.size || (entry?.lfs !== undefined && entry.lfs.oid !== sha256))
        throw new WinnowError(
          'failed',
          `${path} is not the file that the hub names by its hash; give the same command again.`,
        );
      return { sha256, bytes };
    },
  };
}

interface Kept extends Pick<Fetched, 'name' | 'license' | 'files'> {
  commit: string;
  wanted: Wanted;
  captured: readonly { path: string; bytes: Buffer }[];
  actor: string;
}

/** The same commit captured again says nothing new. */
function keep(
  workspace: Workspace,
  { name, commit, wanted, license, files, captured, actor }: Kept,
): Fetched['captured'] {
  return workspace.write('hub capture', () => {
    const texts = captured.map(({ path, bytes }) => {
      const media = 'text/markdown; charset=utf-8';
      const sha256 = workspace.blobs.put(bytes, media).toString('hex');
      return { path, sha256, bytes: bytes.length, media };
    });
    const { config = null, split = null } = wanted;
    const idem = `hub captured ${name}@${commit} ${config ?? ''} ${split ?? ''}`;
    if (workspace.events.byIdem(idem) === undefined)
      workspace.events.append({
        type: 'hub.captured',
        actor,
        subject: name,
        idem,
        data: {
          dataset: name,
          revision: commit,
          ...{ config, split, license_declared: license },
          files: files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
          texts: texts.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
        },
        blobs: texts.map(({ sha256, bytes, media }) => ({ sha256, size: bytes, media_type: media })),
      });
    return texts.map(({ path, sha256, bytes }) => ({ path, sha256, bytes }));
  });
}
