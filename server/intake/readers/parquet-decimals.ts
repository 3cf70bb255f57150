import type { FileMetaData } from 'hyparquet';

/**
 * Takes the decimal columns of the top level out of the decoder's hands, which would turn them into doubles:
 * strips their type in the metadata, so that their unscaled integers come out.
 * @returns column to digits behind the point
 */
export function takeDecimals(metadata: FileMetaData): Map<string, number> {
  const scales = new Map<string, number>();
  const [root, ...elements] = metadata.schema;
  let i = 0;
  for (let child = 0; child < (root?.num_children ?? 0); child++) {
    const element = elements[i];
    if (element === undefined) break;
    const isDecimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
    if (isDecimal && element.repetition_type !== 'REPEATED' && !element.num_children) {
      scales.set(element.name, element.scale ?? 0);
      delete element.converted_type;
      delete element.logical_type;
    }
    i = behind(elements, i);
  }
  return scales;
}

/** The index behind an element and all that lies under it: the schema is a tree written depth first. */
function behind(elements: readonly { num_children?: number }[], at: number): number {
  let left = elements[at]?.num_children ?? 0;
  let i = at + 1;
  while (left > 0 && i < elements.length) {
    left += (elements[i]?.num_children ?? 0) - 1;
    i++;
  }
  return i;
}
