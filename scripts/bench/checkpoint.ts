import { checkpointTrail } from '../../src/access/audit/checkpoint-trail.ts';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { withNewRegistry } from '../../test/kit/registry.ts';
import { masterKey } from './city.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const LINES = 10_000;
const SECONDS = 60;
const LIMIT_MS = 200;

// A minute of a busy city: so many lines, sealed each second.
const A_SECOND = `insert into audit_lines (at, agency_id, actor, action, subject_id, about, request_id, digest)
  select x.at, 1, 'key:bench', 'check.run', x.n, x.about, x.id,
    audit_digest(x.at, 1, 'key:bench', 'check.run', x.n, x.about, x.id)
  from (select now() as at, n, json_build_object('no', 'HC2026' || n, 'purpose', 'commitment', 'outcome', 'eligible') as about,
    gen_random_uuid()::text as id from generate_series(1, ${Math.round(LINES / SECONDS)}::bigint) n) x`;

/** How long the checkpoint of a minute takes: the tree, the signature, the commit. */
export const checkpointBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const server = await startServer();
  try {
    const env = { DATABASE_URL: await freshDatabase(server), MASTER_KEY: masterKey, LOG_LEVEL: 'error' };
    const tooks = await withNewRegistry(env, async (_, deps) => {
      const minutes: number[] = [];
      for (let minute = 0; minute < (isQuick ? 3 : 15); minute++) {
        for (let second = 0; second < SECONDS; second++) {
          await deps.statement(A_SECOND, []);
          await sealLines(deps);
        }
        const began = performance.now();
        while (await checkpointTrail(deps));
        minutes.push(performance.now() - began);
      }
      return minutes;
    });
    const ours = median(tooks);
    return {
      case: 'checkpoint',
      unit: 'ms',
      ours: round(ours, 1),
      baseline: LIMIT_MS,
      ratio: round(ours / LIMIT_MS),
      target: `≤ 1.0 (${LIMIT_MS} ms)`,
      isMet: ours <= LIMIT_MS,
    };
  } finally {
    await server.stop();
  }
};
