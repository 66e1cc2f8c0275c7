import type { Fault } from '../../../kernel/problems.ts';
import type { Catalog, Values } from '../catalog.ts';

export const faultAt = (column: string, code: string, message: string): Fault => ({ column, code, message });

export const headerOf = (fields: Catalog['fields'], name: string): string =>
  fields.find((field) => field.name === name)?.header ?? name;

// Every pair of days that must not run backwards.
export const dayOrderFaults = (
  fields: Catalog['fields'],
  values: Values,
  pairs: readonly (readonly [earlier: string, later: string])[],
): Fault[] =>
  pairs.flatMap(([earlier, later]) => {
    const [from, to] = [values[earlier], values[later]];
    if (!from || !to || from <= to) return [];
    const message = `“${headerOf(fields, later)}”早于“${headerOf(fields, earlier)}”，请核对两个日期。`;
    return [faultAt(headerOf(fields, later), 'row.day-order', message)];
  });

export const missingFault = (fields: Catalog['fields'], name: string, when: string): Fault =>
  faultAt(headerOf(fields, name), 'cell.required', `${when}，“${headerOf(fields, name)}”必填，请补填。`);
