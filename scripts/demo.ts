// npm run demo [-- --once]: the whole service at work on invented data, embedded database, real HTTP.
import { parseArgs } from 'node:util';
import { verifyChain } from '../src/access/audit/verify-chain.ts';
import { dayOf } from '../src/kernel/day.ts';
import { reportText } from './cli/audit.ts';
import { checkApplicant, windowChecks } from './demo/applicants.ts';
import { filesBuild } from './demo/files-and-lists.ts';
import { promisesAreVerified } from './demo/promises.ts';
import { departmentsAreTold, liftArrives } from './demo/push.ts';
import { DEMO_PASSWORD, type Stage, setStage } from './demo/stage.ts';
import { until } from './demo/until.ts';
import { agenciesUpload, upload } from './demo/upload.ts';
import { defaulter, firms, listed, persons } from './samples/cast.ts';
import { sampleBytes } from './samples/sample-files.ts';
import { removalFile } from './samples/severe-listings.ts';

const authorityRemoves = async (stage: Stage) => {
  const { report, desk, samples, ctx } = stage;
  report.act('认定单位移出名单，解除通知，恢复适用');
  const file = removalFile(samples.drawnUpOn, dayOf(ctx.clock.now()));
  const batch = await upload(desk(file.agency), file, sampleBytes(file));
  report.expect(
    `市场监管局更正原记录，填写移出日期：更正 ${batch.counts.corrected} 行`,
    batch.counts.corrected === 1,
  );
  await liftArrives(stage);
  await checkApplicant(stage, listed, { outcome: 'eligible', caseNo: 'BJ-0004' });
};

const auditHolds = async ({ report, ctx, inbox }: Stage) => {
  report.act('留痕与隐私');
  const sealed = await until(async () => {
    const found = await verifyChain(ctx);
    return found.sealCount > 0 && found.unsealedLineCount === 0 ? found : undefined;
  });
  const chain = sealed ?? (await verifyChain(ctx));
  report.expect(reportText(chain), chain.isWhole && sealed !== undefined);
  const sent = JSON.stringify(inbox.notices);
  const isLeaked = [...persons, defaulter].some(({ idNo }) => sent.includes(idNo));
  report.expect('推送内容中没有任何自然人的证件号码', !isLeaked);
};

const showTheWay = ({ url, logins }: Stage) => {
  console.log(`
现在可以打开 ${url}/desk 登录，密码均为 ${DEMO_PASSWORD}：

${logins.map(({ agency, name, for: duty }) => `  单位 ${agency.padEnd(5)} 姓名 ${name}　${duty}`).join('\n')}

  窗口一号　→ 窗口核查：输入 ${firms[0]?.uscc}，看结论、原因与结果单
  报送员　　→ 数据报送：上传 scripts/samples/files/ 中的文件，看进度与错误行
  联络员　　→ 名单通知、订阅与投递
  接口文档　→ ${url}/docs

按 Ctrl-C 结束，演示数据随即删除。`);
};

const { once } = parseArgs({ options: { once: { type: 'boolean' } } }).values;
const startedAt = performance.now();
console.log('信用与联合奖惩登记系统 · 演示（虚构数据，嵌入式数据库）\n正在建立数据库与虚构的城市……');
const stage = await setStage();
process.once('SIGINT', () => void stage.strike().then(() => process.exit(0)));
process.once('SIGTERM', () => void stage.strike().then(() => process.exit(0)));
try {
  for (const act of [
    agenciesUpload,
    filesBuild,
    windowChecks,
    departmentsAreTold,
    authorityRemoves,
    promisesAreVerified,
    auditHolds,
  ])
    await act(stage);
} catch (error) {
  stage.report.expect(`演示中断：${error instanceof Error ? error.stack : error}`, false);
}

const faults = stage.report.faultCount();
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`\n${faults === 0 ? '✓ 每一步都与预期相符' : `✗ 有 ${faults} 处与预期不符`}，用时 ${seconds} 秒`);
if (once) {
  await stage.strike();
  process.exit(faults === 0 ? 0 : 1);
}
showTheWay(stage);
