import { ANY_DEPARTMENT } from './measure.rules.ts';
import { eachOf, example, type OfficialMeasure } from './official-measure.ts';

const COURT = 'judgment-defaulter';
const MARKET = 'serious-violation';
const HONOUR = 'honour';

// Measures of kind III: others weigh it of their own accord, and are never told to.
export const creditReport = (code: string, lists: readonly string[]): OfficialMeasure => ({
  code,
  kind: 'III',
  title: '纳入市场化征信或评级报告',
  content: '供征信机构依法采集并纳入报告',
  target: '列入名单的主体',
  personsOnly: false,
  departments: ['人民银行', '金融办', '金融工作局'],
  follows: eachOf(lists, '征信业管理条例第二十一条'),
  examples: [example('told', lists[0] ?? '', '示例市金融工作局')],
});

export const prudentLending = (code: string, lists: readonly string[]): OfficialMeasure => ({
  code,
  kind: 'III',
  title: '从严审慎授信',
  content: '供金融机构授信时参考',
  target: '列入名单的主体',
  personsOnly: false,
  departments: ['金融办', '金融工作局', '银行'],
  follows: eachOf(lists, '商业银行法第三十五条'),
  examples: [example('told', lists[0] ?? '', '示例银行')],
});

// Information for others, and the incentives that follow from an honour.
export const otherMeasures: readonly OfficialMeasure[] = [
  creditReport('CREDIT_REPORT_INCLUSION', [COURT, MARKET]),
  prudentLending('PRUDENT_LENDING', [COURT, MARKET]),
  {
    code: 'INCENTIVE.CONVENIENCE',
    kind: 'II',
    title: '守信激励：优先办理',
    content: '优先提供公共服务便利，可按规定优先办理、容缺受理',
    target: '获得荣誉的主体',
    personsOnly: false,
    departments: [ANY_DEPARTMENT],
    follows: { [HONOUR]: '国发〔2016〕33号第二部分' },
    examples: [example('asked', HONOUR, '示例市行政审批局'), example('not-asked', COURT, '示例市行政审批局')],
  },
  {
    code: 'INCENTIVE.FEWER_INSPECTIONS',
    kind: 'II',
    title: '守信激励：优化检查频次',
    content: '合理降低日常检查比例和频次',
    target: '获得荣誉的主体',
    personsOnly: false,
    departments: ['市场监督管理局', '市场监管局', '应急管理局', '生态环境局'],
    follows: { [HONOUR]: '国发〔2016〕33号第二部分' },
    examples: [
      example('asked', HONOUR, '示例市应急管理局'),
      example('not-asked', MARKET, '示例市应急管理局'),
    ],
  },
];
