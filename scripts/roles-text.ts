import { policies } from '../src/access/policy.rules.ts';
import { type Policy, roles } from '../src/access/policy-row.rules.ts';
import { isAmong } from '../src/access/reach.rules.ts';
import { roleWord } from '../src/access/staff/separation.rules.ts';
import { createApp } from '../src/app.ts';
import { maskCode } from '../src/kernel/identifiers.ts';
import { shownName } from '../src/kernel/names.ts';
import { type Permission, permissions } from '../src/platform/door/permissions.ts';
import { type AskedAction, askedByEach } from '../src/platform/web/asked-action.ts';

const app = createApp(() => {
  throw new Error('asked for its routes only');
});

/** Each route and page, by name, and what it asks for; more or less than one thing is a fault. */
export const routesAsking: ReadonlyMap<string, ReadonlySet<AskedAction>> = askedByEach(app.routes);

const doorsOf = (action: AskedAction): string[] =>
  [...routesAsking].flatMap(([name, actions]) => (actions.has(action) ? [`\`${name}\``] : [])).toSorted();

const cellOf = (role: string, { own, any, byName }: Policy): string => {
  if (isAmong(role, any)) return '各单位';
  if (!isAmong(role, own)) return '—';
  return byName ? '本单位（逐人另授）' : '本单位';
};

const rowOf = (action: Permission): string => {
  const policy = policies[action];
  const cells = roles.map((role) => cellOf(role, policy));
  return `| \`${action}\` | ${policy.what} | ${cells.join(' | ')} | ${policy.purpose ? '须注明' : ''} |`;
};

const isForSomebody = (action: Permission) => Boolean(policies[action].own ?? policies[action].any);
const inOrder = Object.keys(policies).filter((action): action is Permission =>
  permissions.some((one) => one === action),
);
const forPeople = inOrder.filter(isForSomebody);
const forItself = inOrder.filter((action) => !isForSomebody(action));

const head = `# 角色与权限

由 \`src/access/policy.rules.ts\` 生成（\`npx tsx scripts/roles-page.ts\`），请勿手改。逐项检验：\`test/http/policy.test.ts\`
（每个路由、每个页面、每种角色，允许与拒绝均与本表一致）、\`test/http/other-agency.test.ts\`（另一单位的数据，本表未写“各单位”的，看不到也改不了）。

- **本单位**：只及于本单位及其承继的单位；**各单位**：及于各单位，或者各单位共用；**—**：403 \`access.denied\`。未登录一律 401 \`access.unauthenticated\`。
- **逐人另授**：人员有此角色还不够，须由安全管理员以本名另行授予；接口密钥按角色即有。
- **用途**：须注明查询用途，连同案件编号记入审计记录。
- 系统管理、安全管理、审计三员分立，互不兼任，也不兼任业务角色；登记、审计、管理角色与接口密钥由两人共同授予
  （\`src/access/staff/separation.rules.ts\`）。一人兼数个业务角色的，各项取其中最宽的。
- 接口密钥只及于其单位角色的一部分；人员只及于其单位所有的角色。`;

const table = [
  `| 动作 | 含义 | ${roles.map(roleWord).join(' | ')} | 用途 |`,
  `| --- | --- |${' --- |'.repeat(roles.length + 1)}`,
  ...forPeople.map(rowOf),
];

// What the code hides, shown on one invented person; each place is named with the file that hides it.
const NAME = '示例甲';
const hidden = {
  name: shownName('person', NAME),
  number: maskCode('citizen-id', '110101199003070000'),
};
const masking = [
  '## 自然人的姓名与号码各显示多少',
  '',
  `名称在库中加密；以“${NAME}”、110101199003070000 为例。单位的名称与代码不遮盖。`,
  '',
  '| 何处 | 姓名 | 号码 | 出处 |',
  '| --- | --- | --- | --- |',
  `| 名单、名单通知、推送（没有登记全量依据的） | ${hidden.name} | ${hidden.number} | \`src/registry/listings/listing-event.rules.ts\` |`,
  `| 通知中的身份核实（承担措施的单位，须用途与案件编号，留痕） | ${NAME} | 全号 | \`src/notices/inbox/show-identity.ts\` |`,
  `| 修复、异议、复议诉讼案件 | ${hidden.name} | 不显示 | \`src/remedy/cases/case.rules.ts\` |`,
  `| 修复告知书一览 | ${hidden.name} | 不显示 | \`src/remedy/repairs/list-repair-notices.ts\` |`,
  `| 待核实的行、对账 | ${hidden.name} | 不显示 | \`src/registry/records/record.schema.ts\`、\`src/intake/reconciliations/reconciliation.schema.ts\` |`,
  `| 疑似同一主体 | ${hidden.name} | ${hidden.number} | \`src/registry/merges/describe-pairs.step.ts\` |`,
  `| 规则模拟 | ${hidden.name} | 不显示 | \`src/window/simulations/masked-subject.rules.ts\` |`,
  `| 督办 | ${hidden.name} | 不显示 | \`src/notices/supervision/supervision-out.rules.ts\` |`,
  `| 核查、信用报告的号码 | — | ${hidden.number} | \`src/window/checks/check-group.ts\`、\`src/window/reports/make-report.ts\` |`,
  `| 信用档案的其他号码 | — | ****** | \`src/window/credit-files/file.rules.ts\` |`,
  `| 错误行（屏幕） | ${hidden.name} | ${hidden.number} | \`src/intake/uploads/error-file.rules.ts\`；下载给报送单位的为原值 |`,
  `| 公示 | 依设定：不公示、${hidden.name} 或全名 | 不显示 | \`src/public/public-lists/public-entry.rules.ts\` |`,
];

export const rolesText = `${[
  head,
  '',
  '## 谁可以做什么',
  '',
  ...table,
  '',
  '## 只由系统自身或命令行操作员做的',
  '',
  '| 动作 | 含义 |',
  '| --- | --- |',
  ...forItself.map((action) => `| \`${action}\` | ${policies[action].what} |`),
  '',
  ...masking,
  '',
  '## 路由与页面各要求什么',
  '',
  '| 动作 | 路由与页面 |',
  '| --- | --- |',
  ...forPeople.map(
    (action) => `| \`${action}\` | ${doorsOf(action).join('<br>') || '（在其他动作之内核对）'} |`,
  ),
  `| 无须登录 | ${doorsOf('anyone').join('<br>')} |`,
].join('\n')}\n`;
