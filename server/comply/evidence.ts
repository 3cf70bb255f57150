/** What evidence may hold: JSON without floats, which no event can carry. */
export type Fact = string | boolean | null | number | readonly Fact[] | { readonly [name: string]: Fact };
export type Evidence = { readonly [name: string]: Fact };

/** More than this of one text, list, object or depth is left out: evidence points at a reply, it does not copy it. */
const MOST = { characters: 500, items: 50, keys: 50, depth: 6, whole: 16_000 } as const;

/**
 * Outside data as evidence: texts well-formed and cut, numbers that are no whole ones as text, what is undefined
 * or too deep left out as null.
 */
export function evidenceOf(facts: { readonly [name: string]: unknown }): Evidence {
  const evidence = membersOf(facts, 0);
  if (JSON.stringify(evidence).length <= MOST.whole) return evidence;
  return Object.fromEntries(
    Object.entries(evidence).map(([name, one]) => [
      name,
      typeof one === 'object' && one !== null ? LEFT_OUT : one,
    ]),
  );
}

const LEFT_OUT: Fact = { left_out: 'too much to keep; it stands in the raw reply' };

function factOf(value: unknown, depth: number): Fact {
  switch (typeof value) {
    case 'string':
      return cut(value);
    case 'boolean':
      return value;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : String(value);
    case 'object':
      if (value === null || depth >= MOST.depth) return null;
      if (Array.isArray(value))
        return Array.from(value.slice(0, MOST.items), (one) => factOf(one, depth + 1));
      return membersOf(value, depth + 1);
    default:
      return null;
  }
}

const membersOf = (value: object, depth: number): Evidence =>
  Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST.keys)
      .filter(([name]) => name !== '__proto__')
      .map(([name, one]) => [cut(name), factOf(one, depth)]),
  );

const cut = (text: string): string => text.slice(0, MOST.characters).toWellFormed();
