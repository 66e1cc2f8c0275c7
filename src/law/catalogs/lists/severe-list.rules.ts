import type { Catalog, Values } from '../catalog.ts';
import { unstatedRemoval, withRemovalGround } from './removal-fields.ts';
import { severeFaults, severeRow } from './severe-row.rules.ts';

type About = Pick<Catalog, 'code' | 'name' | 'fields' | 'businessKey' | 'updateFrequency' | 'basis'> &
  Partial<Pick<Catalog, 'sharing' | 'faults' | 'concerns' | 'bars' | 'disclosure' | 'decisionStates'>> & {
    orders?: readonly (readonly [earlier: string, later: string])[];
    // The end that a row names for itself, where it may.
    until?: (values: Values) => string | undefined;
    // The setting with the term; null: none is known, the listing lasts until its row or its authority ends
    // it.
    term?: ((values: Values) => string) | null;
  };

// Basis: 国办发〔2020〕49号第（八）项（依据、惩戒措施、移出条件和程序、救济措施）；责任人为本市设定（待核）
const DECISION = ['legalBasis', 'measuresNote', 'removalConditions', 'remedy', 'legalRepresentative'];

// A list of the severely discredited under the common rules: open to all except for a person's number, for
// its term of the settings.
// Basis: 国办发〔2020〕49号
export const severeList = ({ orders, until, term, ...about }: About): Catalog => ({
  code: about.code,
  edition: 1,
  name: about.name,
  category: '严重失信主体名单信息',
  nature: 'negative',
  fields: withRemovalGround(about.code, about.fields),
  businessKey: about.businessKey,
  decisionStates: about.decisionStates ?? DECISION,
  opens: 'severe',
  disclosure: about.disclosure ?? 'public',
  ...(about.concerns && { concerns: about.concerns }),
  ...(about.bars && { bars: about.bars }),
  sharing: about.sharing ?? '政务共享，可向社会公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: about.updateFrequency,
  basis: about.basis,
  faults: about.faults ?? ((values) => severeFaults(about.fields, values, orders)),
  warnings: unstatedRemoval,
  draft: (values, context) =>
    severeRow(values, context, {
      list: about.code,
      term: term === null ? null : (term?.(values) ?? `list.${about.code}.term`),
      until: until?.(values),
    }),
});
