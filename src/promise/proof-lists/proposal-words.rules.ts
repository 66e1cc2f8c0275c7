import type { Tone } from '../../platform/web/pieces.view.tsx';
import type { Office, ProposalState } from './matter-proposal.rules.ts';

export const proposalStateWords: Record<ProposalState, { word: string; tone: Tone }> = {
  draft: { word: '草拟', tone: 'calm' },
  submitted: { word: '审核中', tone: 'warn' },
  commenting: { word: '征求意见', tone: 'warn' },
  published: { word: '已公布', tone: 'good' },
  returned: { word: '已退回', tone: 'bad' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};

// Basis: 本市设定：实施方案“七个一律”（文号待录入）
export const groundWords = {
  'no-legal-basis': '没有法律法规依据的，一律取消',
  'own-documents': '能通过申请人现有证照证明的，一律取消',
  'written-promise': '能以申请人书面承诺解决的，一律取消',
  'other-materials': '能被其他材料涵盖或者替代的，一律取消',
  'online-check': '能通过网络核验的，一律取消',
  'between-departments': '能由部门之间核实、共享的，一律取消',
  'issuer-cannot-verify': '开具单位无法调查核实的，一律取消',
} as const;
export const fateWords = { retain: '保留', cancel: '取消', promise: '实行告知承诺' } as const;
export const partyWords = { person: '自然人', organisation: '法人和其他组织', both: '均适用' } as const;
export const officeWords: Record<Office, string> = {
  legal: '司法行政（法制）机构',
  'service-centre': '政务服务机构',
};
export const stanceWords = { agree: '同意', disagree: '不同意' } as const;

export type Ground = keyof typeof groundWords;
export type ProofFate = keyof typeof fateWords;
export type Party = keyof typeof partyWords;
export type Stance = keyof typeof stanceWords;
