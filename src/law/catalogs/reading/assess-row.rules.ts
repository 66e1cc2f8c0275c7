import type { Fault } from '../../../kernel/problems.ts';
import { remembered } from '../../../kernel/remembered.ts';
import { foldBrackets, foldText } from '../../../kernel/text.ts';
import type {
  Assessment,
  Catalog,
  Cell,
  CellContext,
  Field,
  FieldTable,
  FieldType,
  RecordDraft,
  Row,
  RowContext,
  Values,
} from '../catalog.ts';
import { incompleteDecision } from '../decision-contents.rules.ts';
import { amountWarnings } from './amount-unit.rules.ts';
import { cellReader } from './cell-readers.rules.ts';
import { addFault, addWarning, type CellReader, type RowReading } from './cell-reading.ts';
import { cellsOfObject } from './cells-of-object.rules.ts';
import { isBlank } from './clean-text.rules.ts';
import { minorRow } from './minor-row.rules.ts';
import { policeRow } from './police-row.rules.ts';
import { sealedRow } from './sealed-row.rules.ts';
import { isLostNumber, isMarked, withoutMarks } from './spreadsheet-marks.rules.ts';

export type RowKey = Pick<RecordDraft, 'sourceNo' | 'businessKey'>;
type PlannedField = { field: Field; read: CellReader; isCode: boolean };

const CODES: ReadonlySet<FieldType> = new Set<FieldType>(['uscc', 'identity-no', 'document-no', 'code']);
const planOf = remembered((catalog: FieldTable): readonly PlannedField[] =>
  catalog.fields.map((field) => ({ field, read: cellReader(field), isCode: CODES.has(field.type) })),
);

// All faults of a row at once, so that one correction is enough.
export const assessRow = (catalog: Catalog, row: Row, context: RowContext): Assessment => {
  const seal = sealedRow(catalog, row.cells) ?? policeRow(catalog, row.cells, context);
  if (seal) return unkept(seal, row.warnings);
  const reading = readCells(catalog, row, context);
  const { values, faults, warnings } = reading;
  const minor = minorRow(catalog, { values, cells: row.cells }, context);
  if (minor) return unkept(minor, row.warnings);
  addRowFaults(faults, catalog.faults(values, context));
  if (faults.length > 0) return { ok: false, faults, warnings, keepsRow: true };
  if (catalog.warnings) warnings.push(...catalog.warnings(values, context));
  warnings.push(...amountWarnings(catalog, values));
  const draft = draftOf(catalog, values, context);
  if (draft.listing?.ended === null)
    warnings.push(...incompleteDecision(catalog, values, draft.subject.kind));
  if (Object.keys(reading.spelled).length === 0) return { ok: true, draft, warnings };
  return { ok: true, draft: { ...draft, spelled: reading.spelled }, warnings };
};

// Such a row leaves nothing but its number in the file.
const unkept = (fault: Fault, warnings: readonly Fault[] = []): Assessment => ({
  ok: false,
  faults: [fault],
  warnings,
  keepsRow: false,
});

// The cells of a row by the table's fields, with what is wrong with each.
export const readCells = (table: FieldTable, row: Row, context: CellContext): RowReading => {
  const reading: RowReading = {
    values: {},
    faults: row.faults ? [...row.faults] : [],
    failed: new Set(),
    warnings: row.warnings ? [...row.warnings] : [],
    spelled: {},
    context,
  };
  for (const planned of planOf(table)) readField(planned, row.cells[planned.field.name], reading);
  return reading;
};

// The key columns, and what kind of document the number in one of them is.
const keyPlanOf = remembered((catalog: Catalog): readonly PlannedField[] => {
  const keys = new Set([...catalog.businessKey, 'sourceNo']);
  const types = catalog.fields.flatMap(({ name, typedBy }) => (keys.has(name) && typedBy ? [typedBy] : []));
  const named = new Set([...keys, ...types]);
  return planOf(catalog).filter(({ field }) => named.has(field.name));
});

// The key of a row's record, read before the rest of the row; undefined where the key itself is faulty.
export const keyOfRow = (
  catalog: Catalog,
  { cells }: Pick<Row, 'cells'>,
  context: RowContext,
): RowKey | undefined => {
  const reading: RowReading = {
    values: {},
    faults: [],
    failed: new Set(),
    warnings: [],
    spelled: {},
    context,
  };
  for (const planned of keyPlanOf(catalog)) readField(planned, cells[planned.field.name], reading);
  return reading.faults.length > 0 ? undefined : keyOf(catalog, reading.values);
};

const keyOf = (catalog: Catalog, values: Values): RowKey => ({
  sourceNo: values.sourceNo ?? null,
  businessKey: catalog.businessKey.map((name) => keyPart(values[name] ?? '')),
});

// One record as JSON (PUT …/records): an unknown field is a fault.
export const assessFields = (
  catalog: Catalog,
  fields: Readonly<Record<string, unknown>>,
  context: RowContext,
): Assessment => assessRow(catalog, cellsOfObject(catalog, fields), context);

const readField = (planned: PlannedField, given: Cell | undefined, row: RowReading): void => {
  const { field } = planned;
  const cell = given && isMarked(given) ? withoutMarks(given, field.type) : given;
  if (cell?.kind === 'formula') addFault(row, field, 'cell.formula', formulaText(field));
  else if (cell === undefined || isBlank(cell.text)) {
    if (field.required) addFault(row, field, 'cell.required', `“${field.header}”必填，请补填。`);
  } else if (planned.isCode && (cell.kind === 'number' || isLostNumber(cell.text)))
    addFault(
      row,
      field,
      'cell.numeric-code',
      `“${field.header}”是数值，可能已丢失位数；请设为文本格式后重新填写。`,
    );
  else planned.read(cell, row);
  if (cell !== given && planned.isCode && !row.failed.has(field.name))
    addWarning(row, field, 'value.normalised', marksText(field));
};

const formulaText = ({ header }: Field) =>
  `“${header}”是公式或公式的错误值，请复制后“选择性粘贴为数值”并补齐内容，再上传。`;
const marksText = ({ header }: Field) =>
  `“${header}”带有表格软件的文本标记（撇号或等号引号），已去掉；请在源系统按纯文本导出。`;

// A column that already has a fault of its own needs no second one for what follows from it.
const addRowFaults = (faults: Fault[], found: readonly Fault[]): void => {
  if (found.length === 0) return;
  const spoken = new Set(faults.map(({ column }) => column));
  faults.push(...found.filter(({ column }) => !spoken.has(column)));
};

const draftOf = (catalog: Catalog, values: Values, context: RowContext): RecordDraft => {
  const fields: Record<string, string> = {};
  const personal: Record<string, string> = {};
  for (const { name, isPersonal } of catalog.fields) {
    const value = values[name];
    if (value !== undefined && name !== 'sourceNo') (isPersonal ? personal : fields)[name] = value;
  }
  const doubt = catalog.doubt?.(values, context);
  return {
    ...catalog.draft(values, context),
    ...keyOf(catalog, values),
    fields,
    personal,
    ...(doubt && { doubt }),
  };
};

const PLAIN_KEY = /^[\u4E00-\u9FA50-9A-Z()〔〕（）]*$/;

// 〔2026〕1号 and (2026)1号 are one document. The first way is the second one's shortcut for what nearly all keys
// look like.
const keyPart = (text: string): string =>
  PLAIN_KEY.test(text) ? text.replace(/[〔（]/g, '(').replace(/[〕）]/g, ')') : foldBrackets(foldText(text));
