/**
 * What PROV-JSON (W3C Member Submission, 2013) and PROV-DM ask of a graph: known members, names with declared
 * prefixes, relations between nodes of the right class that are there, and nothing that was derived from itself.
 * Written from the documents alone.
 * @returns what is wrong, in sentences
 */
export function provFaults(text: string): string[] {
  const graph = JSON.parse(text) as Graph;
  const faults: string[] = [];
  const need = (holds: boolean, what: string) => void (holds || faults.push(what));
  const prefixes = new Set([...Object.keys(graph.prefix ?? {}), 'prov', 'xsd']);
  const isName = (name: string) => {
    const [prefix = '', local] = name.split(':');
    return prefixes.has(prefix) && local !== undefined && /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(local);
  };
  for (const [prefix, uri] of Object.entries(graph.prefix ?? {}))
    need(URL.canParse(String(uri)), `the prefix ${prefix} has no URI`);
  for (const [member, records] of Object.entries(graph)) {
    if (member === 'prefix') continue;
    const ends = RELATIONS[member];
    need(NODES.includes(member) || ends !== undefined, `${member} is nothing that PROV knows`);
    for (const [name, record] of Object.entries(records)) {
      if (ends === undefined) need(isName(name), `${member} has the name ${name}`);
      for (const key of Object.keys(record)) need(isName(key), `${name} has the attribute ${key}`);
      for (const [key, cls] of ends ?? []) {
        const to = String(record[`prov:${key}`]);
        need(Object.hasOwn(graph[cls] ?? {}, to), `${member} ${name}: ${to} is no ${cls}`);
      }
    }
  }
  need(!hasCircle(Object.values(graph.wasDerivedFrom ?? {})), 'something was derived from itself');
  return faults;
}

type Graph = Record<string, Record<string, Record<string, unknown>>>;
const NODES = ['entity', 'activity', 'agent'];
const RELATIONS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  used: [
    ['activity', 'activity'],
    ['entity', 'entity'],
  ],
  wasGeneratedBy: [
    ['entity', 'entity'],
    ['activity', 'activity'],
  ],
  wasDerivedFrom: [
    ['generatedEntity', 'entity'],
    ['usedEntity', 'entity'],
  ],
  wasAttributedTo: [
    ['entity', 'entity'],
    ['agent', 'agent'],
  ],
  wasAssociatedWith: [
    ['activity', 'activity'],
    ['agent', 'agent'],
  ],
  hadMember: [
    ['collection', 'entity'],
    ['entity', 'entity'],
  ],
};

function hasCircle(derivations: readonly Record<string, unknown>[]): boolean {
  const from = new Map<string, string[]>();
  for (const one of derivations) {
    const made = String(one['prov:generatedEntity']);
    from.set(made, [...(from.get(made) ?? []), String(one['prov:usedEntity'])]);
  }
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string): boolean => {
    if (state.has(name)) return state.get(name) === 'open';
    state.set(name, 'open');
    const found = (from.get(name) ?? []).some(visit);
    state.set(name, 'done');
    return found;
  };
  return [...from.keys()].some(visit);
}
