import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { type BenchResult, median, round } from './result.ts';

const LIMIT_SECONDS = 3;

// From the command to 'listening' on a data folder that exists: the embedded service's second start.
export const startBench = async (): Promise<BenchResult> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-start-'));
  const once = async () => {
    const began = performance.now();
    const service = await startChild(fileURLToPath(new URL('registry-server.ts', import.meta.url)), {
      DATA_DIR: dataDir,
      PORT: '0',
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
    });
    const seconds = (performance.now() - began) / 1000;
    await service.stop();
    return seconds;
  };
  try {
    await once();
    const seconds = median([await once(), await once(), await once()]);
    const ratio = round(seconds / LIMIT_SECONDS);
    return {
      case: 'start',
      unit: 's',
      ours: round(seconds),
      baseline: LIMIT_SECONDS,
      ratio,
      target: '≤ 1.0 (3 s)',
      isMet: ratio <= 1,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};
