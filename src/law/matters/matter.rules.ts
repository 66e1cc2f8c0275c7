import type { MatterKind, MatterList, Replacement } from './matter-columns.ts';

export type Matter = {
  code: string;
  name: string;
  // For which business the proof is asked; one name may be asked for several.
  item: string | null;
  department: string;
  basis: string;
  list: MatterList;
  kind: MatterKind;
  issuingUnit: string | null;
  replacement: Replacement | null;
  // How to do without, or why nothing takes the proof's place.
  replacementNote: string | null;
  riskClass: string | null;
  noticeText: string | null;
  commitmentText: string | null;
};

export type MatterRow = Matter & { isCommitmentAllowed: boolean; edition: number };

export type EditionCounts = { added: number; changed: number; removed: number };
export type EditionMode = 'append' | 'full' | 'dry-run';
export type EditionPlan = { added: Matter[]; changed: Matter[]; unchanged: number; removed: string[] };

// Mode `full` also takes out what the edition does not name.
export const planEdition = (
  current: readonly Matter[],
  said: readonly Matter[],
  mode: EditionMode,
): EditionPlan => {
  const old = new Map(current.map((matter) => [matter.code, matter]));
  const named = new Set(said.map(({ code }) => code));
  const plan: EditionPlan = {
    added: [],
    changed: [],
    unchanged: 0,
    removed: mode === 'full' ? [...old.keys()].filter((code) => !named.has(code)) : [],
  };
  for (const matter of said) {
    const was = old.get(matter.code);
    if (!was) plan.added.push(matter);
    else if (isSame(was, matter)) plan.unchanged += 1;
    else plan.changed.push(matter);
  }
  return plan;
};

const isSame = (one: Matter, other: Matter): boolean =>
  (Object.keys(other) as (keyof Matter)[]).every((name) => one[name] === other[name]);
