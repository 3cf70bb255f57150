import { WinnowError } from '../../shared/error.ts';
import {
  type ModelRow,
  modelsFileSchema,
  type PriceRow,
  pricesFileSchema,
} from '../../shared/schemas/model.ts';
import { firstPolicySchema, type Policy, policySchema } from '../../shared/schemas/policy.ts';
import { type TermsEntry, termsEntrySchema } from '../../shared/schemas/terms.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { parser } from '../algorithms/parser.ts';
import { type LicenceTable, licenceTableOf } from './licence-table.ts';
import { orderedJson, sha256Hex } from './ordered-json.ts';
import type { ShippedFile } from './shipped-file.ts';

/** The files of the folders of `data/` that say what holds for asking models and for releasing. */
export interface ShippedFiles {
  terms: readonly ShippedFile[];
  models: readonly ShippedFile[];
  prices: readonly ShippedFile[];
  policies: readonly ShippedFile[];
  licenses: readonly ShippedFile[];
}

export interface TermsRegistry {
  /** By id. */
  entries: readonly TermsEntry[];
  /** SHA-256 of all entries in canonical form, by id; answers which terms were believed to apply. Hex. */
  sha256: string;
}

/** Everything that the shipped files say, checked. */
export interface Shipped {
  terms: TermsRegistry;
  /** The newest row of each provider and id. */
  models: readonly ModelRow[];
  prices: readonly PriceRow[];
  /** The newest version of each. */
  policies: Readonly<Record<PolicyName, Policy>>;
  licences: LicenceTable;
}

const parseTerms = parser(termsEntrySchema);
const parseModels = parser(modelsFileSchema);
const parsePrices = parser(pricesFileSchema);
const parsePolicy = parser(policySchema);
const parseFirstPolicy = parser(firstPolicySchema);

/** @throws WinnowError `bad-input` naming the file that does not fit its schema, or contradicts another */
export function parseShipped(files: ShippedFiles): Shipped {
  return {
    terms: registryOf(files.terms),
    models: modelsOf(files.models),
    prices: pricesOf(files.prices),
    policies: policiesOf(files.policies),
    licences: licenceTableOf(files.licenses),
  };
}

function registryOf(files: readonly ShippedFile[]): TermsRegistry {
  const byId = new Map<string, TermsEntry>();
  for (const { name, data } of files) {
    const entry = parseTerms(data, name);
    if (byId.has(entry.id)) throw wrong(name, `the id ${entry.id} is taken by another file`);
    checkClauses(entry, name);
    byId.set(entry.id, entry);
  }
  const entries = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { entries, sha256: sha256Hex(orderedJson(entries)) };
}

function checkClauses({ clauses }: TermsEntry, file: string): void {
  const ids = new Set<string>();
  for (const { id, excerpt, excerpt_sha256 } of clauses) {
    if (ids.has(id)) throw wrong(file, `the clause ${id} stands twice`);
    ids.add(id);
    if (excerpt_sha256 !== (excerpt === null ? null : sha256Hex(excerpt)))
      throw wrong(file, `the excerpt of the clause ${id} is not the one that was hashed`);
  }
}

function modelsOf(files: readonly ShippedFile[]): ModelRow[] {
  const newest = new Map<string, { row: ModelRow; read: string }>();
  for (const { name, data } of files) {
    const { read_on: read, models } = parseModels(data, name);
    for (const row of models) {
      const key = `${row.provider} ${row.id}`;
      const known = newest.get(key);
      if (known?.read === read) throw wrong(name, `${key} stands twice for ${read}`);
      if (known === undefined || known.read < read) newest.set(key, { row, read });
    }
  }
  return [...newest.values()].map(({ row }) => row);
}

function pricesOf(files: readonly ShippedFile[]): PriceRow[] {
  const rows = files.flatMap(({ name, data }) => parsePrices(data, name).prices);
  const keys = new Set<string>();
  for (const row of rows) {
    const key = `${row.provider} ${row.model} ${row.tier} from ${row.valid_from}, read ${row.read_on}`;
    if (keys.has(key)) throw wrong('data/prices', `${key} stands twice`);
    keys.add(key);
    if (row.valid_to !== null && row.valid_to <= row.valid_from)
      throw wrong('data/prices', `${key} ends before it begins`);
  }
  return rows;
}

function policiesOf(files: readonly ShippedFile[]): Record<PolicyName, Policy> {
  const newest = new Map<string, Policy>();
  for (const { name, data } of files) {
    if (isFirst(data)) {
      parseFirstPolicy(data, name);
      continue;
    }
    const policy = parsePolicy(data, name);
    const known = newest.get(policy.policy);
    if (known?.version === policy.version)
      throw wrong(name, `version ${policy.version} of ${policy.policy} stands twice`);
    if (known === undefined || known.version < policy.version) newest.set(policy.policy, policy);
  }
  const missing = POLICY_NAMES.find((name) => !newest.has(name));
  if (missing !== undefined) throw wrong('data/policies', `there is no policy ${missing}`);
  return Object.fromEntries(newest) as Record<PolicyName, Policy>;
}

const isFirst = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'version' in data && data.version === 1;

const wrong = (file: string, why: string): WinnowError => new WinnowError('bad-input', `${file}: ${why}.`);
