import { day } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { Catalog, CatalogDraft, RowContext, Values } from '../catalog.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';

// from and documentNo name the columns with the day it holds from and the number it bears.
type About = Omit<Catalog, 'edition' | 'opens' | 'retentionSetting' | 'faults' | 'warnings' | 'draft'> & {
  from: string;
  documentNo?: string;
  faults?: (values: Values) => readonly Fault[];
  ended?: (values: Values) => CatalogDraft['ended'];
};

// A record that holds from its day until validTo, if it names one: until then it is published, from then on
// it is kept.
export const lastingRecord = ({ faults = subjectFaults, ...about }: About): Catalog => ({
  code: about.code,
  edition: 1,
  name: about.name,
  category: about.category,
  nature: about.nature,
  fields: about.fields,
  businessKey: about.businessKey,
  opens: null,
  disclosure: about.disclosure,
  sharing: about.sharing,
  retentionSetting: `retention.${about.nature}`,
  updateFrequency: about.updateFrequency,
  basis: about.basis,
  faults: (values) => [...faults(values), ...dayOrderFaults(about.fields, values, [[about.from, 'validTo']])],
  draft: (values, context) => lastingDraft(values, context, about),
});

const lastingDraft = (values: Values, context: RowContext, about: Omit<About, 'faults'>): CatalogDraft => {
  const decidedOn = day(values[about.from] ?? '');
  const validTo = values.validTo ? day(values.validTo) : null;
  return recordDraft(values, context, {
    subject: subjectOf(values),
    decidedOn,
    documentNo: about.documentNo && values[about.documentNo],
    publishedUntil: validTo,
    keptFrom: validTo ?? decidedOn,
    retentionSetting: `retention.${about.nature}`,
    ended: about.ended?.(values) ?? null,
  });
};
