import { type IdentifierWarning, identifierWarningText } from '../../../kernel/identifier-faults.ts';
import { checkIdentifier, type IdentifierCheck } from '../../../kernel/identifiers.ts';
import type { Field } from '../catalog.ts';
import { documentTypes } from '../document-types.ts';
import { addFault, addWarning, type CellReader, type RowReading } from './cell-reading.ts';
import { cleanText } from './clean-text.rules.ts';
import { codeTypeOf } from './subject-of-row.rules.ts';

// Feeds write these for an individual business without a credit code.
const NO_USCC = '00000000000000000X';

const warned = (row: RowReading, field: Field, warnings: readonly IdentifierWarning[]): void => {
  for (const code of warnings) addWarning(row, field, code, identifierWarningText[code]);
};

const keep = (row: RowReading, field: Field, typed: string, check: IdentifierCheck): string | undefined => {
  if (!check.ok) {
    for (const { code, message, hint } of check.faults) addFault(row, field, code, message + (hint ?? ''));
    row.values[field.name] = typed;
    return undefined;
  }
  const { code, warnings, spelled } = check.value;
  if (spelled !== undefined) row.spelled[code] = spelled;
  warned(row, field, warnings);
  if (code !== typed && warnings.length === 0)
    addWarning(
      row,
      field,
      'value.normalised',
      `“${field.header}”含小写、全角或空白字符，已规范为标准写法，请在源系统改正。`,
    );
  row.values[field.name] = code;
  return code;
};

// The agency's own code stands in every row of its file: it is known to be right.
export const usccReader =
  (field: Field): CellReader =>
  ({ text }, row) => {
    const { agency, today } = row.context;
    if (field.isOwn && text === agency.uscc) {
      row.values[field.name] = text;
      return;
    }
    const typed = cleanText(text);
    if (typed.toUpperCase() === NO_USCC && !field.required) return;
    const code = keep(row, field, typed, checkIdentifier('uscc', typed, { today }));
    if (!field.isOwn || code === undefined || code === agency.uscc || agency.former?.includes(code)) return;
    const message = `“${field.header}”不是本单位的统一社会信用代码；只能以本单位名义报送，请改正或由该单位自行报送。`;
    addFault(row, field, 'row.not-your-authority', message);
  };

// The kind of document stands in another column, which is read first.
export const identityReader =
  (field: Field): CellReader =>
  ({ text }, row) => {
    const typed = cleanText(text);
    if (field.typedBy && row.failed.has(field.typedBy)) {
      row.values[field.name] = typed;
      return;
    }
    const told = row.values[field.typedBy ?? ''];
    const type = documentTypes[told ?? ''] ?? codeTypeOf(told);
    keep(row, field, typed, checkIdentifier(type, typed, { today: row.context.today }));
  };
