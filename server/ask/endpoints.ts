import { DECLARING } from '../../shared/vocabulary/roles.ts';
import { checkedDeclaration } from '../comply/declare.ts';
import type { Shipped } from '../comply/shipped.ts';
import { termsFor } from '../comply/terms.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { StoredEndpoint } from '../db/endpoints.ts';
import type { Workspace } from '../db/workspace.ts';

/** What somebody declares about a server of their own. */
export interface Declaring {
  endpoint: string;
  /** Only `self`. */
  host: string;
  model: string;
  /** Id of the weights. */
  weights: string;
  /** Name of the person. */
  by: string;
}

export type Declared = StoredEndpoint & {
  /** Entries of the registry that hold for what is asked there. */
  termsRefs: readonly string[];
};

/**
 * Binds a name that a server of one's own uses to weights and so to their licence, on somebody's word. Saying it
 * again changes nothing; saying otherwise is a new event, and the last word counts.
 * @throws WinnowError `bad-usage` as `checkedDeclaration`; `forbidden` for who may not say so
 */
export function declareEndpoint(workspace: Workspace, shipped: Shipped, wanted: Declaring): Declared {
  const { origin, model, weights } = checkedDeclaration(shipped, wanted);
  return workspace.write('terms declare', () => {
    const actor = actingPerson(workspace, wanted.by, DECLARING);
    const declaredAt = workspace.now().toISOString();
    const query = { provider: 'self', service: 'self', model, at: declaredAt, weights };
    const { refs, registrySha256 } = termsFor(shipped.terms, query);
    const known = workspace.endpoints.all().findLast((one) => one.origin === origin && one.model === model);
    if (known?.weights === weights) return { ...known, termsRefs: refs };
    const { seq } = workspace.events.append({
      type: 'endpoint.declared',
      actor,
      subject: origin,
      idem: `endpoint.declared:${workspace.randomHex(8)}`,
      data: { origin, host: 'self', model, weights, terms_refs: refs, registry_sha256: registrySha256 },
    });
    const stored = { origin, model, weights, actor, declaredAt, event: seq };
    workspace.endpoints.insert(stored);
    return { ...stored, termsRefs: refs };
  });
}
