import { day } from '../../kernel/day.ts';
import {
  exampleAt,
  FALSE_COMMITMENT,
  NATIONAL_49,
  type RemovalExample,
  type RemovalGround,
  removalBy,
  SEVERE_CLASS_22,
  takenAtOnce,
} from './removal-ground.ts';
import type { Setting } from './setting.ts';

const DONE = ['履行义务', '已履行', '履行完毕', '已履行义务', '履行处罚', '已履行处罚决定'];
// The list's own number of months from the listing.
const performed = (waitMonths: number, basis: string, examples: readonly RemovalExample[]): RemovalGround =>
  removalBy('performed', {
    text: '履行义务并消除不良影响',
    aliases: DONE,
    startsFrom: 'listing',
    condition: '履行义务、消除不良影响',
    waitMonths,
    evidence: '履行义务、消除不良影响的证明；信用承诺书',
    basis,
    examples,
  });
const afterOneYear = [exampleAt('2027-03-01', 'held'), exampleAt('2027-03-02', 'taken')];
const ofSevereClass = performed(12, `${SEVERE_CLASS_22}；本名单的规定未载明月数（待核）`, afterOneYear);

const ORDER_54 = '重大税收违法失信主体信息公布管理办法（税务总局令第54号）';
const SPC_10 = '最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第十条';
const court = (code: string, text: string, aliases: readonly string[], about: Partial<RemovalGround> = {}) =>
  removalBy(code, {
    text,
    aliases,
    condition: text,
    evidence: '执行法院的删除决定或者相应裁定',
    grantedBy: '执行法院',
    basis: SPC_10,
    examples: takenAtOnce,
    ...about,
  });

const own: Readonly<Record<string, readonly RemovalGround[]>> = {
  'judgment-defaulter': [
    court('performed', '履行完毕', [...DONE, '全部履行', '执行完毕']),
    court('settled', '和解协议履行完毕', ['和解履行完毕', '达成和解并履行完毕']),
    court('creditor-request', '申请执行人申请删除', ['申请执行人书面申请', '申请人申请删除']),
    court('no-assets-found', '终本后两次以上查控未发现财产', ['终本后两次查控无财产', '终结本次执行程序'], {
      evidence: '终结本次执行程序裁定；两次以上网络查控结果',
      basis: `${SPC_10}（待核）`,
    }),
    court('enforcement-suspended', '依法裁定中止执行', ['中止执行', '裁定中止执行']),
    court('not-enforced', '依法裁定不予执行', ['不予执行', '裁定不予执行']),
    court('enforcement-ended', '依法裁定终结执行', ['终结执行', '裁定终结执行'], {
      basis: `${SPC_10}（待核）`,
    }),
  ],
  'serious-violation': [
    performed(12, '市场监督管理严重违法失信名单管理办法（市场监管总局令第44号）', afterOneYear),
  ],
  'major-tax-violation': [
    removalBy('paid', {
      text: '缴清税款、滞纳金、罚款',
      aliases: ['缴清', '已缴清', '缴清税款', '缴清税款滞纳金罚款'],
      startsFrom: 'listing',
      condition: '缴清税款、滞纳金、罚款',
      waitMonths: 6,
      evidence: '完税、缴款凭证',
      grantedBy: '作出公布决定的税务机关',
      basis: `${ORDER_54}：自公布之日起满六个月（起算待核）`,
      examples: [exampleAt('2026-09-01', 'held'), exampleAt('2026-09-02', 'taken')],
    }),
    removalBy('restructuring', {
      text: '法院批准重整计划或者认可和解协议',
      aliases: ['重整计划获批准', '破产重整', '重整计划', '批准重整计划'],
      condition: '重整计划、和解协议经法院裁定批准并依法受偿',
      evidence: '法院批准重整计划或者认可和解协议的裁定书',
      grantedBy: '作出公布决定的税务机关',
      basis: ORDER_54,
      examples: takenAtOnce,
    }),
    removalBy('merit', {
      text: '有突出公共贡献',
      aliases: ['突出贡献', '重大贡献', '参与应急抢险救灾'],
      condition: '在突发事件应对等中有突出贡献',
      evidence: '有关部门出具的证明',
      grantedBy: '作出公布决定的税务机关',
      basis: ORDER_54,
      examples: takenAtOnce,
    }),
  ],
  'wage-arrears': [
    removalBy('corrected', {
      text: '改正违法行为并作出信用承诺',
      aliases: ['改正', '已改正', '改正违法行为', '支付所拖欠工资', '足额支付工资', ...DONE],
      startsFrom: 'correction',
      condition: '改正违法行为、足额支付所拖欠工资并作出信用承诺',
      waitMonths: 6,
      evidence: '足额支付工资的凭证；信用承诺书',
      basis:
        '拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）：自改正之日起满六个月',
      examples: [
        exampleAt('2026-11-09', 'held', { correctedOn: day('2026-05-10') }),
        exampleAt('2026-11-10', 'taken', { correctedOn: day('2026-05-10') }),
      ],
    }),
  ],
  'work-safety-violation': [
    performed(12, '安全生产严重失信主体名单管理办法（应急管理部令第11号）', afterOneYear),
  ],
  'procurement-violation': [
    ofSevereClass,
    removalBy('ban-over', {
      text: '禁止参加政府采购活动期限届满',
      aliases: ['禁止期限届满', '禁止期满'],
      startsFrom: 'ban',
      condition: '处罚决定载明的禁止期限届满',
      evidence: '处罚决定书',
      grantedBy: '作出处罚的财政部门',
      basis: '政府采购法第七十七条；财办库〔2014〕526号',
      examples: [
        exampleAt('2027-03-01', 'held', { measuresUntil: day('2027-03-02') }),
        exampleAt('2027-03-02', 'taken', { measuresUntil: day('2027-03-02') }),
      ],
    }),
  ],
  'statistics-violation': [
    performed(6, '统计严重失信企业信用管理办法（2022）', [
      exampleAt('2026-09-01', 'held'),
      exampleAt('2026-09-02', 'taken'),
    ]),
  ],
  'drug-violation': [performed(12, '市场监管总局令第44号；药品监督管理部门规定', afterOneYear)],
  // No list, and the same law: a promise that was broken and made good.
  [FALSE_COMMITMENT]: [
    removalBy('corrected', {
      text: '改正虚假承诺行为',
      aliases: ['改正', '已改正'],
      startsFrom: 'listing',
      condition: '改正虚假承诺行为',
      evidence: '改正的证明；信用承诺书',
      grantedBy: '认定单位',
      basis: '国办发〔2020〕42号：在信用修复前不适用告知承诺制，未规定月数；本市设定：不另设等待期',
      examples: takenAtOnce,
    }),
  ],
};

// Grounds that every list has.
const common: readonly RemovalGround[] = [
  removalBy('restructuring', {
    text: '法院批准重整计划或者认可和解协议',
    aliases: ['重整计划获批准', '破产重整', '重整计划', '批准重整计划'],
    evidence: '法院批准重整计划或者认可和解协议的裁定书；执行完毕的，另附证明',
    suspends: true,
    basis: '国办发〔2025〕22号：经法院批准重整的，重整期间可以暂停惩戒措施（待核）',
    examples: [exampleAt('2027-03-02', 'held')],
  }),
  removalBy('term-over', {
    text: '期限届满',
    aliases: ['期满', '届满', '到期', '期满移出', '期限届满移出', '管理期限届满'],
    startsFrom: 'term',
    evidence: '无须材料',
    basis: NATIONAL_49,
    examples: [
      exampleAt('2027-03-01', 'held', { dueOn: day('2027-03-02') }),
      exampleAt('2027-03-02', 'taken', { dueOn: day('2027-03-02') }),
    ],
  }),
  removalBy('revoked', {
    text: '列入决定被撤销',
    aliases: ['撤销', '决定被撤销', '列入错误', '错误列入', '认定错误'],
    evidence: '撤销决定、复议决定或者判决',
    basis: `${NATIONAL_49}；行政处罚法第四十八条`,
    examples: takenAtOnce,
  }),
  removalBy('withdrawn-by-source', {
    text: '报送单位撤回',
    aliases: [],
    startsFrom: 'listing',
    evidence: '无须材料',
    basis: '本市设定：报送单位撤回或者整表未再列明的，即行移出',
    examples: takenAtOnce,
  }),
];

// The codes that need not be asked for: a source takes its row back; a removal that names no ground.
export const WITHDRAWN = 'withdrawn-by-source';
export const UNSTATED = 'unstated';

// Those that a desk may name: what a decision was wrong about is revoked, not removed.
const named = [ofSevereClass, ...Object.values(own).flat(), ...common];
export const plainGround = (code: string): string => named.find((one) => one.code === code)?.text ?? code;
export const askedGrounds = [...new Set(named.map(({ code }) => code))].filter(
  (code) => code !== 'revoked' && code !== WITHDRAWN,
) as [string, ...string[]];

/** The grounds by which a subject leaves one list, its own first: the first is the general one. */
export const removalGrounds = (list: string): readonly RemovalGround[] => {
  const owned = own[list] ?? [ofSevereClass];
  if (list === FALSE_COMMITMENT) return owned;
  return [...owned, ...common.filter(({ code }) => !owned.some((one) => one.code === code))];
};

export const waitSetting = (list: string, ground: string) => `list.${list}.removal.${ground}.wait`;

export const removalSettings = (list: string): Setting[] =>
  removalGrounds(list).flatMap(({ code, startsFrom, waitMonths, basis }) =>
    startsFrom === 'listing' || startsFrom === 'correction'
      ? [{ key: waitSetting(list, code), value: waitMonths, unit: 'months', basis }]
      : [],
  );
