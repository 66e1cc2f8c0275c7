import type { Catalog } from '../catalogs/catalog.ts';
import { BASIS_ADVICE, isBasis } from '../rulebook/basis.rules.ts';
import { CITY_DOCUMENT_MISSING } from '../rulebook/counted-lists.rules.ts';
import type { Measure } from './measure.rules.ts';

type Drafted = Pick<Measure, 'code' | 'kind' | 'title' | 'content' | 'basis' | 'lists'>;
export type MeasureFault = {
  pointer: string;
  code: 'basis.missing' | 'measure.list-unknown' | 'measure.honour-harmful';
  message: string;
};
type KnownList = Pick<Catalog, 'code' | 'opens'>;

const INCENTIVE = /^INCENTIVE[._]/;
const HARM =
  /限制|禁止|不得|不予|不准|取消|剥夺|撤销|暂停|从严|惩戒|惩罚|处罚|扣减|重点监管|提高[^，。；]{0,8}(?:检查|抽查|比例|频次)/u;

// An honour may take nothing from its holder: no measure of kind I, nothing that restricts,
// nothing that also follows from a severe list.
// Basis: 国发〔2016〕33号第二部分（守信激励）；国办发〔2020〕49号（不得超出清单采取惩戒措施）
export const isHarmfulToHonour = (
  { code, kind, title, content, lists }: Drafted,
  known: readonly KnownList[],
): boolean => {
  const opens = lists.map((list) => known.find((one) => one.code === list)?.opens);
  if (!opens.includes('honour')) return false;
  return (
    kind === 'I' || !INCENTIVE.test(code) || HARM.test(`${title}；${content}`) || opens.includes('severe')
  );
};

export const measureFaults = (measures: readonly Drafted[], known: readonly KnownList[]): MeasureFault[] =>
  measures.flatMap((measure, place) => [
    ...measure.lists
      .filter((list) => !known.some(({ code, opens }) => code === list && opens !== null))
      .map((list) => ({
        pointer: `/measures/${place}/lists`,
        code: 'measure.list-unknown' as const,
        message: `措施 ${measure.code}：不认识的名单“${list}”，请从名单代码中选择。`,
      })),
    ...(isHarmfulToHonour(measure, known)
      ? [
          {
            pointer: `/measures/${place}`,
            code: 'measure.honour-harmful' as const,
            message: `措施 ${measure.code} 会使荣誉信息对其主体不利：荣誉只能引起激励措施（代码以 INCENTIVE. 开头，II 类或 III 类，不含限制性内容，不与失信名单并列），请删除荣誉名单或改写。`,
          },
        ]
      : []),
    ...(isBasis(measure.basis.replace(CITY_DOCUMENT_MISSING, ''))
      ? []
      : [
          {
            pointer: `/measures/${place}/basis`,
            code: 'basis.missing' as const,
            message: `措施 ${measure.code} 没有写明依据。${BASIS_ADVICE}`,
          },
        ]),
  ]);
