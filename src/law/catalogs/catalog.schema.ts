import { z } from '@hono/zod-openapi';
import type { Catalog, Field } from './catalog.ts';

const FIELD_TYPES = [
  'text',
  'name',
  'day',
  'money',
  'choice',
  'choices',
  'uscc',
  'identity-no',
  'document-no',
  'country',
  'code',
] as const;

const FieldOut = z
  .object({
    name: z.string().openapi({ description: 'JSON 字段名', example: 'decisionDocNo' }),
    header: z.string().openapi({ description: '文件表头', example: '行政处罚决定书文号' }),
    nationalCode: z
      .string()
      .optional()
      .openapi({ description: '国家交换格式列名，可代替表头', example: 'CF_WSH' }),
    synonyms: z.array(z.string()).openapi({ description: '同样接受的其他表头写法' }),
    type: z.enum(FIELD_TYPES).openapi({
      description:
        'day 为日期；money 为万元十进制数，至多 6 位小数；choice 单选，choices 多选（用 ; 分隔）；uscc、identity-no、document-no、code 须为文本单元格',
    }),
    required: z.boolean(),
    requiredWhen: z.string().optional().openapi({ description: '在何种情形下必填' }),
    maxLength: z.int().optional().openapi({ description: '超过时提示，不拒收' }),
    values: z.array(z.string()).optional().openapi({ description: '可填的值' }),
    isPersonal: z.boolean().openapi({ description: '是否为个人证件号码：加密保存，从不公开' }),
  })
  .openapi('CatalogField');

export const CatalogOut = z
  .object({
    code: z.string().openapi({ example: 'administrative-penalty' }),
    edition: z.int().openapi({ description: '目录版次；批次记住它所用的版次', example: 1 }),
    name: z.string().openapi({ example: '行政处罚信息' }),
    category: z
      .string()
      .openapi({ description: '全国公共信用信息基础目录中的类别', example: '行政管理信息' }),
    nature: z.enum(['positive', 'negative', 'neutral']),
    opens: z.enum(['severe', 'honour']).nullable().openapi({ description: '该目录的记录会开立哪类名单' }),
    disclosure: z
      .enum(['public', 'limited', 'private'])
      .openapi({ description: '公开属性：可向社会公开、特定范围内公开、不可公开' }),
    sharing: z.string().openapi({ description: '共享范围' }),
    retentionSetting: z
      .string()
      .openapi({ description: '保存期限所依的设定项', example: 'retention.negative' }),
    updateFrequency: z.string().openapi({ description: '更新频次' }),
    basis: z.string().openapi({ description: '依据' }),
    fields: z.array(FieldOut),
    businessKey: z
      .array(z.string())
      .openapi({ description: '业务主键：没有来源记录号的行据此辨认是否同一条记录' }),
  })
  .openapi('Catalog');

export const CatalogListOut = z
  .object({ items: z.array(CatalogOut), next: z.string().nullable() })
  .openapi('CatalogList');

export const CatalogCode = z.object({
  code: z.string().openapi({ description: '目录代码', example: 'administrative-penalty' }),
});

const fieldOut = (field: Field) => ({
  name: field.name,
  header: field.header,
  nationalCode: field.nationalCode,
  synonyms: [...(field.synonyms ?? [])],
  type: field.type,
  required: field.required,
  requiredWhen: field.requiredWhen,
  maxLength: field.maxLength,
  values: field.values && [...field.values],
  isPersonal: field.isPersonal ?? false,
});

export const catalogOut = (catalog: Catalog): z.input<typeof CatalogOut> => ({
  code: catalog.code,
  edition: catalog.edition,
  name: catalog.name,
  category: catalog.category,
  nature: catalog.nature,
  opens: catalog.opens,
  disclosure: catalog.disclosure,
  sharing: catalog.sharing,
  retentionSetting: catalog.retentionSetting,
  updateFrequency: catalog.updateFrequency,
  basis: catalog.basis,
  fields: catalog.fields.map(fieldOut),
  businessKey: [...catalog.businessKey],
});
