import type { Catalog, Values } from '../catalog.ts';
import { severeFaults, severeRow } from './severe-row.rules.ts';

type About = Pick<Catalog, 'code' | 'name' | 'fields' | 'businessKey' | 'updateFrequency' | 'basis'> &
  Partial<Pick<Catalog, 'sharing' | 'faults' | 'concerns' | 'bars' | 'disclosure'>> & {
    orders?: readonly (readonly [earlier: string, later: string])[];
    // The end that a row names for itself, where it may.
    until?: (values: Values) => string | undefined;
    // The setting with the term; null: none is known, the listing lasts until its row or its authority ends it.
    term?: ((values: Values) => string) | null;
  };

// A list of the severely discredited under the common rules: open to all but for a person's number, for its
// term of the settings.
// Basis: 国办发〔2020〕49号
export const severeList = ({ orders, until, term, ...about }: About): Catalog => ({
  code: about.code,
  edition: 1,
  name: about.name,
  category: '严重失信主体名单信息',
  nature: 'negative',
  fields: about.fields,
  businessKey: about.businessKey,
  opens: 'severe',
  disclosure: about.disclosure ?? 'public',
  ...(about.concerns && { concerns: about.concerns }),
  ...(about.bars && { bars: about.bars }),
  sharing: about.sharing ?? '政务共享，可向社会公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: about.updateFrequency,
  basis: about.basis,
  faults: about.faults ?? ((values) => severeFaults(about.fields, values, orders)),
  draft: (values, context) =>
    severeRow(values, context, {
      term: term === null ? null : (term?.(values) ?? `list.${about.code}.term`),
      until: until?.(values),
    }),
});
