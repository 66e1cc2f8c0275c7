import type { RecordClass } from './catalog.ts';
import { findCatalog } from './catalog-list.ts';

type ClassFrom = 'authority' | 'mapping';
type Classed = { catalog: string; class: string | null; fields: Readonly<Record<string, unknown>> };

// A list's authority gives the class by listing; a penalty's by the column 失信程度. Without it the settings gave
// it.
// Basis: 国办发〔2025〕22号第二条
export const classFrom = ({ catalog, class: weight, fields }: Classed): ClassFrom | null => {
  if (weight === null) return null;
  return fields.severity || findCatalog(catalog)?.opens === 'severe' ? 'authority' : 'mapping';
};

export const classWords: Readonly<Record<RecordClass, string>> = {
  minor: '轻微',
  ordinary: '一般',
  severe: '严重',
};

export const classFromWords: Readonly<Record<ClassFrom, string>> = {
  authority: '由认定单位认定',
  mapping: '报送数据未载明，按本市设定对应',
};
