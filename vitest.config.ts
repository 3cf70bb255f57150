import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

export default defineConfig({
  test: {
    maxWorkers: 3, // tests of pages and of the command line wait for a third of their time: two would leave two cores idle
    globalSetup: 'tests/helpers/build-once.ts',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          setupFiles: 'tests/helpers/fast-check-seed.ts',
          isolate: false, // no test changes a module; loading them anew for each file is a third of the time
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/long/**', 'tests/bench/**'],
        },
      },
      {
        test: { ...shared, name: 'browser', include: ['tests/browser/**/*.test.ts'] },
      },
      { test: { ...shared, name: 'long', include: ['tests/long/**/*.test.ts'], testTimeout: 1_200_000 } },
    ],
  },
});
