import { type Static, Type } from '@sinclair/typebox';
import { ASKING_ROUTES } from './api/asking.ts';
import { COLLEAGUE_ROUTES } from './api/colleagues.ts';
import { COMPLIANCE_ROUTES } from './api/compliance.ts';
import { EDIT_ROUTES } from './api/edits.ts';
import { GRADER_ROUTES } from './api/graders.ts';
import { INTAKE_ROUTES } from './api/intake.ts';
import { LAB_ROUTES } from './api/lab.ts';
import { MAP_ROUTES } from './api/map.ts';
import { MARK_ROUTES } from './api/marks.ts';
import { PEOPLE_ROUTES } from './api/people.ts';
import { RELEASE_ROUTES } from './api/releases.ts';
import { REVIEW_ROUTES } from './api/review.ts';
import { SETTINGS_ROUTES } from './api/settings.ts';
import { VIEW_ROUTES } from './api/views.ts';
import { WORKER_ROUTES } from './api/workers.ts';
import { get, list, post, type Route } from './route.ts';
import { auditSchema } from './schemas/audit.ts';
import { resumeOrderSchema } from './schemas/collect-order.ts';
import { runSchema } from './schemas/decision.ts';
import { evaluationSchema } from './schemas/evaluation.ts';
import { COMPARED_AT, evaluationComparisonSchema } from './schemas/evaluation-comparison.ts';
import { jobItemSchema } from './schemas/job.ts';
import { pageOf, pageQueryProperties, words } from './schemas/listing.ts';
import { releaseItemSchema } from './schemas/lists.ts';
import { makeUpSchema } from './schemas/make-up.ts';
import {
  facetsSchema,
  poolFilterProperties,
  poolFilterSchema,
  poolOrderProperties,
} from './schemas/pool-filter.ts';
import { decisionRowSchema, questionLifeSchema, questionRowSchema } from './schemas/question-life.ts';
import { recipeSchema } from './schemas/recipe.ts';
import { CHANGE_SIDES, causeKeySchema, changeRowSchema, runDiffHeadSchema } from './schemas/run-diff.ts';
import { healthSchema, workspaceSchema } from './schemas/session.ts';
import { OVERSEEING } from './vocabulary/roles.ts';

/** Every path of the table stands under this one. */
export const API_BASE = '/api/v1';

const closed = { additionalProperties: false } as const;
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const runParams = Type.Object({ id: id('Id of a run, or `latest`.') }, closed);
const against = Type.Optional(
  id('Id of the earlier run, or `latest`; the one before where it is left out, itself where there is none.'),
);
const changeSide = Type.Union(
  CHANGE_SIDES.map((side) => Type.Literal(side)),
  { default: 'added', description: 'Selected by the later run alone, by the earlier alone, or any other.' },
);
const source = Type.Optional(Type.String({ minLength: 1, maxLength: 400, description: 'Name of a source.' }));

const jobParams = Type.Object({ id: id('Id of a job.') }, closed);
/** The route table: method, path, query, reply and who may. Server, client and OpenAPI are made from it. */
export const ROUTES = {
  ...PEOPLE_ROUTES,
  ...REVIEW_ROUTES,
  ...EDIT_ROUTES,
  ...GRADER_ROUTES,
  ...COLLEAGUE_ROUTES,
  ...LAB_ROUTES,
  ...INTAKE_ROUTES,
  ...MARK_ROUTES,
  ...VIEW_ROUTES,
  ...SETTINGS_ROUTES,
  ...MAP_ROUTES,
  ...COMPLIANCE_ROUTES,
  ...RELEASE_ROUTES,
  ...WORKER_ROUTES,
  health: get('/health', 'Whether the server answers, and its version.', healthSchema, { roles: null }),
  workspace: get('/workspace', 'The living numbers of the workspace.', workspaceSchema),
  releases: list('/releases', 'Releases, oldest first.', releaseItemSchema),
  evaluations: list('/evaluations', 'Models that were evaluated, oldest first.', evaluationSchema),
  evaluationComparisons: get(
    '/evaluations/comparisons',
    'Every evaluation beside one of them, item by item, with the paired interval of the difference.',
    pageOf(evaluationComparisonSchema),
    {
      query: Type.Object(
        {
          benchmark: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
          to: Type.Optional(id('Id of the evaluation to compare with; the best on each benchmark without.')),
          at: Type.String({
            pattern: COMPARED_AT,
            default: 'best',
            description: '`best`: each at its best point; `budget-N` or `wait-N`: all at that one.',
          }),
          ...pageQueryProperties,
        },
        closed,
      ),
    },
  ),
  jobs: list('/jobs', 'Long work that is under way or waits to be resumed, newest first.', jobItemSchema),
  job: get('/jobs/{id}', 'One piece of long work.', jobItemSchema, { params: jobParams }),
  pauseJob: post('/jobs/{id}/pause', 'Holds work up; what is under way is stored.', jobItemSchema, {
    params: jobParams,
  }),
  cancelJob: post('/jobs/{id}/cancel', 'Ends work; it can still be taken up again.', jobItemSchema, {
    params: jobParams,
  }),
  resumeJob: post('/jobs/{id}/resume', 'Takes work up again where it stands.', jobItemSchema, {
    params: jobParams,
    body: resumeOrderSchema,
    status: 202,
  }),
  runs: list('/runs', 'Runs, newest first.', runSchema),
  run: get(
    '/runs/{id}',
    'One run with its recipe.',
    Type.Composite([runSchema, Type.Object({ config: recipeSchema })]),
    {
      params: runParams,
    },
  ),
  makeUp: get('/runs/{id}/make-up', 'What pool and selection are made of.', makeUpSchema, {
    params: runParams,
  }),
  runDiff: get('/runs/{id}/diff', 'How a run differs from an earlier one, and why.', runDiffHeadSchema, {
    params: runParams,
    query: Type.Object({ against }, closed),
  }),
  runChanges: get(
    '/runs/{id}/diff/changes',
    'Questions that stand elsewhere than in an earlier run, each with its cause: by rank, or by id where they moved.',
    pageOf(changeRowSchema),
    {
      params: runParams,
      query: Type.Object(
        { against, side: changeSide, cause: causeKeySchema, ...pageQueryProperties },
        closed,
      ),
    },
  ),
  decisions: get(
    '/runs/{id}/decisions',
    'Decisions of a run, in the order that is asked for: by rank where `kept`, else in that of the pool.',
    pageOf(decisionRowSchema),
    {
      params: runParams,
      query: Type.Object({ ...poolFilterProperties, ...poolOrderProperties, ...pageQueryProperties }, closed),
    },
  ),
  decisionFacets: get(
    '/runs/{id}/decisions/facets',
    'How many questions of a run have each value of each column, under the same filters.',
    facetsSchema,
    { params: runParams, query: poolFilterSchema },
  ),
  decisionCount: get(
    '/runs/{id}/decisions/count',
    'How many decisions the same filters leave.',
    Type.Object({ count: Type.Integer() }),
    { params: runParams, query: poolFilterSchema },
  ),
  questions: get(
    '/questions',
    'Live questions of the pool, in the order of import.',
    pageOf(questionRowSchema),
    {
      query: Type.Object(
        { q: words, source, import: poolFilterProperties.import, ...pageQueryProperties },
        closed,
      ),
    },
  ),
  question: get('/questions/{id}', "One question's whole life.", questionLifeSchema, {
    params: Type.Object({ id: id("Ours, or the import's where it is unique.") }, closed),
    query: Type.Object({ run: Type.Optional(id('Id of a run, or `latest` (the default).')) }, closed),
  }),
  audit: get('/audit', 'Everything on record about an id, a line or a piece of text.', auditSchema, {
    roles: OVERSEEING,
    query: Type.Object(
      {
        q: Type.Optional(
          Type.String({
            maxLength: 10_000,
            description: 'An id, the SHA-256 of a line, RELEASE:LINE, or a piece of text.',
          }),
        ),
        limit: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
      },
      closed,
    ),
  }),
  ...ASKING_ROUTES,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
type Line = (typeof ROUTES)[RouteName];
type Read = Extract<Line, { method: 'get' }>;
type Write = Extract<Line, { method: 'post' }>;
/** Paths that are read. */
export type RoutePath = Read['path'];
type LineAt<P extends RoutePath> = Extract<Read, { path: P }>;
export type ParamsOf<P extends RoutePath> = Static<LineAt<P>['params']>;
export type QueryOf<P extends RoutePath> = Static<LineAt<P>['query']>;
export type ReplyOf<P extends RoutePath> = Static<LineAt<P>['reply']>;
/** Paths that are written to. */
export type WritePath = Write['path'];
type WriteAt<P extends WritePath> = Extract<Write, { path: P }>;
export type WriteParamsOf<P extends WritePath> = Static<WriteAt<P>['params']>;
export type BodyOf<P extends WritePath> = Static<WriteAt<P>['body']>;
export type WriteReplyOf<P extends WritePath> = Static<WriteAt<P>['reply']>;

/** Where open pages hear that something changed: server-sent events, not JSON, so not in the table. */
export const EVENTS_PATH = '/events';
/** Where a page hears how far a job is: server-sent events, too. */
export const JOB_EVENTS_PATH = '/jobs/{id}/events';
