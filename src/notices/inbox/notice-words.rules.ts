// The Chinese words of wire values, as pages show them.
export const subscriptionStateWords = {
  pending: { word: '待验证', tone: 'warn' },
  active: { word: '生效中', tone: 'good' },
  paused: { word: '已暂停', tone: 'calm' },
  disabled: { word: '已停用', tone: 'bad' },
} as const;

export const channelWords = {
  webhook: '推送到本单位系统',
  pull: '由本单位系统主动拉取',
  inbox: '由工作人员在本系统查看、签收',
  file: '写入文件夹或存储桶',
} as const;

export const channelShort = { webhook: '推送', pull: '拉取', inbox: '页面签收', file: '文件' } as const;

export const categoryWords = { severe: '严重失信', honour: '守信激励' } as const;

export const askedTopicWords = {
  'credit.*': '名单变动',
  'credit.assistance.*': '协查请求和反馈',
  'audit.checkpoint': '审计检查点',
} as const;

export const formatWords = { xlsx: 'XLSX 电子表格', csv: 'CSV', ndjson: 'NDJSON（逐行 JSON）' } as const;

const pauseReasonWords: Readonly<Record<string, string>> = {
  asked: '按本单位要求暂停',
  'silent-for-five-days': '连续五日投递失败',
  'http-410': '接收地址答复已不存在（410）',
  'http-401': '接收地址拒绝接收（401）',
  'http-403': '接收地址拒绝接收（403）',
};
export const pauseReasonWord = (reason: string): string =>
  pauseReasonWords[reason] ?? faultWords[reason] ?? reason;

export const deliveryStateWords = {
  queued: { word: '排队中', tone: 'calm' },
  ready: { word: '待投递', tone: 'calm' },
  leased: { word: '投递中', tone: 'calm' },
  delivered: { word: '已送达', tone: 'good' },
  dead: { word: '未送达，已停止', tone: 'bad' },
  superseded: { word: '已被新通知替代', tone: 'calm' },
} as const;
export type DeliveryState = keyof typeof deliveryStateWords;

export const deliveryKindWords = {
  notice: '单条通知',
  digest: '汇总',
  ping: '连通测试',
  replay: '重新投递',
} as const;
export type DeliveryKind = keyof typeof deliveryKindWords;

export const faultWords: Readonly<Record<string, string>> = {
  'refused-address': '地址不在允许范围',
  dns: '域名无法解析',
  connect: '无法连接',
  tls: '证书或加密协商失败',
  certificate: '当前部署不能出示客户端证书',
  timeout: '超时未答复',
  reset: '连接被中断',
  'too-large': '答复内容过大',
  'place-missing': '文件夹或存储位置不存在',
  'place-unwritable': '文件夹或存储桶无法写入',
  unreadable: '登记系统内的通知正文无法打开，请与登记机构联系',
};

export const noticeSubjectWords = {
  organisation: '法人和非法人组织',
  'individual-business': '个体工商户',
  person: '自然人',
  government: '机关与事业单位',
} as const;

export const topicWords: Readonly<Record<string, string>> = {
  'credit.listing.created': '列入名单',
  'credit.listing.changed': '名单变更',
  'credit.listing.removed': '移出名单',
  'credit.honour.created': '列入守信名单',
  'credit.honour.removed': '移出守信名单',
  'credit.assistance.asked': '协查请求',
  'credit.assistance.answered': '协查反馈',
  'audit.checkpoint': '审计检查点',
};

export const resultWords = {
  executed: '已执行',
  'not-executed': '未执行',
  'not-applicable': '不适用',
  released: '已解除',
} as const;

// A delivery that was tried and has not arrived is what a person should look at.
export const isStuck = ({ state, attempt }: { state: DeliveryState; attempt: number }): boolean =>
  state === 'dead' || (state === 'ready' && attempt > 0);
