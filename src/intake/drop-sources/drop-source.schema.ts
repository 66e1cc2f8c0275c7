import { z } from '@hono/zod-openapi';
import type { DropSourceRow } from './drop-source.table.ts';

const location = z.string().trim().min(1).max(1000);
const mode = z.enum(['append', 'full']).openapi({
  description: 'append 追加或更正；full 每个文件视为全部现有记录，撤回较多时仍须到报送页面确认',
});
const region = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/, '区域为小写字母、数字或连字符')
  .openapi({ description: '签名用的区域，不分区的存储填 us-east-1' });
const credentials = z
  .strictObject({ accessKeyId: z.string().min(1).max(256), secretAccessKey: z.string().min(1).max(256) })
  .openapi({ description: '访问密钥，加密保存，不再显示' });

const of = {
  agency: z.string().openapi({ description: '以哪个单位的名义报送（单位代码）', example: 'SCJG' }),
  catalog: z.string().max(64).openapi({ example: 'administrative-penalty' }),
  mode: mode.default('append'),
};
const Folder = z.strictObject({
  ...of,
  kind: z.literal('folder'),
  location: location.openapi({ description: 'DROP_ROOT 之下的相对路径', example: 'scjg/xzcf' }),
});
const Bucket = z.strictObject({
  ...of,
  kind: z.literal('s3'),
  location: location.openapi({
    description: '路径式地址：https://主机/桶/前缀/',
    example: 'https://s3.example.gov.cn/drop/scjg/',
  }),
  region: region.default('us-east-1'),
  credentials,
});
export const DropSourceIn = z.discriminatedUnion('kind', [Folder, Bucket]).openapi('DropSourceIn');
export type DropSourceIn = z.output<typeof DropSourceIn>;

export const DropSourceChange = z
  .strictObject({
    isPaused: z.boolean().optional(),
    mode: mode.optional(),
    location: location.optional(),
    region: region.optional(),
    credentials: credentials.optional(),
  })
  .openapi('DropSourceChange');
export type DropSourceChange = z.output<typeof DropSourceChange>;

const count = z.int().min(0);
const instant = z.iso.datetime();

export const DropSourceOut = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    catalog: z.string(),
    mode: z.enum(['append', 'full']),
    kind: z.enum(['folder', 's3']),
    location: z.string(),
    region: z.string().nullable(),
    isPaused: z.boolean(),
    createdAt: instant,
    lastPolledAt: instant.nullable().openapi({ description: '最近一次查看的时间' }),
    lastResult: z
      .object({
        found: count.openapi({ description: '当时放着的文件数' }),
        waiting: count.openapi({ description: '尚未写完或正在处理的' }),
        submitted: count.openapi({ description: '这次取走报送的' }),
        settled: count.openapi({ description: '这次写回结果的' }),
        problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
      })
      .nullable(),
  })
  .openapi('DropSource');

const instantOf = (text: string | null) => text && new Date(text).toISOString();

export const dropSourceOut = ({ agencyId: _, ...source }: DropSourceRow) => ({
  ...source,
  createdAt: instantOf(source.createdAt) ?? '',
  lastPolledAt: instantOf(source.lastPolledAt),
});
