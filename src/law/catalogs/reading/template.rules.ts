import type { Field, FieldTable, FieldType } from '../catalog.ts';

export type Template = { header: readonly string[]; rows: readonly (readonly string[])[] };

// The sheet that an agency fills in: required columns have a star; one invented row shows the notation and is
// to be overwritten.
export const templateOf = (catalog: FieldTable): Template => ({
  header: catalog.fields.map(({ header, required }) => (required ? `${header}*` : header)),
  rows: [catalog.fields.map(({ example }) => example ?? '')],
});

export type DropDown = { values: readonly string[]; isStrict: boolean };

// By the column's place. Several values may stand in one cell of `choices`, so there the list only offers.
export const dropDownsOf = (catalog: FieldTable): ReadonlyMap<number, DropDown> =>
  new Map(
    catalog.fields.flatMap(({ type, values, shown = values, isOpen }, place) =>
      shown && shown.length > 0 && (type === 'choice' || type === 'choices')
        ? [[place, { values: shown, isStrict: type === 'choice' && !isOpen }] as const]
        : [],
    ),
  );

// The guide is known by the first of its columns, whatever later editions add.
export const GUIDE_HEADER = ['列名', '是否必填', '怎么填'];

// The second sheet of the template: one line a column.
export const guideOf = (catalog: FieldTable): Template => ({
  header: [...GUIDE_HEADER, '字数', '可填的值', '国家交换列名', '同样接受的列名', '示例'],
  rows: catalog.fields.map((field) => [
    field.header,
    field.required ? '必填' : (field.requiredWhen ?? '选填'),
    notation(field),
    field.maxLength === undefined ? '' : `${field.maxLength} 字以内`,
    (field.shown ?? field.values ?? []).join('；'),
    field.nationalCode ?? '',
    (field.synonyms ?? []).join('、'),
    field.example ?? '',
  ]),
});

const NOTATIONS: Readonly<Record<FieldType, string>> = {
  text: '文字',
  name: '名称，与证照一致',
  day: '日期，如 2026/03/02',
  money: '金额，单位万元，只填数字，最多 6 位小数',
  choice: '从下拉列表中选一个',
  choices: '从下拉列表中选；多个值之间用 ; 隔开',
  uscc: '18 位统一社会信用代码，文本格式',
  'identity-no': '证件号码，文本格式',
  'document-no': '文书文号，文本格式',
  country: '三位字母代码或中文名称，如 USA、美国；仅护照填写',
  code: '编号，文本格式；不得填写公民身份号码',
};

const notation = ({ type, isOwn, isPersonal, isPast }: Field): string =>
  [NOTATIONS[type], isOwn && '填本单位的代码', isPast && '不得晚于今天', isPersonal && '加密保存，从不公开']
    .filter(Boolean)
    .join('；');
