import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../../kernel/identifiers.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { ReasonOut } from '../../window/checks/check.schema.ts';
import { commitmentStates } from './commitment.rules.ts';
import { type SignatureAlgorithm, signatureAlgorithms } from './electronic-signature.ts';

export const CommitmentNo = z.strictObject({
  no: z.string().min(1).max(40).openapi({ description: '承诺编码', example: '44030020261124000001' }),
});

export const CommitmentIn = z
  .strictObject({
    check: z.string().trim().min(1).max(40).openapi({
      description: '当日、已确认、结论为可以适用的核查编号',
      example: 'HC20261124-7K3M9Q2A',
    }),
    matter: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: '要办理的事项代码；填写的须与核查时相同' }),
    subject: SubjectIn.optional().openapi({
      description: '承诺人；自然人必填（核查不留存其号码），其他主体只在核查时没有名称时填写',
    }),
  })
  .openapi('CommitmentIn');
export type CommitmentIn = z.output<typeof CommitmentIn>;

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/, '请用不带填充的 base64url 编码');

export const ElectronicIn = z.strictObject({
  algorithm: z.enum(signatureAlgorithms).openapi({ description: '默认套件用 ECDSA P-256，国密套件用 SM2' }),
  publicKey: base64url(88).openapi({ description: '未压缩的公钥点，65 字节' }),
  signature: base64url(86).openapi({ description: '对 statement 的 UTF-8 字节的签名，r 后接 s，64 字节' }),
});
export type ElectronicIn = z.output<typeof ElectronicIn>;

// Four megabytes in base64.
const SCAN_MAX = 5_592_408;
export const SignIn = z
  .discriminatedUnion('way', [
    z.strictObject({
      way: z.literal('by-hand'),
      scan: z
        .string()
        .min(1)
        .max(SCAN_MAX, '扫描件不得超过 4 MB')
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, '请用 base64 编码')
        .refine((text) => text.length % 4 === 0, '请用 base64 编码')
        .openapi({ description: '已签名承诺书的扫描件，JPEG 或 PNG，base64，至多 4 MB' }),
    }),
    z.strictObject({ way: z.literal('electronic'), ...ElectronicIn.shape }),
  ])
  .openapi('CommitmentSignIn', {
    example: { way: 'by-hand', scan: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV' },
  });
export type SignIn = z.output<typeof SignIn>;

export const HandleIn = z
  .strictObject({
    despite: z.string().trim().min(2).max(500).optional().openapi({
      description: '签署后信用状况已有变化仍要办结的理由；不得含个人证件号码',
    }),
  })
  .openapi('CommitmentHandleIn');
export type HandleIn = z.output<typeof HandleIn>;

const gone = '撤回或不选择承诺的为空';
export const CommitmentLineOut = z
  .object({
    no: z.string(),
    check: z.string(),
    agency: z.string(),
    state: z.enum(commitmentStates),
    matter: z.object({ code: z.string(), name: z.string(), edition: z.int() }),
    subject: z
      .object({
        type: z.enum(IDENTIFIER_TYPES),
        code: z.string().openapi({ description: '自然人号码已遮盖' }),
        name: z.string(),
      })
      .nullable()
      .openapi({ description: gone }),
    madeOn: z.iso.date(),
    draftedAt: z.iso.datetime({ offset: true }),
    movedAt: z.iso.datetime({ offset: true }).openapi({ description: '最近一次办理的时间' }),
  })
  .openapi('CommitmentLine');
export type CommitmentLine = z.infer<typeof CommitmentLineOut>;

export const CommitmentOut = CommitmentLineOut.extend({
  statement: z
    .string()
    .nullable()
    .openapi({ description: `承诺书全文，签名即对其原样作出；${gone}` }),
  disclosure: z.string(),
  signature: z
    .object({
      way: z.enum(['by-hand', 'electronic']),
      algorithm: z.enum(signatureAlgorithms).nullable(),
      publicKey: z.string().nullable(),
      signature: z.string().nullable(),
      genuine: z.boolean().nullable().openapi({ description: '电子签名现在仍验证通过；书面签署的为空' }),
      at: z.iso.datetime({ offset: true }),
    })
    .nullable(),
  warning: z
    .object({ outcome: z.enum(['ineligible', 'review', 'matter-not-allowed']), reasons: z.array(ReasonOut) })
    .nullable()
    .openapi({ description: '未办结而现在核查结论已不同的，其结论和原因' }),
  despite: z.string().nullable(),
  columns: z
    .array(z.object({ no: z.int(), header: z.string(), text: z.string().nullable() }))
    .openapi({ description: '全国信用承诺归集的 20 项；承诺人代码已遮盖' }),
}).openapi('Commitment');
export type CommitmentShown = z.infer<typeof CommitmentOut>;

export const CommitmentQuery = PageQuery.extend({ state: z.enum(commitmentStates).optional() }).strict();
export type CommitmentQuery = z.output<typeof CommitmentQuery>;
export const CommitmentListOut = listOf(CommitmentLineOut).openapi('CommitmentList');

export const LinkOut = z
  .object({
    url: z.url().openapi({ description: '手机签署页，做成二维码出示；再次取用即作废前一个' }),
    expiresAt: z.iso.datetime({ offset: true }),
  })
  .openapi('CommitmentLink');

export const PhoneIn = z.strictObject({ code: z.string().min(1).max(64), ...ElectronicIn.shape });
export type PhoneStatement = { no: string; statement: string; algorithm: SignatureAlgorithm };
