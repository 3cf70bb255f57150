import { LONGEST_NAME, nameKey } from './names.ts';
import type { Taxonomy } from './taxonomy.ts';

/** An MSC code with what may follow the two digits: `11`, `11-XX`, `11-02`, `11Axx`, `11A41`. */
const MSC_CODE = /^(?:msc\s*(?:2010|2020)?[\s:]+)?(\d{2})(?:-xx|-\d{2}|[a-z](?:xx|\d{2}))?$/iu;
/** Two digits and a title: `11 Number theory`, `11: Number theory`, `11-XX Number theory`. */
const CODE_AND_TITLE = /^(\d{2})(?:-xx)?[\s:.,–-]+(.+)$/iu;

/**
 * The domain that an imported label names, null for a label without content. A code (`11`, `11-XX`, `11A41`,
 * `physics`), a title or alias in any case (`number theory`), or both (`11 Number theory`) become the code.
 * Any other label is a domain of its own, trimmed and otherwise as spelt: two spellings are two domains.
 */
export function domainOfLabel(label: string, taxonomy: Taxonomy): string | null {
  const own = label.trim();
  if (own === '') return null;
  if (own.length > LONGEST_NAME) return own;
  const code = MSC_CODE.exec(own)?.[1];
  if (code !== undefined && taxonomy.titles.has(code)) return code;
  return codeOfName(own, taxonomy) ?? codeBeforeTitle(own, taxonomy) ?? own;
}

const codeOfName = (name: string, { codeOfTitle }: Taxonomy): string | undefined =>
  codeOfTitle.get(nameKey(name));

/** The code in front of its own title; with another title the label says two things, and is kept. */
function codeBeforeTitle(label: string, taxonomy: Taxonomy): string | undefined {
  const [, code, title] = CODE_AND_TITLE.exec(label) ?? [];
  return title !== undefined && codeOfName(title, taxonomy) === code ? code : undefined;
}
