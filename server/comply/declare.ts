import { WinnowError } from '../../shared/error.ts';
import type { ModelRow } from '../../shared/schemas/model.ts';
import { checkedEndpoint, type Endpoint, isPublicService, serviceAt } from './endpoint.ts';
import type { Shipped } from './shipped.ts';

/** Somebody's word that a server of their own serves certain weights under a name. */
export interface Declaration {
  origin: string;
  /** As the server names it. */
  model: string;
  /** Id of the weights. */
  weights: string;
}

/** The weights that are often served under a name; a suggestion, never taken for granted. */
export const suggestedWeights = (models: readonly ModelRow[], name: string): string[] =>
  models
    .filter(({ provider, id, names }) => provider === 'weights' && isCalled(name, [id, ...names]))
    .map(({ id }) => id);

const isCalled = (name: string, names: readonly string[]): boolean =>
  names.some((one) => one.toLowerCase() === name.toLowerCase());

/** The command that binds a name to weights, filled in; what is not known stands in capitals. */
export const declareCommand = (endpoint: string, model: string, weights: string | null): string =>
  `winnow terms declare --endpoint ${quoted(endpoint)} --host self --model ${quoted(model)} --weights ${weights ?? 'ID'} --by USER`;

/** A word of a command line, in quotes where a shell would read more into it. */
const quoted = (word: string): string =>
  /^[\w.:/@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/**
 * Checks what somebody declares about a server.
 * @throws WinnowError `bad-usage` for a host other than `self`, an address of a known provider, or unknown weights
 */
export function checkedDeclaration(
  { terms, models }: Shipped,
  wanted: { endpoint: string; host: string; model: string; weights: string },
): Declaration & { endpoint: Endpoint } {
  const endpoint = checkedEndpoint(wanted.endpoint);
  if (wanted.host !== 'self')
    throw new WinnowError(
      'bad-usage',
      `--host ${wanted.host}: only self, a server of your own, can be declared; terms of another host have to be in data/terms first.`,
    );
  const service = serviceAt(terms, endpoint.origin);
  if (service !== null)
    throw new WinnowError(
      'bad-usage',
      `${endpoint.origin} is ${service.provider}'s own service, so its terms hold there and nothing can be declared.`,
    );
  if (isPublicService(endpoint.origin))
    throw new WinnowError(
      'bad-usage',
      `${endpoint.origin} is a public service, not a server of your own: its terms have to be in data/terms before it is asked.`,
    );
  if (!isPlain(wanted.model))
    throw new WinnowError(
      'bad-usage',
      '--model takes the name under which the server offers it, on one line.',
    );
  checkWeights(models, wanted);
  return { endpoint, origin: endpoint.origin, model: wanted.model, weights: wanted.weights };
}

const isPlain = (name: string): boolean =>
  name.trim() !== '' && name.length <= 200 && !/\p{Cc}/u.test(name) && name.isWellFormed();

function checkWeights(
  models: readonly ModelRow[],
  { weights, model }: { weights: string; model: string },
): void {
  const known = models.filter(({ provider }) => provider === 'weights').map(({ id }) => id);
  if (known.includes(weights)) return;
  const close = [...new Set([...suggestedWeights(models, weights), ...suggestedWeights(models, model)])];
  const hint = close.length > 0 ? `did you mean ${close.join(' or ')}?` : `known are ${known.join(', ')}.`;
  throw new WinnowError('bad-usage', `--weights ${weights}: no weights by that id are known; ${hint}`, {
    known,
    suggested: close,
  });
}
