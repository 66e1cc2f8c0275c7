import { fileURLToPath } from 'node:url';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { startChild } from './child.ts';
import { askedCodes, buildCity } from './city.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const AT_ONCE = 10_000;

const timed = async (url: string, init: RequestInit): Promise<{ ms: number; body: string }> => {
  const began = performance.now();
  const answer = await fetch(url, { ...init, method: 'POST' });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${body.slice(0, 200)}`);
  return { ms: performance.now() - began, body };
};

// 10 000 checks in one request, each kept and audited, against one bare SELECT of the same subjects by =
// ANY($1), turn about.
export const checkBatchBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const subjects = size.isQuick ? 50_000 : 1_000_000;
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key } = await buildCity(url, { subjects, listings: subjects / 50 });
    const codes = askedCodes(subjects, AT_ONCE);
    const ours = await serveRegistry(url);
    const bare = await startChild(fileURLToPath(new URL('bare-select-server.ts', import.meta.url)), {
      DATABASE_URL: url,
    });
    const json = { 'content-type': 'application/json' };
    const checks = codes.map((code) => ({ subject: { type: 'uscc', code }, purpose: 'commitment' }));
    const plans = {
      ours: {
        url: `${ours.url}/api/v1/checks/batch`,
        init: { headers: { ...json, authorization: `Bearer ${key}` }, body: JSON.stringify({ checks }) },
      },
      bare: {
        url: `${bare.url}/subjects`,
        init: { headers: json, body: JSON.stringify({ lookups: codes.map((code) => `uscc:${code}`) }) },
      },
    };
    const took = { ours: [] as number[], bare: [] as number[] };
    for (let run = 0; run < (size.isQuick ? 6 : 12); run++)
      for (const who of ['bare', 'ours'] as const) {
        const { ms, body } = await timed(plans[who].url, plans[who].init);
        if (who === 'ours' && body.split('"ok":true').length !== AT_ONCE + 1)
          throw new Error('not every entry was answered');
        if (run > 0) took[who].push(ms);
      }
    const peakRssMb = round(ours.peakRssMb(), 0);
    await Promise.all([ours.stop(), bare.stop()]);
    const rate = (list: number[]) => AT_ONCE / (median(list) / 1000);
    const ratio = round(rate(took.ours) / rate(took.bare));
    return {
      case: 'check-batch',
      unit: 'checks/s',
      ours: round(rate(took.ours), 0),
      baseline: round(rate(took.bare), 0),
      ratio,
      peakRssMb,
      target: '≥ 0.5',
      isMet: ratio >= 0.5,
    };
  } finally {
    await server.stop();
  }
};
