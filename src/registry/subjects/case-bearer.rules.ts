// A repair, dispute or appeal is its subject's: a row that gives the record to another leaves the case with
// the first.

/**
 * SQL: case c is about the subject who bears row b (a record or a listing) today, also through a merge.
 * Basis: 本市设定（主体更正后，原主体的异议、复议诉讼和修复不随信息转移）
 */
export const isBearersCase = (c: string, b: string): string =>
  `(${c}.origin_id = coalesce(${b}.origin_id, ${b}.subject_id)
    or exists (select 1 from subjects m where m.id = ${c}.origin_id and m.merged_into = ${b}.subject_id))`;

/** SQL: the same of the subject who bore record r at an instant. */
export const wasBearersCase = (c: string, r: string, at: string): string =>
  `(${c}.origin_id = coalesce(${r}.origin_id, ${r}.subject_id)
    or exists (select 1 from subjects m join subjects w on w.id = coalesce((
        select v.subject_id from record_versions v where v.record_id = ${r}.id and v.known_from <= ${at}
          and v.known_until > ${at} limit 1), ${r}.subject_id)
      where m.id = ${c}.origin_id and coalesce(m.merged_into, m.id) = coalesce(w.merged_into, w.id)))`;
