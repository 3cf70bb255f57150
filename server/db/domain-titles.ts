import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '../algorithms/parser.ts';
import { domainsFileSchema } from '../decide/domains/files.ts';

const parseDomains = parser(domainsFileSchema);

/** Title of each domain of the taxonomy by its code. @param data the folder `data/` */
export function domainTitles(data: string): Map<string, string> {
  const file = join(data, 'taxonomy', 'domains.json');
  const { domains } = parseDomains(JSON.parse(readFileSync(file, 'utf8')), 'data/taxonomy/domains.json');
  return new Map(domains.map(({ code, title }) => [code, title]));
}
