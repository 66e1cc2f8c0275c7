import { z } from '@hono/zod-openapi';
import { shownName } from '../../kernel/names.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import {
  differences,
  differenceText,
  type ItemRow,
  type Reconciliation,
  reasons,
  remarks,
} from './reconciliation.rules.ts';

const count = z.int().min(0);
const differenceCodes = Object.keys(differences) as (keyof typeof differences)[];
const remarkCodes = Object.keys(remarks) as (keyof typeof remarks)[];
const list = (words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([code, word]) => `${code} ${word}`)
    .join('；');

export const SourceCatalog = z.strictObject({
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'serious-violation' }),
});
export const ReconciliationQuery = PageQuery.extend({
  agency: z.string().max(64).optional().openapi({
    description: '来源单位代码；不填为本单位。登记机构须填，承继单位可填被承继单位',
    example: 'SCJG',
  }),
  reason: z.enum(reasons).optional().openapi({ description: '只看一种原因' }),
}).strict();

const DIGEST =
  `整表中已收各行（退回的行除外）的摘要，双方可各自计算：每行取来源记录号（没有的为空）和该目录的业务主键
（GET /catalogs/{code} 的 businessKey）各栏，按顺序以制表符（U+0009）连接成一串；主键各栏去空白、字母大写、全角转半角，各种括号写作 ( )，
证件号码与文书号按登记系统读取的写法（18 位公民身份号码、日期 YYYY-MM-DD），空栏为空串；每串按 UTF-8 取 SHA-256（32 字节）；
全部按字节升序排列（相同的也保留），首尾相接后再取一次 SHA-256，写作小写十六进制。单行的值不对外提供。`.replaceAll(
    '\n',
    '',
  );

const Reasoned = <T extends readonly [string, ...string[]]>(codes: T) =>
  z.array(z.object({ reason: z.enum(codes), count }));
const waiting = z.object({ batchId: z.uuid(), at: z.iso.datetime(), rows: count, missing: count });

const SummaryOut = z
  .object({
    agency: z.string(),
    catalog: z.string(),
    at: z.iso.datetime().openapi({ description: '对账时点：双方计数取自同一时点' }),
    lastFull: z
      .object({ batchId: z.uuid(), at: z.iso.datetime(), rows: count })
      .nullable()
      .openapi({ description: '最近一次处理完毕的整表（mode=full）；从未报送或由旧版本处理的为空' }),
    digest: z.object({ rows: count, sha256: z.string() }).nullable().openapi({ description: DIGEST }),
    waiting: waiting.nullable().openapi({ description: '处理完、尚待确认的新整表' }),
    since: z
      .object({ records: count, refusedRows: count })
      .openapi({ description: '整表之外：其后报送或由被承继单位报送的记录数，其后追加报送中退回的行数' }),
    sourceCount: count.openapi({
      description: '来源所报：lastFull.rows + since.records + since.refusedRows',
    }),
    registryCount: count.openapi({
      description:
        '登记系统所计：状态为 live 且所开名单未结束的记录数，单独计数；等于 sourceCount 减去 differences 各数之和',
    }),
    differences: Reasoned(differenceCodes as [string, ...string[]]).openapi({
      description: `来源报了、登记系统未计的：${list(differences)}`,
    }),
    remarks: Reasoned(remarkCodes as [string, ...string[]]).openapi({
      description: `双方都计、须知悉的：${list(remarks)}`,
    }),
  })
  .openapi('ReconciliationSummary');

const ItemOut = z
  .object({
    reason: z.enum(reasons),
    counted: z.boolean().openapi({ description: '登记系统是否仍计此条' }),
    text: z.string().openapi({ description: '原因' }),
    batchId: z.uuid().nullable(),
    row: z.int().nullable().openapi({ description: '整表中的行号，从 1 起；整表之外的为空' }),
    codes: z.array(z.string()).openapi({ description: '退回行的原因代码；退回行只给行号与代码' }),
    record: z
      .object({
        id: z.int(),
        sourceNo: z.string(),
        documentNo: z.string().nullable(),
        subject: z.object({ kind: z.string(), name: z.string() }),
      })
      .nullable()
      .openapi({ description: '退回的行、重复的行和超过保存期限的为空；自然人姓名已遮蔽' }),
    holdCode: z.string().nullable(),
    ended: z
      .object({ by: z.string().nullable(), on: z.iso.date(), documentNo: z.string().nullable() })
      .nullable()
      .openapi({ description: '由谁、于何日、依何文书终止（待核实的为拟恢复的决定之终止）；已知的部分' }),
  })
  .openapi('ReconciliationItem');

export const ReconciliationOut = z
  .object({
    summary: SummaryOut,
    receipt: z.string().openapi({
      description:
        '签名的汇总：base64url(UTF-8 的 JSON) + "." + base64url(签名)，内容与 summary 相同；POST /reconciliations/verification 可验真',
    }),
    items: z.array(ItemOut),
    next: z.string().nullable(),
  })
  .openapi('Reconciliation');

export const ReceiptIn = z
  .strictObject({
    receipt: z
      .string()
      .min(1)
      .max(20_000)
      .regex(/^[\w-]+\.[\w-]+$/),
  })
  .openapi('ReconciliationReceipt', { example: { receipt: 'eyJhZ2VuY3kiOiJTQ0pHIn0.6iYc0VJ3Zk9pUQn1' } });
export const GenuineOut = z
  .object({
    genuine: z.boolean(),
    summary: SummaryOut.nullable().openapi({ description: '签名所对应的汇总；不是本系统签发的为空' }),
  })
  .openapi('ReconciliationVerification');

export const genuineOut = ({ genuine, text }: { genuine: boolean; text: string | null }) =>
  GenuineOut.parse({ genuine, summary: text === null ? null : JSON.parse(text) });

const itemOut = (row: ItemRow) => ({
  reason: row.reason,
  counted: isKeyOf(remarks, row.reason),
  text: differenceText(row),
  batchId: row.batchId || null,
  row: row.row,
  codes: row.codes,
  record:
    row.sourceNo !== null && row.kind !== null && row.name !== null
      ? {
          id: row.no,
          sourceNo: row.sourceNo,
          documentNo: row.documentNo,
          subject: {
            kind: row.kind,
            name: shownName(row.kind, row.name),
          },
        }
      : null,
  holdCode: row.holdCode,
  ended:
    row.endedOn === null
      ? null
      : { by: row.fallen?.by ?? null, on: row.endedOn, documentNo: row.fallen?.documentNo ?? null },
});

export const reconciliationOut = ({ summary, receipt, items, next }: Reconciliation) =>
  ReconciliationOut.parse({ summary, receipt, items: items.map(itemOut), next });
