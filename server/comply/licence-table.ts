import { WinnowError } from '../../shared/error.ts';
import {
  type KnownSource,
  knownSourcesFileSchema,
  type Licence,
  licencesFileSchema,
  spellingsFileSchema,
} from '../../shared/schemas/licence.ts';
import { parser } from '../algorithms/parser.ts';
import { orderedJson, sha256Hex } from './ordered-json.ts';
import type { ShippedFile } from './shipped-file.ts';

/** What the shipped files say about licences. */
export interface LicenceTable {
  /** By identifier. */
  licences: ReadonlyMap<string, Licence>;
  /** By identifier in lower case: sources write them as they like. */
  byLowerCase: ReadonlyMap<string, Licence>;
  /** Lower case, single blanks. A licence of null: the words name none, and why. */
  spellings: ReadonlyMap<string, { licence: Licence | null; why: string | null }>;
  /** By each of their names. */
  knownSources: ReadonlyMap<string, KnownSource>;
  /** SHA-256 of all of it in canonical form, hex: which facts were believed. */
  sha256: string;
}

const parseLicences = parser(licencesFileSchema);
const parseSpellings = parser(spellingsFileSchema);
const parseSources = parser(knownSourcesFileSchema);

/**
 * The newest of the files `licences-N`, `spellings-N` and `sources-N` of data/licenses, checked.
 * @throws WinnowError `bad-input` naming the file that does not fit, or names what is not there
 */
export function licenceTableOf(files: readonly ShippedFile[]): LicenceTable {
  const licencesFile = newest(files, 'licences');
  const spellingsFile = newest(files, 'spellings');
  const sourcesFile = newest(files, 'sources');
  const list = parseLicences(licencesFile.data, licencesFile.name);
  const spelled = parseSpellings(spellingsFile.data, spellingsFile.name);
  const known = parseSources(sourcesFile.data, sourcesFile.name);
  const licences = new Map(list.licences.map((one) => [one.id, one]));
  const find = (id: string, file: string): Licence => {
    const found = licences.get(id);
    if (found === undefined)
      throw new WinnowError('bad-input', `${file}: there is no licence ${id} in ${licencesFile.name}.`);
    return found;
  };
  for (const { share_alike } of list.licences)
    for (const id of share_alike ?? []) find(id, licencesFile.name);
  for (const { upstream } of known.sources)
    for (const { licence } of upstream) if (licence !== null) find(licence, sourcesFile.name);
  return {
    licences,
    byLowerCase: new Map(list.licences.map((one) => [one.id.toLowerCase(), one])),
    spellings: new Map(
      Object.entries(spelled.spellings).map(([words, { id, why }]) => [
        words,
        { licence: id === null ? null : find(id, spellingsFile.name), why: why ?? null },
      ]),
    ),
    knownSources: new Map(known.sources.flatMap((one) => one.names.map((name) => [name, one] as const))),
    sha256: sha256Hex(orderedJson([list, spelled, known])),
  };
}

function newest(files: readonly ShippedFile[], kind: string): ShippedFile {
  const versionOf = ({ name }: ShippedFile): number =>
    Number(new RegExp(`/${kind}-(\\d{1,6})\\.json$`).exec(name)?.[1] ?? 0);
  const [first] = files.filter((file) => versionOf(file) > 0).sort((a, b) => versionOf(b) - versionOf(a));
  if (first === undefined) throw new WinnowError('bad-input', `data/licenses: there is no ${kind}-1.json.`);
  return first;
}
