// npm run rulebook [-- --check]   writes docs/rules.md from the settings, rule set 2, the measures and every
// `Basis:`
import { globSync, readFileSync } from 'node:fs';
import { catalogNames } from '../src/law/catalogs/catalog-list.ts';
import { officialMeasures } from '../src/law/measures/edition-2026.ts';
import {
  EDITION,
  type MeasureExample,
  measureOf,
  type OfficialMeasure,
} from '../src/law/measures/official-measure.ts';
import { type RuleExample, ruleExamples } from '../src/law/rulebook/examples/rule-set-2-examples.ts';
import {
  EXAMPLE_LISTED,
  FALSE_COMMITMENT,
  type RemovalExample,
  type RemovalGround,
} from '../src/law/rulebook/removal-ground.ts';
import { removalGrounds } from '../src/law/rulebook/removal-grounds.ts';
import type { Rule } from '../src/law/rulebook/rule-set.schema.ts';
import { ruleSet2 } from '../src/law/rulebook/rule-set-2.ts';
import { FIRST_DAY, type Setting } from '../src/law/rulebook/setting.ts';
import { defaultSettings } from '../src/law/rulebook/settings.ts';
import { severeLists } from '../src/law/rulebook/severe-lists.ts';
import { writtenPage } from './written-page.ts';

const units: Record<Setting['unit'], string> = {
  months: '个月',
  'working-days': '个工作日',
  days: '日',
  minutes: '分钟',
  years: '年',
  count: '',
  percent: '%',
  'per-second': '次/秒',
  'per-minute': '次/分钟',
  'per-day': '次/天',
  class: '级（1 轻微、2 一般、3 严重）',
  'ten-thousand-yuan': '万元',
};

const settingRow = ({ key, value, unit, basis, from = FIRST_DAY, example }: Setting) => {
  if (!example) throw new Error(`${key} has no example: add one in src/law/rulebook/*-examples.ts`);
  const shown = `${example.when} ${example.given} → ${example.result}`;
  return `| \`${key}\` | ${value} ${units[unit]} | ${from} | ${basis} | ${shown} |`;
};

const outcomes = { ineligible: '不适用告知承诺', review: '人工复核' };
const readBy = (rule: Rule): string => {
  switch (rule.kind) {
    case 'listing':
      return `在列 \`${rule.list}\``;
    case 'record':
      return `记录 \`${rule.catalog}\`${rule.class ? `，类别 ${rule.class}` : ''}${rule.fulfilment ? `，${rule.fulfilment}` : ''}${rule.withinPublicity ? '，公示期内' : '，未修复'}`;
    case 'related-listing':
      return '法定代表人在列';
    case 'name-mismatch':
      return '名称与代码不符';
    case 'dissolved':
      return '主体已注销';
    case 'revoked':
      return '营业执照被吊销';
    case 'deceased':
      return '已登记死亡';
    case 'matter':
      return '事项不在告知承诺目录';
    case 'freshness':
      return `数据超过 ${rule.maxAgeWorkingDays} 个工作日未更新`;
  }
};
const outcomeOf = (rule: Rule) => {
  if (rule.kind === 'matter') return '事项不适用';
  return rule.kind === 'freshness' ? outcomes.review : outcomes[rule.outcome];
};
const ruleRow = (rule: Rule) =>
  `| \`${rule.code}\` | ${readBy(rule)} | ${outcomeOf(rule)} | ${rule.basis} | ${rule.restore} |`;

const exampleWords: Record<RuleExample['outcome'], string> = {
  ...outcomes,
  eligible: '可以适用（本条未命中）',
  'matter-not-allowed': '事项不适用',
};
const exampleRow = ({ code, given, on, outcome }: RuleExample) =>
  `| \`${code}\` | ${given} | ${on} | ${exampleWords[outcome]} |`;

const startWords: Record<RemovalGround['startsFrom'], string> = {
  listing: '列入之日',
  correction: '改正之日',
  ban: '措施期限届满',
  term: '期限届满',
  none: '—',
};
const waitOf = ({ startsFrom, waitMonths }: RemovalGround) =>
  startsFrom === 'listing' || startsFrom === 'correction' ? `${waitMonths} 个月` : '—';
const givenOf = ({ correctedOn, measuresUntil, dueOn }: RemovalExample) =>
  [
    `${EXAMPLE_LISTED} 列入`,
    correctedOn && `${correctedOn} 改正`,
    measuresUntil && `措施至 ${measuresUntil}`,
    dueOn && `期限至 ${dueOn}`,
  ]
    .filter(Boolean)
    .join('，');
const exampleOf = (example: RemovalExample) =>
  `${givenOf(example)}；${example.when} 移出：${example.then === 'taken' ? '即行移出' : '待登记机构确认'}`;
const groundRow = (list: string, ground: RemovalGround) =>
  `| \`${list}\` | \`${ground.code}\` ${ground.text} | ${startWords[ground.startsFrom]} | ${waitOf(ground)} | ${ground.suspends ? '暂停' : '—'} | ${ground.evidence} | ${ground.grantedBy} | ${ground.basis} | ${ground.examples.map(exampleOf).join('<br>')} |`;
const groundRows = [...severeLists.map(({ code }) => code), FALSE_COMMITMENT].flatMap((list) =>
  removalGrounds(list).map((ground) => groundRow(list, ground)),
);

const measureOutcomes: Record<MeasureExample['outcome'], string> = {
  asked: '要求执行',
  told: '仅告知',
  'not-asked': '不要求',
};
const measureExample = ({ list, kind, listedOn, department, on, outcome }: MeasureExample) =>
  `${listedOn} 列入${catalogNames[list] ?? list}的${kind === 'person' ? '自然人' : '单位'}，${on} 对${department}：${measureOutcomes[outcome]}`;

const measureRow = (official: OfficialMeasure) => {
  const { code, kind, title, content, basis, departments, lists, personsOnly } = measureOf(official);
  const whom = personsOnly ? '（仅自然人）' : '';
  const examples = official.examples.map(measureExample).join('<br>');
  return `| \`${code}\` | ${kind} | ${title}：${content}${whom} | ${departments.join('、').replace('*', '各单位')} | ${lists.map((list) => `\`${list}\``).join(' ')} | ${basis} | ${examples} |`;
};

type Stated = { name: string; basis: string };

const nameOn = (line: string): string =>
  /(?:export )?(?:const|type|function) (\w+)/.exec(line)?.[1] ??
  line
    .trim()
    .replace(/[:{(].*$/, '')
    .trim();

// A basis may run over several comment lines; the first line of code after them is what it is about.
const statedIn = (text: string): Stated[] => {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line, at) => {
    if (!line.startsWith('// Basis:')) return [];
    const end = lines.findIndex((later, place) => place > at && !later.startsWith('//'));
    const said = lines.slice(at, end).map((part) => part.replace(/^\/\/\s?(Basis:\s*)?/, ''));
    return [{ name: nameOn(lines[end] ?? ''), basis: said.join(' ') }];
  });
};

const files = globSync('src/**/*.{ts,tsx}').sort();
const stated = files.flatMap((file) =>
  statedIn(readFileSync(file, 'utf8')).map(({ name, basis }) => `| \`${file}\` | \`${name}\` | ${basis} |`),
);

const page = `# 规则与依据

由 \`npm run rulebook\` 生成，请勿手改；\`npm run check\` 核对它与代码一致。

## 设置（部署可在表 \`settings\` 中按生效日更改）

每项一例，所述结果由测试经读取该设置的规则核对。

| 键 | 首装值 | 自 | 依据 | 示例 |
| --- | --- | --- | --- | --- |
${defaultSettings.map(settingRow).join('\n')}

## 告知承诺适用性核查：规则集 ${ruleSet2.version}

${ruleSet2.name}。各条全部检验，每一命中都是一条原因，结论取最重：事项不适用 > 不适用 > 复核 > 可以适用。

首装即生效（自 ${FIRST_DAY} 起计）；已按第 1 版运行的，本版作为草案等待批准。

| 原因代码 | 检验 | 结论 | 依据 | 如何恢复 |
| --- | --- | --- | --- | --- |
${ruleSet2.rules.map(ruleRow).join('\n')}

### 示例

每条规则至少一例，由测试逐例核对。

| 原因代码 | 已知 | 核查日 | 结论 |
| --- | --- | --- | --- |
${ruleExamples.map(exampleRow).join('\n')}

## 移出事由

认定单位自己的移出照办，但须说明事由；该名单没有的事由、未满等待期的，待登记机构凭文书确认，其间核查转人工复核，等待期满的自动移出。各门（报送、单条、撤回、整表、文件夹、办理、修复）同一规定。

首装即生效（自 ${FIRST_DAY} 起计）；各等待期是设置 \`list.名单.removal.事由.wait\`，可按生效日更改。

| 名单 | 事由 | 起算 | 等待期 | 待确认期间的措施 | 材料 | 决定单位 | 依据 | 示例 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${groundRows.join('\n')}

## 失信惩戒措施（本系统 ${EDITION} 版）

依《全国失信惩戒措施基础清单》2024 年版，2025 年版未查到（待核）。首装自 2024-01-01 起计；已按前一版运行的，自升级次日起。

Ⅰ 类减损权益或增加义务，Ⅱ 类为机关自身的管理，Ⅲ 类由他人自行参考，只告知、不要求反馈。

| 代码 | 类 | 措施 | 实施单位 | 名单 | 依据 | 示例 |
| --- | --- | --- | --- | --- | --- | --- |
${officialMeasures.map(measureRow).join('\n')}

## 代码中的依据

每一条出自法律的规则，上方都有一行 \`Basis:\`。

| 文件 | 规则 | 依据 |
| --- | --- | --- |
${stated.join('\n')}
`;

const isTrue = writtenPage('docs/rules.md', page, {
  checkOnly: process.argv.includes('--check'),
  command: 'npm run rulebook',
});
process.exit(isTrue ? 0 : 1);
