import { addMonths, day } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { CatalogDraft, Field, RowContext, SubjectDraft, Values } from '../catalog.ts';
import { severeDraft } from '../reading/draft-of-row.rules.ts';
import { oldIdentifiers } from '../reading/old-identifiers.rules.ts';
import { dayOrderFaults, missingFault } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { responsibleFaults } from '../records/responsible-fields.ts';

type Order = readonly [earlier: string, later: string];

// Faults between the columns of a decision to list.
export const severeFaults = (
  fields: readonly Field[],
  values: Values,
  orders: readonly Order[] = [],
): Fault[] => [
  ...subjectFaults(values),
  ...responsibleFaults(fields, values),
  ...removalFaults(fields, values),
  ...dayOrderFaults(fields, values, [['listedOn', 'removedOn'], ...orders]),
];

export const removalFaults = (fields: readonly Field[], values: Values): Fault[] =>
  (values.removalReason || values.removalGround) && !values.removedOn
    ? [missingFault(fields, 'removedOn', '填写了移出原因或者移出事由')]
    : [];

// until: the end that the decision itself names; else the term of the settings runs from the listing.
export const severeRow = (
  values: Values,
  context: RowContext,
  about: { list: string; term: string | null; until?: string | undefined; subject?: SubjectDraft },
): CatalogDraft => {
  const listedOn = day(values.listedOn ?? '');
  const until = about.until ? day(about.until) : undefined;
  return severeDraft(values, context, {
    list: about.list,
    subject: about.subject ?? subjectOf(values, oldIdentifiers(values, context.today)),
    documentNo: values.documentNo,
    listedOn,
    dueOn: until ?? (about.term === null ? null : addMonths(listedOn, context.setting(about.term))),
    measuresUntil: until,
    reason: values.reason ?? '',
    removedOn: values.removedOn ? day(values.removedOn) : undefined,
    removalReason: values.removalReason,
  });
};
