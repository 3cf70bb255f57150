import { batchRoute } from './gemini-batches.ts';
import { fileRoute } from './gemini-files.ts';
import { generate, notFound } from './gemini-generate.ts';
import { describeModel, listModels, listPublished } from './gemini-models.ts';
import { keyFault, parseGemini } from './gemini-request.ts';
import { googleError } from './gemini-status-faults.ts';
import { jsonDelivery } from './gemini-wire.ts';
import type { Route, Served } from './ledger.ts';
import { type Answer, enter, type FakeState, type Incoming, whole } from './state.ts';
import { tokensOf } from './writing.ts';

const MODEL =
  /^\/(v1|v1beta|v1beta1)\/(?:(projects\/[^/]+\/locations\/[^/]+\/)?publishers\/google\/)?models\/([^:]+?)(?::(\w+))?$/;
const MODELS_PATH = /^\/(v1|v1beta)\/models$/;
const PUBLISHED_PATH = /^\/(v1|v1beta1)\/(projects\/[^/]+\/locations\/[^/]+\/)?publishers\/google\/models$/;

const ACTIONS: Record<string, Route> = {
  generateContent: 'generate',
  streamGenerateContent: 'stream',
  countTokens: 'count',
  batchGenerateContent: 'batch-create',
};

/** Answers what belongs to Gemini, by the Developer API or Vertex; null: it is somebody else's. */
export function geminiRoute(state: FakeState, request: Incoming): Answer | null {
  const found = MODEL.exec(request.path);
  if (found !== null) return modelRoute(state, request, found);
  if (MODELS_PATH.test(request.path) && request.headers['x-goog-api-key'] !== undefined) {
    const entry = enter(state, request, { api: 'gemini', version: versionOf(request.path), route: 'models' });
    return whole(entry, keyFault(state, request) ?? listModels(state, request.query));
  }
  if (PUBLISHED_PATH.test(request.path)) {
    const entry = enter(state, request, { api: 'vertex', version: versionOf(request.path), route: 'models' });
    return whole(entry, keyFault(state, request) ?? listPublished(state));
  }
  return batchRoute(state, request) ?? fileRoute(state, request);
}

export const versionOf = (path: string): string => path.split('/')[1] ?? '';

function modelRoute(state: FakeState, request: Incoming, found: RegExpExecArray): Answer {
  const [, version = '', project, model = '', action] = found;
  const api = project === undefined && !request.path.includes('/publishers/') ? 'gemini' : 'vertex';
  const route = action === undefined ? 'models' : (ACTIONS[action] ?? 'unknown');
  if (route === 'batch-create') return batchRoute(state, request) ?? unknownMethod(state, request);
  const entry = enter(state, request, { api, version, route, model });
  if (route === 'generate' || route === 'stream')
    return generate(state, request, entry, { model, stream: route === 'stream' });
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  const known = state.models.find(({ name, retired }) => name === model && !retired);
  if (known === undefined) return whole(entry, notFound(model));
  if (route === 'models') return whole(entry, jsonDelivery(describeModel(known)));
  if (route === 'count') return count(request, entry, known);
  return whole(entry, googleError(404, 'NOT_FOUND', 'Unknown method.'));
}

function count(request: Incoming, entry: Served, model: FakeState['models'][number]): Answer {
  const json = request.json as { contents?: unknown; generateContentRequest?: unknown };
  const asked = parseGemini(json.generateContentRequest ?? { contents: json.contents }, model);
  if ('pieces' in asked) return whole(entry, asked);
  entry.prompt = asked.prompt;
  return whole(entry, jsonDelivery({ totalTokens: tokensOf(asked.prompt) }));
}

function unknownMethod(state: FakeState, request: Incoming): Answer {
  const entry = enter(state, request, { api: 'gemini', version: versionOf(request.path), route: 'unknown' });
  return whole(entry, googleError(404, 'NOT_FOUND', 'Unknown method.'));
}
