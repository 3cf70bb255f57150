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
 * A field of Croissant for a column, typed by a value of it: text, number, an object, whose members become fields below
 * it, or a list of objects, whose members do, each read from every object of the list. Of a list within an object the
 * first alone is read: there the reference reader (mlcroissant) takes one value where a path leads, never a list.
 */
export function columnField(place: Place, value: unknown): object {
  const head = { '@type': 'cr:Field', '@id': place.id };
  const below = (name: string, path: string, one: unknown) =>
    columnField({ ...place, id: `${place.id}/${name}`, path }, one);
  if (Array.isArray(value)) {
    const within = place.path === undefined ? '$' : `${place.path}[*]`; // a list within a list
    const members = Object.entries((value as readonly object[])[0] ?? {});
    const subField = members.map(([name, one]) => below(name, `${within}.${name}`, one));
    return { ...head, isArray: true, arrayShape: '-1', subField };
  }
  if (typeof value === 'object' && value !== null) {
    const within = place.path ?? '$';
    const subField = Object.entries(value).map(([name, one]: [string, unknown]) =>
      Array.isArray(one)
        ? below(name, `${within}.${name}[0]`, one[0])
        : below(name, `${within}.${name}`, one),
    );
    return { ...head, subField };
  }
  return { ...head, dataType: typeof value === 'number' ? 'sc:Integer' : 'sc:Text', source: sourceOf(place) };
}
