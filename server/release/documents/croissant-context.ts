const TERMS = [
  ...['annotation', 'arrayShape', 'citeAs', 'column', 'containedIn', 'equivalentProperty', 'excludes'],
  ...['extract', 'field', 'fileObject', 'fileProperty', 'fileSet', 'format', 'includes', 'isArray'],
  ...['isLiveDataset', 'jsonPath', 'key', 'md5', 'parentField', 'path', 'readLines', 'recordSet'],
  ...[
    'references',
    'regex',
    'repeated',
    'replace',
    'samplingRate',
    'sdVersion',
    'separator',
    'source',
    'subField',
  ],
  ...['transform', 'unArchive', 'value'],
];

/** The JSON-LD context of Croissant 1.1, with the vocabularies of its responsible-AI part and of provenance. */
export const CROISSANT_CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  ...Object.fromEntries(TERMS.map((name) => [name, `cr:${name}`])),
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  prov: 'http://www.w3.org/ns/prov#',
  rai: 'http://mlcommons.org/croissant/RAI/',
  sc: 'https://schema.org/',
} as const;
