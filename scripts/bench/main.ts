// npm run bench [-- NAME…] [--quick] [--json]
import { parseArgs } from 'node:util';
import { checkBench } from './check.ts';
import { checkBatchBench } from './check-batch.ts';
import { checkUnderImportBench } from './check-under-import.ts';
import { checkpointBench } from './checkpoint.ts';
import { clocksBench } from './clocks.ts';
import { commitBench } from './commit.ts';
import { fileBench } from './file.ts';
import { growthBench } from './growth.ts';
import { importBench } from './import.ts';
import { importAsciiBench } from './import-ascii.ts';
import { importXlsxBench } from './import-xlsx.ts';
import { keysRotateBench } from './keys-rotate.ts';
import { promiseStatisticsBench } from './promise-statistics.ts';
import { pushBench } from './push.ts';
import { pushDeadBench } from './push-dead.ts';
import { pushFanoutBench } from './push-fanout.ts';
import { pushPendingBench } from './push-pending.ts';
import { reimportBench } from './reimport.ts';
import type { BenchResult } from './result.ts';
import { sampleBench } from './sample.ts';
import { simulateBench } from './simulate.ts';
import { startBench } from './start.ts';

const cases: Record<string, (size: { isQuick: boolean }) => Promise<BenchResult>> = {
  check: checkBench,
  'check-batch': checkBatchBench,
  commit: commitBench,
  file: fileBench,
  import: importBench,
  'import-ascii': importAsciiBench,
  'import-xlsx': importXlsxBench,
  reimport: reimportBench,
  'check-under-import': checkUnderImportBench,
  push: pushBench,
  'push-fanout': pushFanoutBench,
  'push-pending': pushPendingBench,
  'push-dead': pushDeadBench,
  growth: growthBench,
  clocks: clocksBench,
  checkpoint: checkpointBench,
  sample: sampleBench,
  simulate: simulateBench,
  start: startBench,
  'keys-rotate': keysRotateBench,
  'promise-statistics': promiseStatisticsBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
});
const unknown = positionals.find((name) => !(name in cases));
if (unknown) {
  console.error(`没有名为 ${unknown} 的基准；可选：${Object.keys(cases).join('、')}`);
  process.exit(2);
}

const line = (result: BenchResult) =>
  [
    result.case.padEnd(19),
    `${result.ours} ${result.unit}`.padEnd(20),
    String(result.baseline).padEnd(12),
    String(result.ratio).padEnd(8),
    String(result.p99Ratio ?? '–').padEnd(8),
    String(result.peakRssMb ?? '–').padEnd(8),
    result.target.padEnd(20),
    result.isMet ? 'met' : 'NOT MET',
  ].join(' ');

if (!values.json)
  console.log(
    'case                ours                 baseline     ratio    p99      RSS MB   target               ',
  );
for (const name of positionals.length > 0 ? positionals : Object.keys(cases)) {
  const result = await (cases[name] as (typeof cases)[string])({ isQuick: values.quick ?? false });
  console.log(values.json ? JSON.stringify(result) : line(result));
}
process.exit(0);
