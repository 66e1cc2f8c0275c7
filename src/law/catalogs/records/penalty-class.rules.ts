import { ownValue } from '../../../kernel/own-keys.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { RecordClass, RowContext, Values } from '../catalog.ts';
import { faultAt } from '../reading/row-faults.ts';
import { FINE, penaltyKinds } from './penalty-kinds.ts';
import { severityOf } from './severity-field.ts';

export const penaltyTypes: readonly string[] = penaltyKinds.map(({ word }) => word);
export const SIMPLE_PROCEDURE = '简易程序';

const classes: readonly RecordClass[] = ['minor', 'ordinary', 'severe'];
// A setting holds 1, 2 or 3.
export const classNumber = (weight: RecordClass): number => classes.indexOf(weight) + 1;
const classOfNumber = (value: number): RecordClass =>
  classes[Math.min(Math.max(Math.round(value), 1), 3) - 1] ?? 'ordinary';

const settingNames: Readonly<Record<string, string>> = Object.fromEntries(
  penaltyKinds.map(({ word, setting }) => [word, setting]),
);
const nameOf = (word: string): string => ownValue(settingNames, word) ?? 'other';

const parties: Readonly<Record<string, string>> = { 自然人: 'person', 个体工商户: 'individual-business' };
const partyOf = ({ counterpartType }: Values): string =>
  ownValue(parties, counterpartType ?? '') ?? 'organisation';

type Asked = Pick<RowContext, 'setting'>;

const fineSize = (values: Values, { setting }: Asked): 'huge-fine' | 'large-fine' | 'small-fine' => {
  const [fine, party] = [Number(values.fineAmount ?? 0), partyOf(values)];
  if (fine >= setting(`penalty.huge-fine.${party}`)) return 'huge-fine';
  return fine >= setting(`penalty.large-fine.${party}`) ? 'large-fine' : 'small-fine';
};

const kindsIn = ({ penaltyType }: Values): string[] => (penaltyType ?? '').split(';');

// Several penalties in one decision: the heaviest decides.
const heaviest = (values: Values, asked: Asked): RecordClass => {
  const numbers = kindsIn(values).map((word) =>
    asked.setting(`penalty.class.${word === FINE ? fineSize(values, asked) : nameOf(word)}`),
  );
  return classOfNumber(Math.max(...numbers));
};

// The sector authority's class counts; the settings give one only where the row states none. A procedure that
// cannot have imposed the penalty makes nothing minor. Basis: 国办发〔2025〕22号第二条（具体分类标准由行业主管部门制定）
export const penaltyClass = (values: Values, asked: Asked): RecordClass => {
  const stated = severityOf(values);
  if (stated) return stated;
  if (values.procedureType !== SIMPLE_PROCEDURE || beyondSimple(values, asked))
    return heaviest(values, asked);
  return classOfNumber(asked.setting('penalty.class.simple-procedure'));
};

export const PROCEDURE_EXCEEDED = 'row.simple-procedure-exceeded';

const exceeded = (what: string): Fault =>
  faultAt(
    '处罚程序',
    PROCEDURE_EXCEEDED,
    `简易程序（当场处罚）只能给予警告和小额罚款，本行却载明${what}：本行暂存待核，不参与核查和公示。请核对处罚程序、处罚类别和罚款金额，更正后重报；无误的，请登记机构凭决定书核实。`,
  );

/**
 * The row says two things of which one is not so; the registrar decides by the document.
 * Basis: 行政处罚法第五十一条
 */
export const beyondSimple = (values: Values, { setting }: Asked): Fault | undefined => {
  if (values.procedureType !== SIMPLE_PROCEDURE) return undefined;
  const kinds = kindsIn(values);
  const heavy = kinds.filter((word) => setting(`penalty.simple.${nameOf(word)}`) === 0);
  if (heavy.length > 0) return exceeded(`“${heavy.join('、')}”`);
  const most = setting(`penalty.simple-fine.${partyOf(values)}`);
  if (kinds.includes(FINE) && Number(values.fineAmount ?? 0) > most)
    return exceeded(`罚款 ${values.fineAmount} 万元（对该类当事人以 ${most} 万元为限）`);
  return severityOf(values) === 'severe' ? exceeded('失信程度为严重') : undefined;
};
