import type { LawExample, Setting } from '../setting.ts';
import { feedExamples } from './feed-examples.ts';
import { listExamples } from './list-examples.ts';
import { penaltyExamples } from './penalty-examples.ts';

// All begin on Monday, 2 March 2026, unless the law in question had ended before.
const MONDAY = '2026-03-02';
const on = (given: string, result: string, when = MONDAY): LawExample => ({ given, when, result });

// A key that counts differently from another day on is named with that day.
const examples: Readonly<Record<string, LawExample>> = {
  'double-publicity.report-limit': on('今日报送的处罚、许可，作出日不早于此日的为按时', MONDAY, '2026-03-11'),
  'publicity.ordinary.min': on('一般类处罚作出，填写的公示截止期短于最短公示期', '2026-06-02'),
  'publicity.ordinary.max': on('一般类处罚作出，未填公示截止期', '2027-03-02'),
  'publicity.severe.min': on('严重类处罚作出，填写的公示截止期短于最短公示期', '2027-03-02'),
  'publicity.severe.max': on('严重类处罚作出，未填公示截止期', '2029-03-02'),
  'honour.term': on('授予荣誉，未载明有效期', '2029-03-02'),
  'check.validity': on('出具核查结果', '2026-03-03'),
  'query-log.keep': on('本人查询谁查询过自己，自此日起的予以告知', '2016-03-02'),
  'batch.full.max-withdrawn-share': on('现有 1000 条记录，整表覆盖', '漏列 101 条起须确认'),
  'batch.original.keep': on('夜间清理，此日之前的上传原件不再留存', '2026-03-01', '2026-03-31'),
  'repair.rule@2020-01-01': on('申请修复', '2019 年信用修复规定', '2023-04-28'),
  'repair.rule@2023-05-01': on('申请修复', '失信行为纠正后的信用信息修复管理办法（试行）', '2023-05-04'),
  'repair.rule@2026-04-01': on('申请修复', '信用修复管理办法（2025）', '2026-04-01'),
  'repair.accept': on('推送修复申请，受理的最后一日', '2026-03-05'),
  'repair.decide': on('受理修复申请，决定的最后一日', '2026-03-11'),
  'repair.decide-extended': on('受理修复申请，延长后决定的最后一日', '2026-03-16'),
  'repair.sync-stop': on('准予修复，停止公示和使用的最后一日', '2026-03-05'),
  'repair.order-58.min': on('处罚作出，最早可申请修复', '2024-06-04', '2024-03-04'),
  'repair.order-58.protected.min': on('食品领域处罚作出，最早可申请修复', '2025-03-04', '2024-03-04'),
  'repair.rules-2019.ordinary.min': on('一般类处罚作出，最早可申请修复', '2022-06-02', '2022-03-02'),
  'repair.rules-2019.severe.min': on('严重类处罚作出，最早可申请修复', '2022-09-02', '2022-03-02'),
  'repair.reapply-bar': on('因虚假材料撤销修复，最早可再次申请', '2026-03-02'),
  'dispute.decide': on('提出异议，答复的最后一日', '2026-03-09'),
  'dispute.decide-extended': on('提出异议，延长后答复的最后一日', '2026-03-30'),
  'complaint.handle': on('收到投诉，受理或转送的最后一日', '2026-03-09'),
  'complaint.answer': on('交办投诉，单位答复的最后一日', '2026-03-16'),
  'retention.negative': on('法人的不良行为终止', '2031-03-02'),
  'retention.negative.person': on('自然人的不良行为终止', '2031-03-02'),
  'retention.positive': on('法人的正面信息有效期届满', '2031-03-02'),
  'retention.positive.person': on('自然人的正面信息有效期届满', '2031-03-02'),
  'retention.neutral': on('法人的中性信息有效期届满', '2031-03-02'),
  'retention.neutral.person': on('自然人的中性信息有效期届满', '2031-03-02'),
  'retention.from-decision': on('当日作出认定，行为于 2026-06-01 终止，保存至', '2031-06-01'),
  'retention.while-listed': on('不良信息保存期届满，主体在严重失信名单至 2027-03-02，保存至', '2027-03-02'),
  'prior-notice.statements': on('列入前告知，陈述、申辩的最后一日', '2026-03-09'),
  'prior-notice.decision': on('列入前告知，逾期未决定的起算日', '2026-06-02'),
  'subject.minor.age': on('2008-03-02 出生者的行为，自此日起可以归集', MONDAY),
  'publicity.hold-uncorrected': on('最长公示期届满，尚未纠正', '继续公示，由主管部门决定'),
  'public.judgment-defaulter.persons': on('失信被执行人（自然人“示例甲”）的公示姓名', '示*甲'),
  'public.delta-keep': on('公示名单的增量，自此日起提供', '2025-12-31', '2026-03-31'),
  'report.validity': on('出具信用报告', '2026-04-01'),
  'own-request.proof': on('接入系统为本人出具报告，未写明身份核验', '出具'),
  'feedback.deadline': on('通知发出，反馈的最后一日', '2026-03-16'),
  'feedback.remind': on('此日（含）前到期的列为将到期', '2026-03-04'),
  'receipt.deadline': on('通知发出，接收或签收的最后一日', '2026-03-05'),
  'lift.receipt': on('解除通知发出，签收的最后一日', '2026-03-03'),
  'lift.delivery': on('10:00 时，此前发出而未送达的解除通知报警', '09:50'),
  'supervision.reply': on('发出督办函，答复的最后一日', '2026-03-09'),
  'session.absolute': on('09:00 登录，一直在用，自动退出', '17:00'),
  'session.idle': on('09:00 登录后不再使用，自动退出', '09:30'),
  'password.length': on('设置三类字符的密码，可用的最短位数', '10'),
  'password.kinds': on('设置十位密码，可用的最少字符种类', '3'),
  'password.age': on('设置密码，自此日起登录须更换', '2026-05-31'),
  'password.history': on('逐次更换密码，第几个以前的可以再用', '6'),
  'password.code': on('09:00 交付一次性密码，失效', '次日 09:00'),
  'staff.second-factor': on('登记人员登录', '可不用动态口令'),
  'quota.commitment.day': on('同一人员当日查询', '第 501 次被拒'),
  'quota.licensing.day': on('同一人员当日查询', '第 501 次被拒'),
  'quota.procurement.day': on('同一人员当日查询', '第 501 次被拒'),
  'quota.funding.day': on('同一人员当日查询', '第 501 次被拒'),
  'quota.recruitment.day': on('同一人员当日查询', '第 201 次被拒'),
  'quota.supervision.day': on('同一人员当日查询', '第 501 次被拒'),
  'quota.own-request.day': on('同一人员当日查询', '第 201 次被拒'),
  'quota.check-batch.day': on('同一人员当日查询', '第 10001 次被拒'),
  'quota.keys': on('接口密钥当日查询', '不计次数'),
  'unusual.looks': on('同一人员当日查询', '第 201 次起列入'),
  'unusual.at-night': on('同一人员当日夜间查询', '第 6 次起列入'),
  'unusual.one-case': on('同一办件编号当日查询不同主体', '第 21 个起列入'),
  'unusual.one-subject': on('同一人员当日查询同一主体', '第 11 次起列入'),
  'rate.sign-in.address-name': on('同一分钟内连续登录', '第 11 次被拒'),
  'rate.sign-in.address': on('同一分钟内连续登录失败', '第 61 次被拒'),
  'rate.public.address': on('同一分钟内连续公开查询', '第 61 次被拒'),
  'rate.code.address': on('同一分钟内连续验证校验码', '第 61 次被拒'),
  'rate.complaint.address': on('同一分钟内连续提交投诉', '第 11 次被拒'),
  'rate.wrong-key.address': on('同一分钟内连续使用无效密钥', '第 61 次被拒'),
  'rate.checks.key': on('同一秒内连续核查', '第 10001 次被拒'),
  'rate.checks.person': on('同一秒内连续核查', '第 21 次被拒'),
  'rate.uploads.key': on('同一分钟内连续上传', '第 61 次被拒'),
  'rate.uploads.person': on('同一分钟内连续上传', '第 61 次被拒'),
  ...feedExamples,
  ...listExamples,
  ...penaltyExamples,
};

export const exampleKeys: readonly string[] = Object.keys(examples);

/** A setting's own example, or the one that stands here under its key. */
export const withExample = (setting: Setting): Setting => {
  const example = setting.example ?? examples[`${setting.key}@${setting.from}`] ?? examples[setting.key];
  return example ? { ...setting, example } : setting;
};
