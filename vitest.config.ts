import { defineConfig } from 'vitest/config'

/*
 * Two kinds of tests, told apart by their suffix: `*.test.ts` touches nothing outside the process,
 * `*.db.test.ts` works on a real PostgreSQL that the global setup starts once.
 */
const DATABASE_TESTS = ['**/*.db.test.ts']
const NEVER = ['node_modules/**', 'dist/**', 'data/**', 'e2e/**', 'test/sim/**', '.cache/**']

export default defineConfig({
  test: {
    reporters: ['default'],
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/kernel/**/*.ts', 'src/modules/**/rules*.ts', 'src/modules/**/rules/**/*.ts'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: [...DATABASE_TESTS, ...NEVER],
          pool: 'threads',
          // Rules keep nothing; reading all modules anew for every file took half of the time.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: DATABASE_TESTS,
          exclude: NEVER,
          pool: 'forks',
          // Each test makes a database of its own; reading all modules anew for every file took a third of the time.
          isolate: false,
          globalSetup: ['test/global-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sim',
          include: ['test/sim/**/*.test.ts'],
          pool: 'forks',
          globalSetup: ['test/global-postgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          pool: 'forks',
          globalSetup: ['e2e/global-product.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // Whoever waits for a page waits as long for a word on it as for a button.
          expect: { poll: { timeout: 25_000 } },
        },
      },
    ],
  },
})
