import { day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { pastDay } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { authorityFields, personFields } from './field-groups.ts';

const fields: readonly Field[] = [
  ...personFields,
  pastDay('diedOn', '死亡日期', ['死亡时间']),
  ...authorityFields({
    name: '登记单位',
    code: '登记单位统一社会信用代码',
    synonyms: ['报送单位', '户口登记机关'],
  }),
];

// Only that somebody has died, and when: a window must not take a promise in the name of the dead.
// Basis: 户口登记条例第八条；本市设定：供告知承诺核查转人工复核之用
export const deathRecord: Catalog = {
  code: 'death-record',
  edition: 1,
  name: '死亡登记信息',
  category: '登记注册基本信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'idNo'],
  opens: null,
  disclosure: 'private',
  concerns: 'persons',
  sharing: '仅在政务部门间共享，不公开',
  retentionSetting: 'retention.neutral',
  updateFrequency: '登记之日起 7 个工作日内',
  basis: '户口登记条例第八条；本市设定：供告知承诺核查转人工复核之用',
  faults: (values) => subjectFaults(values),
  draft: (values, context) =>
    recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn: day(values.diedOn ?? ''),
      documentNo: undefined,
      publishedUntil: null,
      keptFrom: null,
      retentionSetting: 'retention.neutral',
    }),
};
