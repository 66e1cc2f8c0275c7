import { ownValue } from '../../kernel/own-keys.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { IdentifierDraft, RecordDraft } from '../../law/catalogs/catalog.ts';
import type { RowKey } from '../../law/catalogs/reading/assess-row.rules.ts';
import type { Key } from '../../registry/subjects/resolve.rules.ts';
import { keyOf } from '../../registry/subjects/subject-key.ts';
import type { EarlierRow } from './number-memory.ts';

export type KeyedIdentifier = Key;
export type Related = {
  role: 'operator' | 'legal-representative';
  name: string;
  identifier: KeyedIdentifier;
};
// A row that passed every gate, with all keys that the database is queried by. print: the row is known by it
// when it comes again. formerNo: the number that an older release derived from another spelling in the key.
// earlier: a row of the same file that has the number already.
export type PreparedRow = {
  rowNo: number | null;
  original: readonly string[] | null;
  draft: RecordDraft;
  warnings: readonly Fault[];
  print: string | null;
  earlier?: EarlierRow | undefined;
  // A later row near it that gives the number to another subject.
  later?: number;
  sourceNo: string;
  formerNo?: string;
  contentHash: string;
  identifiers: readonly [KeyedIdentifier, ...KeyedIdentifier[]];
  related: readonly Related[];
};
type Keys = { blindIndex(text: string): string };

export const prepareRow = (
  keys: Keys,
  catalog: string,
  row: Pick<PreparedRow, 'rowNo' | 'original' | 'draft' | 'warnings' | 'print' | 'earlier'>,
): PreparedRow => {
  const { spelled } = row.draft;
  const keyed = (identifier: IdentifierDraft): KeyedIdentifier => {
    const written = spelled && ownValue(spelled, identifier.code);
    return keyOf(keys, written === undefined ? identifier : { ...identifier, spelled: written });
  };
  const [first, ...more] = row.draft.subject.identifiers.map(keyed);
  if (!first) throw new Error('a draft without any identifier passed the gates');
  return {
    ...row,
    sourceNo: sourceNoOf(keys, catalog, row.draft),
    ...(spelled && { formerNo: formerNoOf(keys, catalog, { ...row.draft, spelled }) }),
    contentHash: contentHash(keys, row.draft),
    identifiers: [first, ...more],
    related: row.draft.subject.related.map(({ role, name, identifier }) => ({
      role,
      name,
      identifier: keyed(identifier),
    })),
  };
};

export const sourceNoOf = (keys: Keys, catalog: string, { sourceNo, businessKey }: RowKey): string =>
  sourceNo ?? derivedNo(keys, catalog, businessKey);

type Spelled = RowKey & { spelled: Readonly<Record<string, string>> };
const formerNoOf = (keys: Keys, catalog: string, { sourceNo, businessKey, spelled }: Spelled): string =>
  sourceNoOf(keys, catalog, {
    sourceNo,
    businessKey: businessKey.map((part) => ownValue(spelled, part) ?? part),
  });

// The number is keyed, because a business key may hold a person's number.
const derivedNo = (keys: Keys, catalog: string, businessKey: readonly string[]) =>
  `K${keys.blindIndex(JSON.stringify(['source-no', catalog, ...businessKey]))}`;

const sorted = (values: Readonly<Record<string, string>>) =>
  Object.keys(values)
    .sort()
    .map((name) => [name, values[name]]);

const contentHash = (
  keys: Keys,
  { businessKey: _, spelled: __, standing: ___, doubt: ____, fields, personal, ...draft }: RecordDraft,
): string => keys.blindIndex(JSON.stringify(['content', draft, sorted(fields), sorted(personal)]));

// Where one file names a key twice, the later row corrects the earlier: each wave holds a key once.
export const wavesOf = (rows: readonly PreparedRow[]): PreparedRow[][] => {
  const waves: PreparedRow[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const place = seen.get(row.sourceNo) ?? 0;
    seen.set(row.sourceNo, place + 1);
    waves[place] ??= [];
    waves[place].push(row);
  }
  return waves;
};
