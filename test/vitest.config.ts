import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const globalSetup = fromHere('kit/global-setup.ts');
const seconds = (count: number) => count * 1000;

// Files of one project share a process, and with it one database; tests reset it themselves. The time-out
// ends a test that hangs; it judges no speed, and a machine that is shared with others may be thirty times as
// slow.
const light = (name: string, needsDatabase: boolean) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    isolate: false,
    testTimeout: seconds(600),
    hookTimeout: seconds(600),
    globalSetup: needsDatabase ? [globalSetup] : [],
  },
});

// These start servers, browsers and runtimes of their own, one at a time.
const heavy = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: seconds(600),
    hookTimeout: seconds(600),
    globalSetup: [globalSetup],
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
});

export default defineConfig({
  root: fromHere('..'),
  test: {
    maxWorkers: 2,
    projects: [
      light('rules', false),
      light('structure', false),
      light('store', true),
      light('http', true),
      light('pages', true),
      heavy('fault'),
      heavy('browser'),
      heavy('worker'),
    ],
  },
});
