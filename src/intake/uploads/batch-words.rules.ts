import type { BatchStatus } from './batch.rules.ts';

// The page's words for the values on the wire.
export const statusWords: Record<BatchStatus, { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }> = {
  uploading: { word: '上传中', tone: 'calm' },
  queued: { word: '排队等待', tone: 'calm' },
  running: { word: '处理中', tone: 'calm' },
  'awaiting-confirmation': { word: '待确认', tone: 'warn' },
  done: { word: '已完成', tone: 'good' },
  failed: { word: '未能处理', tone: 'bad' },
  cancelled: { word: '已取消', tone: 'calm' },
};

export const modeWords = {
  append: '追加或更正',
  full: '全量替换',
  'dry-run': '只校验，不入库',
} as const;

export const countWords = {
  rows: '总行数',
  accepted: '新增',
  corrected: '更正',
  unchanged: '无变化',
  held: '待核实',
  rejected: '退回',
  warnings: '提示',
} as const;

export const isUnderWay = (status: BatchStatus): boolean =>
  status === 'uploading' || status === 'queued' || status === 'running';
