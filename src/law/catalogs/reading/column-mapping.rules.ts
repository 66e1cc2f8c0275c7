import type { Fault } from '../../../kernel/problems.ts';
import { normaliseHeader } from '../../../kernel/text.ts';
import type { Catalog, Field } from '../catalog.ts';
import { fieldNamed, shown } from './field-names.rules.ts';
import { isForbiddenColumn } from './forbidden-columns.rules.ts';

// As the agency gave it: its own header → our field, or null for a column that we are to ignore.
export type MappedColumns = Readonly<Record<string, string | null>>;
// The same, ready to be asked: by folded header.
export type ColumnMapping = ReadonlyMap<string, Field | null>;

// A field that a later edition of the catalogue dropped is as if it had never been mapped.
export const columnMapping = (catalog: Catalog, columns: MappedColumns): ColumnMapping =>
  new Map(
    Object.entries(columns).flatMap(([header, name]) => {
      const field = name === null ? null : fieldNamed(catalog, name);
      return field === undefined ? [] : [[normaliseHeader(header), field] as const];
    }),
  );

// Field names as we spell them, whatever of the field's names the agency gave.
export const canonicalColumns = (catalog: Catalog, columns: MappedColumns): MappedColumns =>
  Object.fromEntries(
    Object.entries(columns).map(([header, name]) => [
      header.trim(),
      name === null ? null : (fieldNamed(catalog, name)?.name ?? name),
    ]),
  );

export const mappingFaults = (catalog: Catalog, columns: MappedColumns): Fault[] => {
  const seen = new Set<string>();
  return Object.entries(columns).flatMap(([header, name], place) => {
    const normal = normaliseHeader(header);
    const why = columnFault(catalog, header, name) ?? (seen.has(normal) ? DOUBLED : undefined);
    seen.add(normal);
    if (!why) return [];
    const message = `“${shown(header)}”：${why.message}`;
    return [{ pointer: `/columns/${pointerPart(header, place)}`, code: why.code, message }];
  });
};

type Why = { code: string; message: string };

const LONG_NUMBER = /[\d０-９]{11}/;
const DOUBLED: Why = { code: 'mapping.doubled', message: '同一列名给出了不止一次，请只保留一个。' };
const NO_HEADER: Why = {
  code: 'mapping.not-a-header',
  message: '这不是列名（为空，或含有很长的号码）；请填写表头中的列名，不要填写数据。',
};
const FORBIDDEN: Why = {
  code: 'mapping.forbidden',
  message: '该列属于不得归集的个人信息，不能对应到任何字段；可设为 null，系统本来也会丢弃。',
};

const columnFault = (catalog: Catalog, header: string, name: string | null): Why | undefined => {
  if (normaliseHeader(header) === '' || LONG_NUMBER.test(header)) return NO_HEADER;
  if (name === null) return undefined;
  const field = fieldNamed(catalog, name);
  if (!field)
    return {
      code: 'mapping.field',
      message: '目录中没有这个字段，请用 GET /api/v1/catalogs/{code} 查看字段名。',
    };
  const own = fieldNamed(catalog, header);
  if (!own && isForbiddenColumn(header)) return FORBIDDEN;
  if (!own || own === field || !isOwnHeader(own, header)) return undefined;
  return {
    code: 'mapping.known-header',
    message: `“${own.header}”本就是目录的列名，不能改作“${field.header}”。`,
  };
};

// The catalogue's own names mean one thing everywhere, so that an error file can always be read back.
const isOwnHeader = (field: Field, header: string): boolean =>
  [field.name, field.header, field.nationalCode ?? ''].some(
    (text) => normaliseHeader(text) === normaliseHeader(header),
  );

const pointerPart = (header: string, place: number): string =>
  LONG_NUMBER.test(header) ? String(place) : header.replaceAll('~', '~0').replaceAll('/', '~1');
