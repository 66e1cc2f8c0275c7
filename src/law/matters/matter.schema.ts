import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import {
  listWords,
  type MatterKind,
  type MatterList,
  matterKindWords,
  type Replacement,
  replacementWords,
} from './matter-columns.ts';

const keys = <K extends string>(words: Readonly<Record<K, string>>) => Object.keys(words) as [K, ...K[]];
const List = z
  .enum(keys<MatterList>(listWords))
  .openapi({ description: 'retained 保留、cancelled 取消、commitment 适用告知承诺' });
const Kind = z.enum(keys<MatterKind>(matterKindWords));
const Replaced = z.enum(keys<Replacement>(replacementWords));

export const MatterOut = z
  .object({
    code: z.string(),
    name: z.string(),
    item: z.string().nullable().openapi({ description: '办理事项：证明用于办理什么' }),
    department: z.string(),
    basis: z.string(),
    isCommitmentAllowed: z.boolean(),
    riskClass: z.string().nullable(),
    list: List,
    kind: Kind,
    issuingUnit: z.string().nullable(),
    replacement: Replaced.nullable().openapi({ description: '承诺、共享、协查或无需替代' }),
    replacementNote: z.string().nullable().openapi({ description: '怎样办理；没有替代方式的，其理由' }),
    edition: z.int(),
  })
  .openapi('Matter');

export const MatterDetail = MatterOut.extend({
  noticeText: z.string().nullable(),
  commitmentText: z.string().nullable(),
  versions: z.array(
    z.object({ edition: z.int(), name: z.string(), publishedOn: z.string(), list: List.nullable() }),
  ),
}).openapi('MatterDetail');

export const MatterEditionOut = z
  .object({
    no: z.int(),
    name: z.string(),
    publishedOn: z.string(),
    counts: z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
    byName: z.string(),
  })
  .openapi('MatterEdition');

export const MatterQuery = PageQuery.extend({
  q: z.string().max(100).optional().openapi({ description: '事项代码、名称、办理事项或实施部门中的文字' }),
  list: List.optional(),
  kind: Kind.optional(),
  department: z.string().max(100).optional().openapi({ description: '实施部门名称中的文字' }),
});
export type MatterQuery = z.infer<typeof MatterQuery>;

export const MatterCode = z.object({ code: z.string().min(1).max(64) });
