import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readWorkerConfig } from '../../src/worker/open-deps.ts';

const MEBIBYTE = 1024 * 1024;
const MASTER_KEY = randomBytes(32).toString('base64');
const HYPERDRIVE = { connectionString: 'postgres://registry:x@hyperdrive.local/registry' };

test('a Worker takes its database from Hyperdrive, and smaller files than Node', () => {
  const config = readWorkerConfig({ HYPERDRIVE, MASTER_KEY });
  expect(config.databaseUrl).toBe(HYPERDRIVE.connectionString);
  expect([config.maxUploadBytes, config.maxXlsxBytes]).toEqual([50 * MEBIBYTE, 5 * MEBIBYTE]);
});

test('an operator may lower what a Worker takes, and XLSX never exceeds it', () => {
  const config = readWorkerConfig({ HYPERDRIVE, MASTER_KEY, MAX_UPLOAD_MB: '2' });
  expect([config.maxUploadBytes, config.maxXlsxBytes]).toEqual([2 * MEBIBYTE, 2 * MEBIBYTE]);
});

test('a Worker without a master key does not start, and says which variable is missing', () => {
  expect(() => readWorkerConfig({ HYPERDRIVE })).toThrow(/MASTER_KEY/);
});
