import { freshDatabase } from '../../test/kit/postgres.ts';
import { checkRequests, serveRegistry } from './check.ts';
import { askedCodes, buildCity } from './city.ts';
import { runLoad } from './load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

// The median check in a city of a million against one of ten thousand, one request at a time, turn about.
export const growthBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const large = size.isQuick ? 100_000 : 1_000_000;
  const server = await startServer();
  try {
    const cities = await Promise.all(
      [10_000, large].map(async (subjects) => {
        const url = await freshDatabase(server);
        const { key } = await buildCity(url, { subjects, listings: subjects / 50 });
        return {
          service: await serveRegistry(url),
          requests: checkRequests(askedCodes(subjects, 4000), key),
          perCheckMs: [] as number[],
        };
      }),
    );
    for (let run = 0; run < 6; run++)
      for (const city of cities) {
        const { perSecond, failed } = await runLoad({
          url: city.service.url,
          connections: 1,
          seconds: size.isQuick ? 3 : 6,
          requests: city.requests,
        });
        if (failed > 0) throw new Error(`${failed} requests failed`);
        if (run > 0) city.perCheckMs.push(1000 / perSecond);
      }
    await Promise.all(cities.map(({ service }) => service.stop()));
    const [small, big] = cities.map(({ perCheckMs }) => median(perCheckMs)) as [number, number];
    const ratio = round(big / small);
    return {
      case: 'growth',
      unit: 'ms/check',
      ours: round(big, 3),
      baseline: round(small, 3),
      ratio,
      target: '≤ 1.5',
      isMet: ratio <= 1.5,
    };
  } finally {
    await server.stop();
  }
};
