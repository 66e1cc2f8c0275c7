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

// Only a row that bears the flag looks for its appeal: any other costs nothing.
export const appealSql = (flagged: string, recordId = 'record_id'): string =>
  `case when ${flagged}.appealed_at is not null then (
    select ${appealObjectSql('a', "a.state = 'stayed'", 'a.stay_document_no')}
    from appeals a where a.record_id = ${flagged}.${recordId} and a.state in (${OPEN})
      and ${isBearersCase('a', flagged)} order by a.id desc limit 1) end`;

type Appealed = { appeal?: AppealFact };

const isStayed = ({ appeal }: Appealed): boolean => (appeal?.stayDocumentNo ?? null) !== null;

const wordsOf = ({ kind, authority, caseNo }: AppealFact) =>
  `${appealKindWords[kind]}（${authority} ${caseNo}）`;

// An appeal alone changes no outcome; a decision whose execution is stayed bars nobody, and a person judges.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条
export const underAppeal = (hit: Hit, fact: Appealed, kind: 'listing' | 'record'): Hit => {
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
