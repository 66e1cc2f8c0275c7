import type { SubjectKind } from '../../kernel/identifiers.ts';
import type { TextSeal } from '../../platform/keys/sealed-text.ts';

type Keys = Pick<TextSeal, 'sealText'>;

/**
 * A name as the tables keep it: a natural person's is sealed where it stands, a firm's and a shop's stay open.
 * Basis: 个人信息保护法第五十一条（加密等安全技术措施）
 */
export const filedName = (vault: Keys, { kind, name }: { kind: SubjectKind; name: string }): string =>
  kind === 'person' ? vault.sealText(name) : name;

// Columns with the name of the record's subject, and columns that name a person, or somebody who may be one,
// whoever the subject is. All others of type `name` are an authority's, a court's or a unit's.
const OF_SUBJECT = ['subjectName', 'counterpartName'];
export const OF_PERSONS = ['legalRepresentative', 'pledgee', 'partyAName'];

/** A record's columns as they are kept. */
export const filedFields = (
  vault: Keys,
  kind: SubjectKind,
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const sealed = (kind === 'person' ? [...OF_SUBJECT, ...OF_PERSONS] : OF_PERSONS).flatMap((column) => {
    const text = fields[column];
    return text ? [[column, vault.sealText(text)] as const] : [];
  });
  return sealed.length > 0 ? { ...fields, ...Object.fromEntries(sealed) } : fields;
};
