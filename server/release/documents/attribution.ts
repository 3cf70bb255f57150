import { count, plain } from '../markdown.ts';
import { sourceTable } from './datasheet.ts';
import type { DocumentFacts } from './facts.ts';

/** `ATTRIBUTION.md`: whom the rows are owed to, and under which licence each source gives them. */
export function attributionText({ sources, collections, releaseId, terms, gate }: DocumentFacts): string {
  const models = collections.filter(({ model }) => model !== null);
  return [
    '# Attribution',
    `The questions of ${releaseId} come from these sources, each under the licence that it declares. Keep this file with the data: several of these licences ask for it.`,
    sourceTable(sources),
    ...sources.map(
      ({ source, revision, licenseDeclared, rows }) =>
        `- ${count(rows)} questions from **${plain(source)}**${revision === null ? '' : `, revision ${plain(revision)}`}, ${licenseDeclared === null ? 'which declares no licence' : `licensed ${plain(licenseDeclared)}`}. They were selected, and put into other formats; their words were not changed.`,
    ),
    '## Licences',
    licenceLinks(gate.licence.rows),
    '## Traces',
    models.length === 0
      ? 'The traces are the worked solutions of the sources themselves.'
      : models
          .map(({ model, provider, termsRefs }) => {
            const bound =
              termsRefs.length === 0
                ? 'no terms on record'
                : termsRefs.map((id) => `\`${plain(id)}\``).join(', ');
            return `- written by ${plain(model ?? '')}${provider === null ? '' : `, provided by ${plain(provider)}`}; terms: ${bound}. They are generated text and no work of a person.`;
          })
          .join('\n'),
    ...(terms.unknown.length === 0
      ? []
      : [`Terms whose text is not at hand: ${terms.unknown.map(plain).join(', ')}.`]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Where the words of each licence that binds a row stand; what SPDX does not know is named as it is. */
const licenceLinks = (rows: DocumentFacts['gate']['licence']['rows']): string =>
  rows.length === 0
    ? 'Of no row a licence is known.'
    : rows
        .map(({ licence, rows: n }) =>
          licence.startsWith('LicenseRef-')
            ? `- \`${plain(licence)}\`: ${count(n)} rows`
            : `- \`${plain(licence)}\`, https://spdx.org/licenses/${licence}.html: ${count(n)} rows`,
        )
        .join('\n');
