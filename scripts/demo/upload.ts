import { answer, type Batch, type RegistryClient, type Schemas } from '../../src/client/registry-client.ts';
import { contentTypeOf } from '../cli/import-file.ts';
import type { SampleFile } from '../samples/sample-file.ts';
import type { Stage } from './stage.ts';

const showProgress = ({ progress }: Batch) => {
  if (process.stdout.isTTY) process.stdout.write(`\r    处理中 ${Math.round(progress * 100)}%   \r`);
};

export const upload = async (desk: RegistryClient, file: SampleFile, bytes: Uint8Array): Promise<Batch> => {
  const blob = new Blob([new Uint8Array(bytes)], { type: contentTypeOf(file.name) });
  const { id } = await desk.upload({ catalog: file.catalog }, blob);
  return desk.waitForBatch(id, { everyMs: 50, onProgress: showProgress });
};

const expectedOf = ({ rows }: SampleFile) => {
  const count = (verdict: string) => rows.filter(({ expect }) => expect === verdict).length;
  return {
    rows: rows.length,
    accepted: count('accepted'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
  };
};

const rejectedRows = async ({ api }: RegistryClient, { id }: Batch): Promise<Schemas['BatchRowError'][]> => {
  const params = { path: { id }, query: { limit: 500 } };
  const { items } = await answer(api.GET('/api/v1/batches/{id}/errors.json', { params }));
  return items.filter(({ verdict }) => verdict === 'rejected');
};

const uploadOne = async ({ report, desk }: Stage, file: SampleFile, bytes: Uint8Array) => {
  const batch = await upload(desk(file.agency), file, bytes);
  const wanted = expectedOf(file);
  const { counts } = batch;
  const isAsWanted =
    batch.status === 'done' &&
    Object.entries(wanted).every(([name, count]) => counts[name as keyof typeof wanted] === count);
  const told = `${counts.rows} 行：收录 ${counts.accepted}，未变 ${counts.unchanged}，退回 ${counts.rejected}，提示 ${counts.warnings}`;
  report.expect(`${file.agency.padEnd(5)} ${file.name.padEnd(30)} ${told}`, isAsWanted);
  report.say(`      ${file.about}`);
  return { file, batch };
};

const showSomeErrors = async ({ report, desk }: Stage, done: { file: SampleFile; batch: Batch }) => {
  const rows = await rejectedRows(desk(done.file.agency), done.batch);
  report.say('');
  report.say(`${done.file.name} 退回的行（可下载带“错误原因”的文件，改正后再报）：`);
  for (const { row, errors } of rows.slice(0, 5))
    report.say(`  第 ${row} 行 ${errors.map(({ code, message }) => `[${code}] ${message}`).join('；')}`);
  return rows;
};

// Act one: five agencies upload in every format, with the dirt that real feeds bring.
export const agenciesUpload = async (stage: Stage): Promise<void> => {
  const { report, samples, desk } = stage;
  report.act('五个单位报送七个文件');
  const done: { file: SampleFile; batch: Batch }[] = [];
  for (const { file, bytes } of samples.files) done.push(await uploadOne(stage, file, bytes));
  const rows = done.reduce((sum, { batch }) => sum + batch.counts.rows, 0);
  report.expect(
    `共 ${rows} 行，五类目录`,
    rows === samples.files.reduce((sum, { file }) => sum + file.rows.length, 0),
  );
  const [market, police] = [
    done.find(({ file }) => file.agency === 'SCJG'),
    done.find(({ file }) => file.agency === 'GAJ'),
  ];
  if (market) await showSomeErrors(stage, market);
  if (!police) return;
  const sealed = (await showSomeErrors(stage, police)).filter(({ errors }) =>
    errors.some(({ code }) => code === 'row.sealed-public-security'),
  );
  report.expect(
    '两行治安处罚依法封存：拒收，且不留存原值',
    sealed.length === 2 && sealed.every(({ values }) => !values),
  );
  const first = samples.files[0];
  if (!first) return;
  const again = await upload(desk(first.file.agency), first.file, first.bytes);
  const { accepted, corrected, unchanged } = again.counts;
  report.expect(
    `同一文件再报一次：收录 ${accepted}，更正 ${corrected}，未变 ${unchanged}`,
    accepted === 0 && corrected === 0,
  );
};
