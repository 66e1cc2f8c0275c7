import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { CaseStepOut, CaseTargetIn, caseWords, targetOutOf } from '../cases/case.schema.ts';
import { appealKinds, appealResults, appealStates } from './appeal.rules.ts';

const documentNo = caseWords(128);
const reason = caseWords(2000).optional().openapi({ description: '说明；不得含证件号码' });

export const AppealIn = z
  .strictObject({
    target: CaseTargetIn,
    kind: z.enum(appealKinds).openapi({ description: 'reconsideration 行政复议、litigation 行政诉讼' }),
    authority: caseWords(200).openapi({
      description: '复议机关或人民法院',
      example: '示例市人民政府',
    }),
    caseNo: caseWords(64).openapi({ description: '案号', example: '示复〔2026〕8号' }),
    startedOn: dayIn.openapi({ description: '受理或立案之日', example: '2026-11-02' }),
    documentNo: documentNo.optional().openapi({
      description: '受理或应诉通知书文号；登记机构代录时必填',
      example: '示复受〔2026〕8号',
    }),
    stayed: z.boolean().optional().openapi({ description: '已停止执行' }),
    stayDocumentNo: documentNo
      .optional()
      .openapi({ description: '停止执行决定书或裁定书文号；stayed 为 true 时必填' }),
  })
  .openapi('AppealIn');
export type AppealIn = z.output<typeof AppealIn>;

const StayIn = z
  .strictObject({
    documentNo: documentNo.openapi({
      description: '停止执行决定书或裁定书文号',
      example: '示复停〔2026〕8号',
    }),
    reason,
  })
  .openapi('AppealStayIn');
const EndStayIn = z
  .strictObject({
    documentNo: documentNo.openapi({ description: '恢复执行的文书号', example: '示复恢〔2026〕8号' }),
    reason,
  })
  .openapi('AppealEndStayIn');
const CloseIn = z
  .strictObject({
    result: z
      .enum(appealResults)
      .openapi({ description: 'upheld 维持、quashed 撤销、varied 变更、withdrawn 撤回或终止' }),
    documentNo: documentNo.openapi({
      description: '复议决定书、判决书或裁定书文号',
      example: '示复决〔2026〕8号',
    }),
    endedOn: dayIn.optional().openapi({ description: '办结之日；空为今天', example: '2026-11-20' }),
    reason,
  })
  .openapi('AppealCloseIn');

export const appealStepsIn = {
  stay: { summary: '停止执行：核查转人工复核，措施中止', body: StayIn },
  'end-stay': { summary: '恢复执行', body: EndStayIn },
  close: { summary: '办结；撤销的，名单和记录随即撤销，不因再次报送而恢复', body: CloseIn },
} as const;

export const AppealQuery = PageQuery.extend({
  state: z.enum(appealStates).optional(),
  record: z.coerce.number().int().positive().optional().openapi({ description: '记录编号' }),
}).strict();
export type AppealQuery = z.output<typeof AppealQuery>;

const known = z.string().nullable();
export const AppealLineOut = z
  .object({
    ...targetOutOf(appealStates),
    kind: z.enum(appealKinds),
    authority: z.string(),
    caseNo: z.string(),
    documentNo: known,
    startedOn: z.iso.date(),
    enteredBy: z.string(),
    stayed: z.boolean().openapi({ description: '现停止执行' }),
    stayedOn: z.iso.date().nullable().openapi({ description: '最近一次停止执行的登记之日' }),
    stayDocumentNo: known,
    endedOn: z.iso.date().nullable(),
    endDocumentNo: known,
  })
  .openapi('AppealLine');
export const AppealOut = AppealLineOut.extend({ steps: z.array(CaseStepOut) }).openapi('Appeal');
