import type { Fault } from '../../kernel/problems.ts';
import type { Catalog } from './catalog.ts';

type Stating = Pick<Catalog, 'fields' | 'decisionStates'>;
type Said = Readonly<Record<string, unknown>>;

// The columns that a decision against such a subject fills; nobody answers for a person but himself.
export const statesOf = ({ fields, decisionStates = [] }: Stating, kind: string) =>
  fields.filter(
    ({ name, ofOrganisations }) => decisionStates.includes(name) && !(ofOrganisations && kind === 'person'),
  );

// Headers of what the decision leaves unsaid.
export const leftUnsaid = (catalog: Stating, said: Said, kind: string): string[] =>
  statesOf(catalog, kind).flatMap(({ name, header }) => (said[name] ? [] : [header]));

// The listing counts all the same: its authority decided, and may send the rest.
// Basis: 国办发〔2020〕49号第（八）项：列入决定应当告知事由、依据、惩戒措施、移出条件和程序以及救济措施
export const incompleteDecision = (catalog: Stating, said: Said, kind: string): Fault[] => {
  const missing = leftUnsaid(catalog, said, kind);
  if (missing.length === 0) return [];
  const message = `本行照收，但未载明：${missing.join('、')}。列入决定应当写明这些内容，请按决定书补齐后重报。`;
  return [{ code: 'row.decision-incomplete', message }];
};
