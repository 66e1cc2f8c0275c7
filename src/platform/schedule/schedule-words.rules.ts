// The page's name of each job.
export const jobWords: Readonly<Record<string, string>> = {
  'seal-lines': '审计链封存',
  'checkpoint-trail': '审计检查点签名与存证',
  'tell-checkpoints': '向存证单位送达签名检查点',
  'tell-agencies': '通知协查的请求和反馈',
  'recall-checks': '核查结果追溯',
  'remind-assistance': '提醒将到期的协查',
  'expire-drafts': '清除当日未签署的承诺书',
  'forget-scans': '清除到期的授权书扫描件',
  'forget-answers': '清理重复请求记录',
  'forget-sessions': '清理过期登录',
  'forget-look-counts': '清理过往的查询次数',
  'work-batches': '处理报送文件',
  'poll-drop-sources': '查看文件夹与存储桶来源',
  'drop-old-originals': '清理到期原始文件',
  'end-due-listings': '名单到期移出',
  'end-due-records': '记录到期处理',
  'find-duplicates': '查找疑似重复主体',
  'respell-permits': '旧写法通行证补登终身号码',
  'release-removals': '等待期满的移出',
  'judge-feeds': '报送考核',
  'relay-events': '名单变动编号分发',
  'send-deliveries': '投递通知',
  'build-digest': '订阅汇总',
  'mend-deliveries': '投递修复',
  'reckon-dues': '案件期限计算',
  'settle-repairs': '修复解除确认',
  'publish-changes': '公示名单更新',
  'forget-gone-entries': '清理已移出的公示信息',
  'reckon-duties': '签收与反馈期限计算',
  'verify-index': '主体号码索引核验',
};

export const runResultWords = {
  waiting: { word: '已排上', tone: 'calm' },
  running: { word: '运行中', tone: 'calm' },
  done: { word: '成功', tone: 'good' },
  failed: { word: '失败', tone: 'bad' },
} as const;

export const durationText = (ms: number | null): string => {
  if (ms === null) return '—';
  if (ms < 1000) return `${ms} 毫秒`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} 秒` : `${Math.round(ms / 60_000)} 分钟`;
};
