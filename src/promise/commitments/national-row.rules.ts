import type { Day } from '../../kernel/day.ts';
import type { CommitmentState } from './commitment.rules.ts';
import { LIABILITY, type PromiseKind, type Promisor } from './commitment-text.rules.ts';

export const kindWords: Readonly<Record<PromiseKind, string>> = {
  organisation: '法人及非法人组织',
  'individual-business': '个体工商户',
  person: '自然人',
};
const CONTENT_MAX = 4000;
const MATTER_MAX = 512;

export type NationalFacts = {
  no: string;
  state: CommitmentState;
  kind: PromiseKind;
  promisor: Promisor;
  matterName: string;
  commitmentText: string;
  madeOn: Day;
  disclosure: string;
  agency: { name: string; uscc: string };
};

// A promise that is handled and not yet verified is neither kept nor broken.
const fulfilmentOf = (state: CommitmentState): string => (state === 'verified' ? '全部履行' : '履行中');

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

// The twenty columns of the national exchange template as the catalogue credit-commitment names them; those of
// a breach are filled by the authority that decides on it.
// Basis: 信用承诺数据归集标准（20 项）
export const nationalRow = (facts: NationalFacts): Record<string, string> => ({
  sourceNo: facts.no,
  subjectName: facts.promisor.name,
  subjectKind: kindWords[facts.kind],
  idNo: facts.promisor.code,
  commitmentType: '证明事项型',
  matter: shortened(`以告知承诺代替：${facts.matterName}`, MATTER_MAX),
  content: shortened(facts.commitmentText.trim(), CONTENT_MAX),
  liability: LIABILITY,
  madeOn: facts.madeOn,
  fulfilment: fulfilmentOf(facts.state),
  authorityName: facts.agency.name,
  authorityUscc: facts.agency.uscc,
  disclosure: facts.disclosure,
});
