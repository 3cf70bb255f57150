import { basename, resolve } from 'node:path';
import express, { type Express, Router } from 'express';
import { API_BASE, EVENTS_PATH } from '../../shared/api.ts';
import { WinnowError } from '../../shared/error.ts';
import { createBoard } from '../ask/leasing/board.ts';
import type { Shipped } from '../comply/shipped.ts';
import { domainTitles } from '../db/domain-titles.ts';
import { loadShipped } from '../db/shipped.ts';
import { shippedRecipes } from '../db/shipped-recipes.ts';
import { openSide } from '../db/side.ts';
import type { Workspace } from '../db/workspace.ts';
import { finishMarks } from '../intake/mark-batch.ts';
import { allJobs } from '../jobs/all-jobs.ts';
import type { CollectingEffects } from '../jobs/collecting/effects.ts';
import { collectingJobs } from '../jobs/collecting/jobs.ts';
import type { CarryOut } from '../jobs/commands/effects.ts';
import { commandJobs } from '../jobs/commands/jobs.ts';
import type { PreviewEffects } from '../runs/preview.ts';
import { addressOf } from './address.ts';
import { jsonBody } from './body.ts';
import { callers, signedIn } from './callers.ts';
import { errorHandler, unknownPath } from './errors.ts';
import { liveEvents } from './events.ts';
import { grouped } from './grouped.ts';
import { csrf, guard } from './guard.ts';
import { packing, securityHeaders } from './headers.ts';
import { oidcProvider } from './oidc/provider.ts';
import { openApi } from './openapi.ts';
import { pages } from './pages.ts';
import { aboutRoutes } from './routes/about.ts';
import { auditRoutes } from './routes/audit.ts';
import { colleagueRoutes } from './routes/colleagues.ts';
import { collectionRoutes } from './routes/collections.ts';
import { complianceRoutes } from './routes/compliance.ts';
import { decidingRoutes } from './routes/deciding.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { graderRoutes } from './routes/graders.ts';
import { intakeRoutes, uploadBytes } from './routes/intake.ts';
import { jobRoutes } from './routes/jobs.ts';
import { listRoutes } from './routes/lists.ts';
import { mapRoutes } from './routes/maps.ts';
import { markRoutes } from './routes/marks.ts';
import { type Oidc, oidcCallback, oidcRoutes } from './routes/oidc.ts';
import { peopleRoutes } from './routes/people.ts';
import { poolRoutes } from './routes/pools.ts';
import { questionRoutes } from './routes/questions.ts';
import { queueWorkRoutes } from './routes/queue-work.ts';
import { queueRoutes } from './routes/queues.ts';
import { releaseDiffRoutes } from './routes/release-diffs.ts';
import { type ReleasingEffects, releasingRoutes } from './routes/releasing.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { runRoutes } from './routes/runs.ts';
import { settingsRoutes } from './routes/settings.ts';
import { startingRoutes } from './routes/starting.ts';
import { traceRoutes } from './routes/traces.ts';
import { viewRoutes } from './routes/views.ts';
import { workerReplies, workerRoutes } from './routes/workers.ts';
import { runIndex } from './run-index.ts';
import { searching } from './searching.ts';
import { type Service, serviceOf } from './service.ts';
import { shardPages } from './shard-pages.ts';
import { type SignInLimit, signInLimit } from './sign-in-limit.ts';

export interface AppOptions {
  /** The address that the server listens on. */
  host: string;
  /** Names under which it is reached besides, as behind a proxy. */
  names?: readonly string[] | undefined;
  /** Whether everybody has to sign in; always so beyond this machine. */
  signIn?: boolean | undefined;
  /** The folder of the built pages. */
  pages: string;
  /** The folder `data/`, for the titles of domains and the policies. */
  data: string;
  version: string;
  /** What deciding needs, asked for once; without it this server decides nothing. */
  deciding?: (() => PreviewEffects) | undefined;
  /** What asking models needs; without it this server asks none. */
  asking?: (() => Promise<CollectingEffects>) | undefined;
  /** How commands of ours are carried out; without it this server carries out none. */
  commanding?: CarryOut | undefined;
  /** What planning a release needs, asked for once; without it this server plans none. */
  releasing?: (() => ReleasingEffects) | undefined;
  /** The key of a provider, of which something may be said; without it there is none. */
  keyOf?: Service['keyOf'] | undefined;
  /** How long a worker may be silent before its calls are given up. Unit: milliseconds. */
  workerSilenceMs?: number | undefined;
  /** How people sign in by OpenID Connect; without it they do so by passwords alone. */
  oidc?: Oidc | undefined;
  /** What nobody foresaw is told here. */
  log: (line: string) => void;
}

/** The HTTP application of a workspace, to be mounted on any server, and what must end before the workspace closes. */
export interface App {
  handler: Express;
  /** Resolves once the search index is not being grown. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

/** Builds the application. It translates HTTP and decides nothing. */
export function createApp(workspace: Workspace, options: AppOptions): App {
  const side = openSide(workspace.file);
  const live = liveEvents(side, workspace.randomHex(6));
  const search = searching(side, options.log);
  const csrfToken = workspace.randomHex(32);
  const titles = domainTitles(options.data);
  const shipped = loadShipped(options.data);
  const board = createBoard(workspace, options.workerSilenceMs);
  const jobs = allJobs(
    collectingJobs(workspace, options.asking ?? asksNobody, board),
    commandJobs(workspace, options.commanding),
  );
  const { version } = options;
  const ending = new AbortController();
  finishMarks(workspace, ending.signal).catch(
    (cause: unknown) => ending.signal.aborted || options.log(`Marks: ${String(cause)}`),
  );
  const { keyOf = () => null } = options;
  const { policies } = shipped;
  const service = serviceOf(workspace, { titles, policies, search, jobs, board, version, keyOf });

  const limit = signInLimit(() => workspace.now().getTime());
  const provider = options.oidc && oidcProvider(options.oidc, options.oidc.fetch);
  const oidc = { workspace, oidc: options.oidc, provider, limit, log: options.log };

  const handler = express();
  handler.disable('x-powered-by');
  handler.set('etag', 'weak');
  const address = addressOf(options);
  const asked = callers(workspace, address.asksSignIn, csrfToken);
  handler.use(securityHeaders(), guard(address.hosts), asked.recognise, csrf(asked.tokenOf), packing());
  handler.use(API_BASE, uploadBytes(workspace));
  handler.use(API_BASE, workerReplies());
  handler.use('/api', ...jsonBody());
  handler.get('/api/openapi.json', (_request, response) => void response.json(openApi(options.version)));
  handler.get(`${API_BASE}${EVENTS_PATH}`, signedIn, live.handle);
  handler.use(
    API_BASE,
    apiRoutes(service, shipped, {
      name: basename(resolve(workspace.dir)),
      limit,
      oidc,
      releasing: options.releasing,
      ending: ending.signal,
    }),
    releasingRoutes(service, shipped, options.releasing),
    decidingRoutes(workspace, {
      effects: options.deciding,
      titles,
      shipped: () => shippedRecipes(options.data),
      commanding: options.commanding,
      ending: ending.signal,
    }),
  );
  handler.use('/api', unknownPath);
  handler.use(oidcCallback(oidc), pages(options.pages));
  handler.use(errorHandler(options.log));
  return {
    handler,
    settled: search.settled,
    async close(): Promise<void> {
      ending.abort();
      await jobs.close(); // replies of calls under way still come meanwhile
      board.close();
      live.close();
      await search.close();
      side.close();
    },
  };
}

const asksNobody = async (): Promise<never> => {
  throw new WinnowError(
    'conflict',
    'This server was started to ask no model; winnow serve starts one that does.',
  );
};

const tokenless = (): never => {
  throw new WinnowError('conflict', 'This server was started to count no tokens, so it stores no traces.');
};

/** Loads the tokenizer when the first text comes. */
function counter(releasing: NonNullable<AppOptions['releasing']>): (text: string) => number {
  let made: ReleasingEffects | undefined;
  return (text) => {
    made ??= releasing();
    return made.countTokens(text);
  };
}

interface Given {
  name: string;
  limit: SignInLimit;
  oidc: Parameters<typeof oidcRoutes>[0];
  releasing: AppOptions['releasing'];
  /** Aborted when the server ends. */
  ending: AbortSignal;
}

function apiRoutes(
  service: Service,
  shipped: Shipped,
  { name, limit, oidc, ending, releasing = tokenless }: Given,
): Router {
  const router = Router();
  const group = grouped(service.workspace);
  const index = runIndex(service.workspace, service.decisions, service.search);
  const shards = shardPages(service.workspace, service.decisions);
  router.use(
    peopleRoutes(service, limit),
    oidcRoutes(oidc),
    aboutRoutes(service, name),
    listRoutes(service),
    runRoutes(service),
    jobRoutes(service),
  );
  router.use(
    decisionRoutes(service, index, shards),
    questionRoutes(service, shards),
    collectionRoutes(service),
    traceRoutes(service),
    auditRoutes(service, shipped.terms),
    complianceRoutes(service, shipped),
    reviewRoutes(service, group, counter(releasing)),
    graderRoutes(service),
    colleagueRoutes(service),
    queueRoutes(service, group),
    queueWorkRoutes(service, group),
    startingRoutes(service),
    poolRoutes(service),
    intakeRoutes(service),
    markRoutes(service, index, ending),
    viewRoutes(service),
    settingsRoutes(service),
    mapRoutes(service),
    releaseDiffRoutes(service.workspace),
    workerRoutes(service),
  );
  return router;
}
