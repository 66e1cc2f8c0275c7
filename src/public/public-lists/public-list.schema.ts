import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { publicLists } from './public-list.rules.ts';
import { withoutIdentityNo } from './struck-text.rules.ts';

export const ListCode = z.strictObject({
  code: z.string().max(60).openapi({ example: 'serious-violation' }),
});

const codes = publicLists.map(({ code }) => code).join('、');

export const ListQuery = PageQuery.extend({
  q: z
    .string()
    .trim()
    .min(2, '请至少输入名称中的两个字，或完整的统一社会信用代码')
    .max(100, '请缩短搜索内容')
    .refine((text) => withoutIdentityNo(text) === text, {
      error: '请勿输入个人证件号码：本页只按组织名称或统一社会信用代码查询',
    })
    .optional()
    .openapi({ description: '组织名称中的文字，或统一社会信用代码', example: '示例' }),
}).strict();

export const DeltaQuery = z.strictObject({
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).openapi({
    description: '所持全量文件的版本号（position）；0 表示从空开始',
    example: 12,
  }),
});

const PublicRowOut = z
  .object({
    id: z.string().openapi({ description: '本名单内不变的编号；增量中移出只给编号', example: '1024' }),
    name: z
      .string()
      .openapi({ description: '组织全称；自然人姓名已遮盖', example: '示例蔬菜种植专业合作社' }),
    uscc: z.string().nullable().openapi({ example: '93440300MA5FAAA13R' }),
    kind: z.enum(['organisation', 'individual-business', 'person', 'government']),
    authority: z.string().openapi({ example: '示例市市场监督管理局' }),
    documentNo: z.string().nullable().openapi({ example: '示市监罚〔2026〕1号' }),
    matter: z.string().openapi({ example: '违反广告管理规定' }),
    content: z.string().openapi({ example: '罚款；罚款人民币壹万元' }),
    since: z.string().openapi({ example: '2026-03-02' }),
    until: z.string().nullable().openapi({ example: '2027-03-02' }),
    isDisputed: z.boolean().openapi({ description: '正在处理异议' }),
    isUnderAppeal: z.boolean().openapi({ description: '行政复议或行政诉讼审理中' }),
    isStayed: z.boolean().openapi({ description: '复议或诉讼期间停止执行' }),
  })
  .openapi('PublicRow');

export const PublicListsOut = z
  .object({
    items: z.array(
      z.object({
        code: z.string().openapi({ description: `其一：${codes}`, example: 'serious-violation' }),
        name: z.string(),
        basis: z.string(),
        version: z.int(),
        publishedAt: z.string().nullable(),
      }),
    ),
  })
  .openapi('PublicLists');

export const PublicListOut = z
  .object({
    list: z.string(),
    name: z.string(),
    version: z.int(),
    items: z.array(PublicRowOut),
    next: z.string().nullable(),
  })
  .openapi('PublicList');

export const ManifestOut = z
  .object({
    list: z.string(),
    name: z.string(),
    version: z.int(),
    publishedAt: z.string().nullable(),
    files: z.array(
      z.object({
        name: z.string(),
        url: z.string(),
        format: z.enum(['csv', 'ndjson']),
        rows: z.int(),
        bytes: z.int(),
        sha256: z.string(),
        etag: z.string(),
      }),
    ),
    deltas: z.object({ oldestSince: z.int(), urls: z.array(z.string()) }),
  })
  .openapi('PublicManifest');
