import { isBearersCase } from '../../registry/subjects/case-bearer.rules.ts';
import { type AppealKind, appealStates, isOpenAppeal } from '../../remedy/appeals/appeal.rules.ts';
import { appealKindWords } from '../../remedy/appeals/appeal-words.rules.ts';
import type { CheckReason, Hit } from './check.rules.ts';

// An open appeal about a fact. stayDocumentNo: execution is stayed by it.
export type AppealFact = {
  kind: AppealKind;
  authority: string;
  caseNo: string;
  startedOn: string;
  stayDocumentNo: string | null;
};

const OPEN = appealStates
  .filter(isOpenAppeal)
  .map((state) => `'${state}'`)
  .join(', ');

export const appealObjectSql = (appeal: string, isStayed: string, stayDocumentNo: string): string =>
  `json_build_object('kind', ${appeal}.kind, 'authority', ${appeal}.authority, 'caseNo', ${appeal}.case_no,
    'startedOn', ${appeal}.started_on, 'stayDocumentNo', case when ${isStayed} then ${stayDocumentNo} end)`;

export type Appealed = { recordId: number; originId: number | null; subjectId: number };

// SQL: what a row that bears the flag tells of itself, so that its appeal is found.
export const appealedSql = (flagged: string, recordId = 'record_id'): string =>
  `case when ${flagged}.appealed_at is not null then json_build_object('recordId', ${flagged}.${recordId},
    'originId', ${flagged}.origin_id, 'subjectId', ${flagged}.subject_id) end`;

// SQL: the open appeal about each row (at, record_id, origin_id, subject_id) of b.
export const appealsSql = (b: string): string => `select b.at as place, 'appeal' as part, c.fact
  from ${b} cross join lateral (
    select ${appealObjectSql('a', "a.state = 'stayed'", 'a.stay_document_no')} as fact
    from appeals a where a.record_id = b.record_id and a.state in (${OPEN})
      and ${isBearersCase('a', 'b')} order by a.id desc limit 1) c`;

type MaybeAppealed = { appeal?: AppealFact };

const isStayed = ({ appeal }: MaybeAppealed): boolean => (appeal?.stayDocumentNo ?? null) !== null;

const wordsOf = ({ kind, authority, caseNo }: AppealFact) =>
  `${appealKindWords[kind]}（${authority} ${caseNo}）`;

// An appeal alone changes no outcome; a decision whose execution is stayed bars nobody, and a person judges.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条
export const underAppeal = (hit: Hit, fact: MaybeAppealed, kind: 'listing' | 'record'): Hit => {
  const { appeal } = fact;
  if (!appeal) return hit;
  const { reason } = hit;
  if (!isStayed(fact)) {
    const text = `${reason.text}（${wordsOf(appeal)}审理中，未停止执行）`;
    return { ...hit, reason: { ...reason, text, isUnderAppeal: true } };
  }
  const stayed: CheckReason = {
    ...reason,
    code: `${kind}.stayed`,
    text: `${reason.text}（${wordsOf(appeal)}期间停止执行，${appeal.stayDocumentNo}）`,
    restore: '停止执行期间不得据此拒绝：请人工复核，并核对停止执行的文书；恢复执行或者办结后请重新核查。',
    isUnderAppeal: true,
    isStayed: true,
  };
  return { outcome: hit.outcome === 'ineligible' ? 'review' : hit.outcome, reason: stayed };
};
