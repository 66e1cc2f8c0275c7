import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { calendarSpans } from '../calendar/calendar.schema.ts';
import { measureEdition } from '../measures/measure.schema.ts';
import { changeKinds, changeStates } from './change.rules.ts';

const from = dayIn.optional().openapi({
  description: '生效日，不早于今天；不填即批准之日。批准晚于此日的，自批准之日起生效',
  example: '2027-01-01',
});
const code = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[a-z][a-z0-9.-]*$/, '代码由小写字母、数字、点和短横线组成');
const months = z.number().optional();

const SettingsContent = z.strictObject({
  validFrom: from,
  settings: z
    .array(z.strictObject({ key: code(120).openapi({ example: 'feedback.deadline' }), value: z.number() }))
    .min(1)
    .max(50)
    .openapi({ description: '一并更改的各项', example: [{ key: 'feedback.deadline', value: 8 }] }),
});
const SevereListsContent = z.strictObject({
  validFrom: from,
  list: code(64).openapi({ example: 'wage-arrears' }),
  termMonths: months.openapi({ description: '列入期限（月）' }),
  extensionMinMonths: months.openapi({ description: '一次最少延长（月）' }),
  extensionMaxMonths: months.openapi({ description: '最多可延长（月）' }),
  cityDocument: z.string().trim().min(1).max(200).optional().openapi({
    description: '本市将该名单计入核查所依的文件；自批准之日起写入核查规则的依据',
    example: '示例市府办发〔2026〕12号',
  }),
});
const CalendarContent = z.strictObject({
  year: z.int().min(2000).max(2100).openapi({ example: 2027 }),
  ...calendarSpans,
});
const MeasuresContent = z.strictObject(measureEdition);

const basis = z.string().trim().min(1).max(1000).openapi({
  description: '依据：文件名称、文号、条款，或“本市设定：……”',
  example: '示例市发改〔2026〕8号',
});

export const ChangeIn = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('settings'), content: SettingsContent, basis }),
    z.strictObject({ kind: z.literal('measures'), content: MeasuresContent, basis }),
    z.strictObject({ kind: z.literal('severe-lists'), content: SevereListsContent, basis }),
    z.strictObject({ kind: z.literal('calendar'), content: CalendarContent, basis }),
  ])
  .openapi('ChangeInput');
export type ChangeDraft = z.infer<typeof ChangeIn>;
export type DraftOf<K extends ChangeDraft['kind']> = Extract<ChangeDraft, { kind: K }>;

export const ChangeId = z.object({ id: z.uuid() });
export const ChangeReason = z
  .strictObject({ reason: z.string().trim().min(2).max(500).openapi({ example: '文件尚未印发' }) })
  .openapi('ChangeReason');

const kind = z.enum(changeKinds);
const state = z.enum(changeStates);
export const ChangeQuery = PageQuery.extend({ kind: kind.optional(), state: state.optional() });
export type ChangeQuery = z.infer<typeof ChangeQuery>;

const ChangeHand = z.object({ by: z.string(), name: z.string(), at: z.string() });
const Effect = z.object({ about: z.string(), count: z.int() });
export const ChangeSummary = z
  .object({
    id: z.uuid(),
    kind,
    state,
    title: z.string(),
    basis: z.string(),
    validFrom: z.string().openapi({ description: '生效日；节假日安排为该年首日' }),
    drafted: ChangeHand,
    approved: ChangeHand.nullable(),
    withdrawn: ChangeHand.extend({ reason: z.string() }).nullable(),
    simulation: z
      .object({ at: z.string(), byName: z.string(), subjectCount: z.int(), effects: z.array(Effect) })
      .nullable()
      .openapi({ description: '最近一次模拟的结果' }),
  })
  .openapi('ChangeSummary');
export const ChangeOut = ChangeSummary.extend({
  content: z.record(z.string(), z.unknown()),
  lines: z
    .array(z.object({ about: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .openapi({ description: '逐项的原为、改为' }),
}).openapi('Change');
