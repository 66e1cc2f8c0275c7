import type { Tone } from '../../platform/web/pieces.view.tsx';
import type {
  ComplaintEvent,
  ComplaintKind,
  ComplaintState,
  ComplaintWay,
  LetterKind,
} from './complaint.rules.ts';

// told: all that who complained reads of it; a sentence of ours, so that it names nobody.
export const complaintStateWords: Record<ComplaintState, { word: string; tone: Tone; told: string }> = {
  received: { word: '已收到，待受理', tone: 'warn', told: '投诉已收到，正在审查是否属于受理范围。' },
  accepted: { word: '已受理', tone: 'warn', told: '投诉已受理，正在办理。' },
  forwarded: { word: '已转送', tone: 'calm', told: '所反映的事项不属本系统受理，已转送有权处理的机关。' },
  asked: { word: '已交办，待答复', tone: 'warn', told: '已向被投诉单位交办，正在等待答复。' },
  answered: { word: '单位已答复', tone: 'warn', told: '被投诉单位已答复，正在核实。' },
  found: { word: '查实', tone: 'bad', told: '经查，所反映的情况属实，正在处理。' },
  unfounded: { word: '不属实，已办结', tone: 'calm', told: '经查，未能认定所反映的情况，已办结。' },
  ordered: { word: '已责令整改', tone: 'warn', told: '经查属实，已通报并责令限期整改。' },
  reported: { word: '已报整改，待确认', tone: 'warn', told: '经查属实，单位已报告整改情况，正在确认。' },
  mended: { word: '已整改，已办结', tone: 'good', told: '经查属实，已整改到位，已办结。' },
  transferred: { word: '已转办，已办结', tone: 'calm', told: '经查属实，已转有权机关依纪依法处理。' },
};

export const complaintKindWords: Readonly<Record<ComplaintKind, string>> = {
  'proof-demanded': '仍索要已取消或可以承诺代替的证明',
  'promise-refused': '符合条件而不受理告知承诺',
  'false-promise': '举报他人承诺不实',
  misuse: '违规查询、使用信用信息',
  conduct: '服务态度、办理作风',
  other: '其他',
};

export const complaintWayWords: Readonly<Record<ComplaintWay, string>> = {
  web: '网上',
  hotline: '热线',
  api: '接口',
};

export const complaintStepWords: Readonly<Record<ComplaintEvent | 'file', string>> = {
  file: '收到',
  accept: '受理',
  forward: '转送',
  ask: '交办',
  answer: '单位答复',
  find: '查实',
  dismiss: '认定不属实',
  order: '通报并责令整改',
  report: '单位报告整改',
  mend: '确认整改',
  transfer: '转办',
};

export const letterWords: Readonly<Record<LetterKind, string>> = {
  forward: '投诉举报转送函',
  ask: '投诉举报交办单',
  order: '责令整改通知书',
  transfer: '转办通知书',
};

export const DISCIPLINE = '纪检监察机关';
