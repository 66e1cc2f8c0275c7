import type { Day } from '../kernel/day.ts';
import type { IdentifierType } from '../kernel/identifiers.ts';
import type { Fault } from '../kernel/problems.ts';

export type FieldType =
  | 'text'
  | 'name'
  | 'day'
  | 'money'
  | 'choice'
  | 'choices'
  | 'uscc'
  | 'identity-no'
  | 'document-no'
  | 'code';

// One column. header is the Chinese name, nationalCode the column of the national exchange format (CF_XDR_MC …).
// isPersonal fields are kept only encrypted and never published.
export type Field = {
  name: string;
  header: string;
  nationalCode?: string;
  synonyms?: readonly string[];
  type: FieldType;
  required: boolean;
  maxLength?: number;
  values?: readonly string[];
  isPersonal?: boolean;
};

export type RecordClass = 'minor' | 'ordinary' | 'severe';
export type SubjectKind = 'organisation' | 'individual-business' | 'person' | 'government';
export type IdentifierDraft = { type: IdentifierType; code: string };

export type SubjectDraft = {
  kind: SubjectKind;
  name: string;
  identifiers: readonly IdentifierDraft[];
  related: readonly {
    role: 'operator' | 'legal-representative';
    name: string;
    identifier: IdentifierDraft;
  }[];
};

export type ListingDraft = {
  kind: 'severe' | 'honour';
  listedOn: Day;
  dueOn: Day | null;
  reason: string;
  ended: { on: Day; ground: string } | null;
};

// What a row that passes every gate becomes. fields has no person's number; personal is sealed before it is stored.
export type RecordDraft = {
  sourceNo: string;
  subject: SubjectDraft;
  documentNo: string | null;
  authorityName: string;
  authorityUscc: string | null;
  decidedOn: Day;
  class: RecordClass | null;
  publishedUntil: Day | null;
  retainedUntil: Day | null;
  fields: Readonly<Record<string, string>>;
  personal: Readonly<Record<string, string>>;
  listing: ListingDraft | null;
};

// text: a normalised cell by field name; number: an XLSX numeric cell, which a code column must refuse and a day column may read.
export type Cell = { text: string; kind: 'text' | 'number' | 'formula' };
export type RowCells = Readonly<Record<string, Cell>>;

export type RowContext = {
  today: Day;
  setting: (key: string) => number;
  agency: { name: string; uscc: string };
};

// keepsRow is false where nothing of the row may be kept: sealed 治安 penalties and forbidden columns (domain.md §10.1).
export type Assessment =
  | { ok: true; draft: RecordDraft; warnings: readonly Fault[] }
  | { ok: false; faults: readonly Fault[]; warnings: readonly Fault[]; keepsRow: boolean };

export type Catalog = {
  code: string;
  edition: number;
  name: string;
  category: string;
  nature: 'positive' | 'negative' | 'neutral';
  fields: readonly Field[];
  businessKey: readonly string[];
  opens: 'severe' | 'honour' | null;
  disclosure: 'public' | 'limited' | 'private';
  sharing: string;
  retentionSetting: string;
  updateFrequency: string;
  basis: string;
  // Reads the typed values of one row (already checked field by field) into a draft, or says what does not fit together.
  draft(
    values: Readonly<Record<string, string>>,
    context: RowContext,
  ):
    | { draft: Omit<RecordDraft, 'sourceNo'>; faults?: undefined }
    | { faults: readonly Fault[]; keepsRow?: boolean };
};
