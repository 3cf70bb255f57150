/** Where a field is read from: a file of JSON lines, a member of its objects, and the way on within that (JSONPath). */
export interface Place {
  file: string;
  id: string;
  column: string;
  path?: string;
}

/** The source of a field, as Croissant reads JSON lines: by column, and further by a transform. */
export const sourceOf = ({ file, column, path }: Place) => ({
  fileObject: { '@id': file },
  extract: { column },
  ...(path === undefined ? {} : { transform: { jsonPath: path } }),
});

/**
 * A field of Croissant for a column, typed by a value of it: text, number, or a list of objects, whose members
 * become fields below it, each read from every object of the list.
 */
export function columnField(place: Place, value: unknown): object {
  const head = { '@type': 'cr:Field', '@id': place.id };
  if (Array.isArray(value)) {
    const members = Object.entries((value as readonly object[])[0] ?? {});
    const within = place.path === undefined ? '$' : `${place.path}[*]`; // a list within a list
    const below = ([name, one]: [string, unknown]) =>
      columnField({ ...place, id: `${place.id}/${name}`, path: `${within}.${name}` }, one);
    return { ...head, isArray: true, arrayShape: '-1', subField: members.map(below) };
  }
  return { ...head, dataType: typeof value === 'number' ? 'sc:Integer' : 'sc:Text', source: sourceOf(place) };
}
