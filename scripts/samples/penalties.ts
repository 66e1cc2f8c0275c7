import type { Day } from '../../src/kernel/day.ts';
import type { Firm } from './cast.ts';
import { daysBefore, slashed } from './days.ts';
import { seeded } from './random.ts';
import type { TownAgency } from './town.ts';

export type Offence = { type: string; facts: string; basis: string };
type Penalty = { type: string; content: string; fine?: string; license?: string };

const fined = (yuan: number): Penalty => ({
  type: '罚款',
  content: `罚款人民币 ${yuan} 元`,
  fine: String(yuan / 10_000),
});
const penalties: readonly Penalty[] = [
  { type: '警告', content: '警告' },
  fined(5000),
  fined(20_000),
  fined(120_000),
  { type: '警告;罚款', content: '警告，并处罚款人民币 3000 元', fine: '0.3' },
];
const revoked: Penalty = { type: '吊销许可证/执照', content: '吊销许可证', license: '示例许可证 示001号' };
const SEVERE_EVERY = 23;

const surnames = '赵钱孙李周吴郑王'.split('');

export const penaltyCells = (about: {
  agency: TownAgency;
  firm: Firm;
  offence: Offence;
  no: number;
  today: Day;
}) => {
  const { agency, firm, offence, no, today } = about;
  const chance = seeded(no * 7919 + agency.code.length);
  const penalty = no % SEVERE_EVERY === 0 ? revoked : chance.pick(penalties);
  const decidedOn = daysBefore(today, 5 + chance.below(330));
  return {
    counterpartName: firm.name,
    counterpartType: firm.kind,
    usccCode: firm.uscc,
    legalRepresentative: `${chance.pick(surnames)}示例`,
    decisionDocNo: `示${agency.code}罚〔${decidedOn.slice(0, 4)}〕${no}号`,
    violationType: offence.type,
    facts: offence.facts,
    legalBasis: offence.basis,
    penaltyType: penalty.type,
    content: penalty.content,
    fineAmount: penalty.fine ?? '',
    suspendedLicense: penalty.license ?? '',
    decisionDate: slashed(decidedOn),
    penaltyValidTo: no % 9 === 0 ? '暂无' : '',
    publicityEnd: '',
    authorityName: agency.name,
    authorityUscc: agency.uscc,
    sourceUnit: agency.name,
    sourceUnitUscc: agency.uscc,
    // By the spot procedure nothing graver than a warning is given here.
    procedureType: no % 5 === 0 && penalty.type === '警告' ? '简易程序' : '普通程序',
  };
};

export const penaltyHeader: readonly (readonly [string, string])[] = [
  ['行政相对人名称', 'counterpartName'],
  ['行政相对人类别', 'counterpartType'],
  ['行政相对人代码_1（统一社会信用代码）', 'usccCode'],
  ['法定代表人', 'legalRepresentative'],
  ['行政处罚决定书文号', 'decisionDocNo'],
  ['违法行为类型', 'violationType'],
  ['违法事实', 'facts'],
  ['处罚依据', 'legalBasis'],
  ['处罚类别', 'penaltyType'],
  ['处罚内容', 'content'],
  ['罚款金额（万元）', 'fineAmount'],
  ['暂扣或吊销证照名称及编号', 'suspendedLicense'],
  ['处罚决定日期', 'decisionDate'],
  ['处罚有效期', 'penaltyValidTo'],
  ['公示截止期', 'publicityEnd'],
  ['处罚机关', 'authorityName'],
  ['处罚机关统一社会信用代码', 'authorityUscc'],
  ['数据来源单位', 'sourceUnit'],
  ['数据来源单位统一社会信用代码', 'sourceUnitUscc'],
  ['处罚程序', 'procedureType'],
];
