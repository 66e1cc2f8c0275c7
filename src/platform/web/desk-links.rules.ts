import type { Permission } from '../door/permissions.ts';

type DeskLinkRow = { permission: Permission; href: string; label: string; about: string };

const links: readonly DeskLinkRow[] = [
  {
    permission: 'check.list',
    href: '/desk/checks',
    label: '窗口核查',
    about: '核查申请人能否适用告知承诺，打印核查结果单',
  },
  {
    permission: 'commitment.list',
    href: '/desk/commitments',
    label: '告知承诺',
    about: '由当日核查出具告知承诺书，签署、打印、撤回、办结',
  },
  {
    permission: 'promise-statistics.read',
    href: '/desk/promise-statistics',
    label: '承诺制统计',
    about: '承诺、撤回、办结、核查等各计多少，按事项、单位、月份，点数字看逐条',
  },
  {
    permission: 'verification.list',
    href: '/desk/verifications',
    label: '承诺核查',
    about: '按期限核查以承诺办结的事项，登记结论、整改、决定和异议，打印工作记录和告知书',
  },
  {
    permission: 'field.list',
    href: '/desk/field-reports',
    label: '上门核查',
    about: '网格员在手机上登记上门核查的结果和线索，断网也能填写',
  },
  {
    permission: 'assistance.list',
    href: '/desk/assistance',
    label: '部门协查',
    about: '向知情单位提出协查，反馈向本单位提出的协查，查看月度考核',
  },
  {
    permission: 'complaint.list',
    href: '/desk/complaints',
    label: '投诉举报',
    about: '登记、受理、交办、查实、整改、转办投诉举报，答复交办给本单位的',
  },
  {
    permission: 'report.list',
    href: '/desk/reports',
    label: '信用报告',
    about: '出具、打印公共信用信息报告；代本人查询时附查询记录',
  },
  {
    permission: 'authorisation.list',
    href: '/desk/authorisations',
    label: '本人授权',
    about: '登记、查看、撤回自然人的书面授权',
  },
  {
    permission: 'batch.list',
    href: '/desk/batches',
    label: '数据报送',
    about: '上传信用信息文件，查看进度，下载并更正错误行',
  },
  {
    permission: 'reconciliation.show',
    href: '/desk/reconciliations',
    label: '对账',
    about: '最近一次整表与登记系统所计逐条核对，看清每处差异的原因',
  },
  {
    permission: 'freshness.read',
    href: '/desk/feeds',
    label: '报送考核',
    about: '哪些目录应报、逾期，退回率、及时率与月度考核得分',
  },
  {
    permission: 'source.list',
    href: '/desk/drop-sources',
    label: '取件来源',
    about: '到各单位约定的文件夹或存储桶定时取件，查看所见，添加、暂停或删除',
  },
  {
    permission: 'record.list-held',
    href: '/desk/held-records',
    label: '待核实',
    about: '有疑点的行、已终止决定的再次报送和待确认的移出，采纳、确认、恢复或者退回',
  },
  {
    permission: 'subject.list-duplicates',
    href: '/desk/merges',
    label: '主体合并',
    about: '核对疑似同一主体的两份档案，合并、不合并或撤销合并',
  },
  {
    permission: 'repair.list',
    href: '/desk/repairs',
    label: '信用修复',
    about: '登记和办理信用修复申请，查看期限与超期案件',
  },
  {
    permission: 'dispute.list',
    href: '/desk/disputes',
    label: '异议处理',
    about: '登记和办理异议，查看期限与超期异议',
  },
  {
    permission: 'repair.notice',
    href: '/desk/repair-notices',
    label: '修复告知书',
    about: '打印信用修复告知书，与列入决定书一并送达',
  },
  {
    permission: 'appeal.list',
    href: '/desk/appeals',
    label: '复议诉讼',
    about: '登记行政复议和行政诉讼、停止执行及其结果',
  },
  {
    permission: 'rule-set.list',
    href: '/desk/rule-sets',
    label: '核查规则',
    about: '起草、模拟、批准核查规则，比较版本，必要时立即回退',
  },
  {
    permission: 'change.list',
    href: '/desk/changes',
    label: '规定变更',
    about: '起草、模拟、批准期限与参数、措施清单、严重失信名单和节假日的变更，查看历次变更',
  },
  {
    permission: 'matter.list',
    href: '/desk/matters',
    label: '事项目录',
    about: '查询证明事项与涉企许可事项，导入新版目录',
  },
  {
    permission: 'matter-proposal.list',
    href: '/desk/matter-proposals',
    label: '证明清理',
    about: '登记、上传本单位索要的证明，审核、征求意见，公布保留清单和取消清单',
  },
  {
    permission: 'notice.list',
    href: '/desk/notices',
    label: '名单通知',
    about: '签收名单通知，反馈措施执行情况',
  },
  {
    permission: 'supervision.read',
    href: '/desk/supervision',
    label: '执行督办',
    about: '查看逾期的接收或签收、反馈和移出确认，督办函与执行统计',
  },
  {
    permission: 'subscription.list',
    href: '/desk/subscriptions',
    label: '订阅与投递',
    about: '设置订阅范围与推送时间，查看投递记录，处理滞留投递',
  },
  {
    permission: 'staff.list',
    href: '/desk/people',
    label: '人员',
    about: '添加、调动、停用人员，授予和收回角色，重置密码，查看经过',
  },
  {
    permission: 'audit.read',
    href: '/desk/unusual-access',
    label: '异常查询',
    about: '一日之内查询过多、夜间查询、一件多查、反复查同一主体的人员',
  },
  {
    permission: 'grant.list',
    href: '/desk/grants',
    label: '授权复核',
    about: '复核另一人提出的角色授权与接口密钥签发',
  },
  {
    permission: 'schedule.list',
    href: '/desk/schedules',
    label: '定时任务',
    about: '查看各任务与订阅汇总的时间表、最近结果与错过次数，立即运行',
  },
  {
    permission: 'key.list',
    href: '/desk/keys',
    label: '接口密钥',
    about: '签发、更换、吊销各单位系统所用的密钥，查看范围、期限与最近使用',
  },
  {
    permission: 'restoration.list',
    href: '/desk/restorations',
    label: '恢复记录',
    about: '数据库从备份恢复后，各单位知道而登记系统已不知道的通知',
  },
];

export const deskLinksOf = (may: ReadonlySet<Permission>) =>
  links.filter((link) => may.has(link.permission)).map(({ href, label, about }) => ({ href, label, about }));
