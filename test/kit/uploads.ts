import { catalogs } from '../../src/law/catalogs/catalog-list.ts';
import { csvLine } from '../../src/platform/sheets/csv-writer.ts';
import type { TestApp } from './app.ts';
import { aCitizenId, aUscc } from './identities.ts';
import { runQueue } from './run-jobs.ts';

export type Agency = Awaited<ReturnType<TestApp['agency']>>;
type Cells = Record<string, string>;
type Named = { name: string; uscc: string };

export const csvOf = (rows: readonly Cells[]): string => {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))].map(csvLine).join('');
};

export const aPenaltyRow = (agency: Named, seed: string, cells: Cells = {}): Cells => ({
  来源记录号: `CF-${seed}`,
  行政相对人名称: `示例${seed}贸易有限公司`,
  行政相对人类别: '法人及非法人组织',
  '行政相对人代码_1（统一社会信用代码）': aUscc(seed),
  法定代表人: '示例甲',
  行政处罚决定书文号: `示市监罚〔2026〕${seed}号`,
  违法行为类型: '违反广告管理规定',
  违法事实: '发布虚假广告',
  处罚依据: '《中华人民共和国广告法》第五十五条',
  处罚类别: '罚款',
  处罚内容: '罚款人民币壹万元',
  '罚款金额（万元）': '1',
  处罚决定日期: '2026-03-02',
  处罚机关: agency.name,
  处罚机关统一社会信用代码: agency.uscc,
  数据来源单位: agency.name,
  数据来源单位统一社会信用代码: agency.uscc,
  处罚程序: '普通程序',
  ...cells,
});

export const aDefaulterRow = (agency: Named, seed: string, cells: Cells = {}): Cells => ({
  来源记录号: `ZX-${seed}`,
  主体类别: '自然人',
  '被执行人姓名/名称': '示例甲乙',
  证件类型: '居民身份证',
  证件号码: aCitizenId(seed),
  案号: `（2026）示0101执${seed}号`,
  执行法院: agency.name,
  执行依据文号: `（2025）示0101民初${seed}号`,
  作出执行依据单位: agency.name,
  立案时间: '2026-01-05',
  生效法律文书确定的义务: '支付货款及利息',
  发布时间: '2026-03-02',
  失信行为具体情形: '违反财产报告制度',
  被执行人的履行情况: '全部未履行',
  屏蔽日期: '',
  认定单位: agency.name,
  认定单位统一社会信用代码: agency.uscc,
  ...cells,
});

export const aViolationRow = (agency: Named, seed: string, cells: Cells = {}): Cells => ({
  来源记录号: `YZ-${seed}`,
  企业名称: `示例${seed}食品有限公司`,
  统一社会信用代码: aUscc(seed),
  列入原因: '提交虚假材料取得登记',
  列入日期: '2026-03-02',
  列入决定书文号: `示市监严列〔2026〕${seed}号`,
  列入依据: '《市场监督管理严重违法失信名单管理办法》第五条',
  惩戒措施提示: '不适用告知承诺制',
  移出条件和程序: '满一年且履行处罚后可申请移出',
  救济措施: '可依法申请行政复议或者提起行政诉讼',
  法定代表人或主要负责人: '示例甲',
  移出日期: '',
  移出原因: '',
  列入决定机关: agency.name,
  列入决定机关统一社会信用代码: agency.uscc,
  ...cells,
});

// Uploads, works the queue, and gives the batch as its agency sees it.
// By the columns of the template's own example: a list that cannot be fed would refuse them.
export const exampleOf = (code: string, agency: Named): Cells => {
  const catalog = catalogs.find((one) => one.code === code);
  const own: Record<string, string> = { authorityName: agency.name, authorityUscc: agency.uscc };
  return Object.fromEntries(
    (catalog?.fields ?? []).flatMap(({ name, header, example }) =>
      (own[name] ?? example) ? [[header, own[name] ?? example ?? '']] : [],
    ),
  );
};

export const upload = async (
  app: TestApp,
  agency: Agency,
  about: { catalog: string; rows: readonly Cells[]; mode?: string; headers?: Record<string, string> },
) => {
  const answer = await agency.api(`/batches?catalog=${about.catalog}&mode=${about.mode ?? 'append'}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...about.headers },
    body: csvOf(about.rows),
  });
  if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  const { id } = await answer.json();
  await runQueue(app.deps);
  return (await agency.api(`/batches/${id}`)).json();
};
