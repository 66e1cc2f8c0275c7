import { isDay } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { Field, Values } from '../catalog.ts';
import { dayOrderFaults, faultAt, headerOf, missingFault } from '../reading/row-faults.ts';
import { codeTypeOf, kindFaults } from '../reading/subject-of-row.rules.ts';

const NUMBER = /^\d{6}(\d{4})(\d{2})(\d{2})\d{6}$/;
const UNBROKEN = ['全部履行', '履行中'];
const BREACH = ['unfulfilled', 'accountability'];

// Faults between the columns of one commitment.
export const commitmentFaults = (fields: readonly Field[], values: Values): Fault[] => [
  ...numberFaults(fields, values.sourceNo),
  ...(values.fulfilment && !UNBROKEN.includes(values.fulfilment)
    ? BREACH.filter((name) => !values[name]).map((name) =>
        missingFault(fields, name, `承诺履行状态是${values.fulfilment}`),
      )
    : []),
  ...(values.assessorUscc && !values.assessorName
    ? [missingFault(fields, 'assessorName', '填写了认定单位统一社会信用代码')]
    : []),
  ...(values.idNo
    ? kindFaults(headerOf(fields, 'subjectKind'), values.subjectKind, [
        { type: codeTypeOf(values.subjectKind), code: values.idNo },
      ])
    : []),
  ...dayOrderFaults(fields, values, [
    ['madeOn', 'validTo'],
    ['madeOn', 'assessedOn'],
  ]),
];

// Region, day, sequence: 6 + 8 + 6 figures.
const numberFaults = (fields: readonly Field[], number: string | undefined): Fault[] => {
  if (number === undefined) return [];
  const [, year, month, date] = NUMBER.exec(number) ?? [];
  if (isDay(`${year}-${month}-${date}`)) return [];
  const message = '“承诺编码”应为 20 位数字：6 位行政区划、8 位日期、6 位顺序号；请核对。';
  return [faultAt(headerOf(fields, 'sourceNo'), 'cell.commitment-no', message)];
};

export const commitmentWarnings = (values: Values): Fault[] => {
  if (values.fulfilment !== '全部履行' || BREACH.every((name) => !values[name])) return [];
  const message = '承诺已全部履行，却填写了未履行内容或责任追究内容；请核对承诺履行状态。';
  return [faultAt('承诺履行状态', 'value.fulfilment', message)];
};
