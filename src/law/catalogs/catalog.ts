import type { Day } from '../../kernel/day.ts';
import type { IdentifierType, SubjectKind } from '../../kernel/identifiers.ts';
import type { Fault } from '../../kernel/problems.ts';

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
  | 'country'
  | 'code';

// One column. header is the Chinese name, nationalCode the column of the national exchange format (CF_XDR_MC
// …). requiredWhen says in words what `faults` of the catalogue demands. aliases: other spellings of a value,
// among them feeds' codes. typedBy names the field with the document type of an identity-no. isPast: a day
// that cannot lie ahead. isOwn: the uploading agency's own code, no other. isPersonal: kept only encrypted,
// never published. isOpen: a word beside `values` is kept as written, and judged where the row is taken.
// shown: the words for `values` that are codes. ofOrganisations: not asked of a person. dates: the day of the
// act, or of the decision. isOfOther: the number of somebody beside the subject. example fills the template's
// one row.
export type Field = {
  name: string;
  header: string;
  nationalCode?: string;
  synonyms?: readonly string[];
  type: FieldType;
  required: boolean;
  requiredWhen?: string;
  maxLength?: number;
  values?: readonly string[];
  aliases?: Readonly<Record<string, string>>;
  typedBy?: string;
  isPast?: boolean;
  isOwn?: boolean;
  isPersonal?: boolean;
  isOpen?: boolean;
  shown?: readonly string[];
  ofOrganisations?: boolean;
  dates?: 'act' | 'decision';
  isOfOther?: boolean;
  example?: string;
};

export type RecordClass = 'minor' | 'ordinary' | 'severe';
export type IdentifierDraft = { type: IdentifierType; code: string; country?: string };

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
  // The day on which the measures end; absent: they end with the listing.
  measuresUntil?: Day;
  reason: string;
  ended: ({ on: Day; state: 'expired' | 'repaired' | 'revoked'; ground: string } & StatedRemoval) | null;
};

// The reason a row gives for the end of its listing: a code of removal-grounds.ts, or its own words; absent:
// nothing.
export type StatedRemoval = { removal?: string; correctedOn?: Day };

// The record that comes of a row without faults. fields has no person's number; personal is sealed before it
// is stored. spelled: a number's other spelling by the number, as the row has it. ended: the row itself says
// that the promise was made good (repaired) or the decision revoked (withdrawn); standing: the days that the
// record would have without that end. sourceNo is null where the row gives none; the registry then derives
// one from the business key (keyed, never readable).
export type RecordDraft = {
  sourceNo: string | null;
  businessKey: readonly string[];
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
  spelled?: Readonly<Record<string, string>>;
  listing: ListingDraft | null;
  ended: ({ on: Day; state: 'repaired' | 'withdrawn'; ground: string } & StatedRemoval) | null;
  standing?: { publishedUntil: Day | null; retainedUntil: Day | null };
  // Present only where the row must wait for the registrar.
  doubt?: Fault;
};

// number: an XLSX or JSON number, which a code column must refuse and a day column may read.
export type Cell = { text: string; kind: 'text' | 'number' | 'formula' };
// By field name; a field without a cell is blank.
export type RowCells = Readonly<Record<string, Cell>>;
// faults and warnings: what the reader already found (a cell too many, a forbidden column).
export type Row = { cells: RowCells; faults?: readonly Fault[]; warnings?: readonly Fault[] };

// former: the codes of agencies whose duties this one took over; their decisions bear their codes.
export type CellContext = {
  today: Day;
  agency: { name: string; uscc: string; former?: readonly string[] };
};
export type RowContext = CellContext & { setting: (key: string) => number };

// keepsRow is false where nothing of the row may be kept: sealed 治安 penalties, minors.
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
  // Absent: anybody's. Its silence says nothing about an applicant whom it cannot concern.
  concerns?: 'persons' | 'organisations';
  // Subjects whom the list's own rule leaves out.
  bars?: readonly SubjectKind[];
  sharing: string;
  retentionSetting: string;
  // A live record of it says by itself that the behaviour has not been corrected.
  isUncorrectedWhileLive?: true;
  updateFrequency: string;
  basis: string;
  // Faults between cells. It runs even where single cells failed: their values are then absent, a code stays
  // as typed.
  faults(values: Values, context: RowContext): readonly Fault[];
  warnings?(values: Values, context: RowContext): readonly Fault[];
  // Names the columns that a decision of the list must state; a row that leaves one blank is taken and
  // warned.
  decisionStates?: readonly string[];
  // A row without faults that the registrar must see first: it is held, or refused as a correction.
  doubt?(values: Values, context: RowContext): Fault | undefined;
  // Only for a row without faults.
  draft(values: Values, context: RowContext): CatalogDraft;
};

// By field name, normalised: days YYYY-MM-DD, money a plain decimal, codes upper case; a blank is absent.
export type Values = Readonly<Record<string, string | undefined>>;
export type CatalogDraft = Omit<RecordDraft, 'sourceNo' | 'businessKey' | 'fields' | 'personal' | 'doubt'>;

// The part of a catalogue that a header or a cell is read by.
export type FieldTable = Pick<Catalog, 'fields'>;
