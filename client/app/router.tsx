import { createBrowserRouter } from 'react-router';
import { Layout } from './layout.tsx';
import { ForCurators, ForJudges, ForOverseers } from './only-for.tsx';
import { NoSuchPage, RouteError, RouteLoading } from './route-states.tsx';

/** Every address of the workbench. Sections come when they are first opened. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    ErrorBoundary: RouteError,
    HydrateFallback: RouteLoading,
    lazy: async () => ({ Component: (await import('../features/sign-in/sign-in-page.tsx')).SignInPage }),
  },
  {
    path: '/',
    Component: Layout,
    ErrorBoundary: RouteError,
    HydrateFallback: RouteLoading,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          {
            index: true,
            lazy: async () => ({
              Component: (await import('../features/overview/overview-page.tsx')).OverviewPage,
            }),
          },
          {
            path: 'pool',
            lazy: async () => ({ Component: (await import('../features/pool/pool-page.tsx')).PoolPage }),
            children: [
              {
                path: ':id',
                lazy: async () => ({
                  Component: (await import('../features/pool/components/question-drawer.tsx')).QuestionDrawer,
                }),
              },
            ],
          },
          {
            path: 'map',
            lazy: async () => ({ Component: (await import('../features/map/map-page.tsx')).MapPage }),
            children: [
              {
                path: ':id',
                lazy: async () => ({
                  Component: (await import('../features/pool/components/question-drawer.tsx')).QuestionDrawer,
                }),
              },
            ],
          },
          {
            path: 'recipe',
            lazy: async () => ({ Component: (await import('../features/recipe/lab-page.tsx')).LabPage }),
          },
          {
            path: 'recipe/compare',
            lazy: async () => ({
              Component: (await import('../features/recipe/compare-page.tsx')).ComparePage,
            }),
          },
          {
            path: 'traces',
            lazy: async () => ({
              Component: (await import('../features/traces/traces-page.tsx')).TracesPage,
            }),
          },
          {
            path: 'traces/:collection',
            lazy: async () => ({
              Component: (await import('../features/traces/collection-page.tsx')).CollectionPage,
            }),
            children: [
              {
                path: ':trace',
                lazy: async () => ({
                  Component: (await import('../features/traces/components/trace-drawer.tsx')).TraceDrawer,
                }),
              },
            ],
          },
          {
            path: 'review/changes/:question',
            lazy: async () => ({
              Component: (await import('../features/review/changes-page.tsx')).ChangesPage,
            }),
          },
          {
            path: 'review/mentions',
            lazy: async () => ({
              Component: (await import('../features/review/mentions-page.tsx')).MentionsPage,
            }),
          },
          {
            path: 'review/skills',
            lazy: async () => ({
              Component: (await import('../features/review/skills-page.tsx')).SkillsPage,
            }),
          },
          {
            path: 'review/queues',
            lazy: async () => ({
              Component: (await import('../features/review/queues-page.tsx')).QueuesPage,
            }),
          },
          {
            path: 'review/queues/:queue',
            lazy: async () => ({ Component: (await import('../features/review/queue-page.tsx')).QueuePage }),
          },
          {
            path: 'review/queues/:queue/items',
            lazy: async () => ({ Component: (await import('../features/review/items-page.tsx')).ItemsPage }),
          },
          {
            path: 'people',
            lazy: async () => ({
              Component: (await import('../features/people/people-page.tsx')).PeoplePage,
            }),
          },
          {
            path: 'releases',
            lazy: async () => ({
              Component: (await import('../features/releases/releases-page.tsx')).ReleasesPage,
            }),
          },
          {
            path: 'releases/evaluations',
            lazy: async () => ({
              Component: (await import('../features/evaluations/evaluations-page.tsx')).EvaluationsPage,
            }),
          },
          {
            path: 'releases/new',
            lazy: async () => ({
              Component: (await import('../features/releases/builder-page.tsx')).BuilderPage,
            }),
          },
          {
            path: 'releases/:id',
            lazy: async () => ({
              Component: (await import('../features/releases/release-page.tsx')).ReleasePage,
            }),
          },
          {
            path: 'settings',
            lazy: async () => ({
              Component: (await import('../features/settings/settings-page.tsx')).SettingsPage,
            }),
          },
          {
            path: 'jobs',
            lazy: async () => ({ Component: (await import('../features/jobs/jobs-page.tsx')).JobsPage }),
          },
          {
            Component: ForOverseers,
            children: [
              {
                path: 'compliance',
                lazy: async () => ({
                  Component: (await import('../features/compliance/compliance-page.tsx')).CompliancePage,
                }),
              },
              {
                path: 'audit',
                lazy: async () => ({
                  Component: (await import('../features/audit/audit-page.tsx')).AuditPage,
                }),
              },
              {
                path: 'review/graders',
                lazy: async () => ({
                  Component: (await import('../features/review/graders-page.tsx')).GradersPage,
                }),
              },
              {
                path: 'review/queues/:queue/disagreements',
                lazy: async () => ({
                  Component: (await import('../features/review/adjudicate-page.tsx')).AdjudicatePage,
                }),
              },
              {
                path: 'review/queues/:queue/agreement',
                lazy: async () => ({
                  Component: (await import('../features/review/agreement-page.tsx')).AgreementPage,
                }),
              },
            ],
          },
          {
            Component: ForJudges,
            children: [
              {
                path: 'review',
                lazy: async () => ({
                  Component: (await import('../features/review/review-page.tsx')).ReviewPage,
                }),
              },
            ],
          },
          {
            Component: ForCurators,
            children: [
              {
                path: 'import',
                lazy: async () => ({
                  Component: (await import('../features/intake/import-page.tsx')).ImportPage,
                }),
              },
              {
                path: 'traces/plan',
                lazy: async () => ({
                  Component: (await import('../features/traces/plan-page.tsx')).PlanPage,
                }),
              },
              {
                path: 'review/queues/new',
                lazy: async () => ({
                  Component: (await import('../features/review/new-queue-page.tsx')).NewQueuePage,
                }),
              },
            ],
          },
          { path: '*', Component: NoSuchPage },
        ],
      },
    ],
  },
]);
