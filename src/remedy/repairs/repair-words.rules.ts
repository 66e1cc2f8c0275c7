import type { RepairState, RepairStep } from './repair.rules.ts';

export const repairStateWords: Record<RepairState, { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }> =
  {
    submitted: { word: '待受理', tone: 'warn' },
    accepted: { word: '已受理', tone: 'warn' },
    rejected: { word: '不予受理', tone: 'calm' },
    refused: { word: '不予修复', tone: 'bad' },
    withdrawn: { word: '已撤回', tone: 'calm' },
    syncing: { word: '已修复，待各单位确认解除', tone: 'good' },
    completed: { word: '已办结', tone: 'good' },
    restored: { word: '虚假材料，已恢复', tone: 'bad' },
  };

export const repairStepWords: Record<RepairStep | 'apply', string> = {
  apply: '申请',
  supply: '补收材料',
  accept: '受理',
  reject: '不予受理',
  extend: '延长办理期限',
  grant: '准予修复',
  refuse: '不予修复',
  withdraw: '撤回申请',
  complete: '各单位已确认解除',
  restore: '撤销修复，恢复原信息',
};

// Basis: 国办发〔2025〕22号（不予修复的告知理由和救济途径）
export const REMEDY = '对处理结果不服的，可以提出异议，或者依法申请行政复议、提起行政诉讼。';
