import { WinnowError } from '../../../shared/error.ts';

/** A data set of the hub. */
export interface HubAddress {
  /** `OWNER/NAME`, or `NAME` for the few without an owner. */
  name: string;
  /** A branch, a tag or a commit; null: what `main` is now. */
  revision: string | null;
}

const PART = '[A-Za-z0-9][A-Za-z0-9._-]{0,95}';
const DATASET = new RegExp(`^hf://datasets/(${PART}(?:/${PART})?)(?:@([A-Za-z0-9][A-Za-z0-9._/-]{0,199}))?$`);
const REPO = new RegExp(`^hf://(?:datasets/)?(${PART}/${PART})$`);

export const isHubAddress = (path: string): boolean => path.startsWith('hf://');

/** Reads `hf://datasets/OWNER/NAME[@REVISION]`. @throws WinnowError `bad-usage` */
export function hubAddress(text: string): HubAddress {
  const [, name, revision] = DATASET.exec(text) ?? [];
  if (name !== undefined && !name.includes('..') && revision?.includes('..') !== true)
    return { name, revision: revision ?? null };
  throw new WinnowError(
    'bad-usage',
    `${text.slice(0, 120)} is no data set of the hub: write hf://datasets/OWNER/NAME, with @REVISION for one of its commits.`,
  );
}

/** Reads `hf://OWNER/NAME`, where a release is to go. @throws WinnowError `bad-usage` */
export function pushAddress(text: string): string {
  const name = REPO.exec(text)?.[1];
  if (name !== undefined && !name.includes('..')) return name;
  throw new WinnowError(
    'bad-usage',
    `--push ${text.slice(0, 120)}: write hf://OWNER/NAME, the data set that the release goes to.`,
  );
}
