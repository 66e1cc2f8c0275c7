import { caseSettings } from './case-settings.ts';
import { clockSettings } from './clock-settings.ts';
import { withExample } from './examples/setting-examples.ts';
import { feedSettings } from './feed-settings.ts';
import {
  lookQuotaSettings,
  noticeSettings,
  publicSettings,
  rateSettings,
  unusualSettings,
} from './outward-settings.ts';
import { penaltySettings } from './penalty-settings.ts';
import type { Setting } from './setting.ts';
import { severeListSettings } from './severe-lists.ts';
import { staffSettings } from './staff-settings.ts';
import { verificationSettings } from './verification-settings.ts';

const settings: readonly Setting[] = [
  { key: 'double-publicity.report-limit', value: 7, unit: 'working-days', basis: '发改办财金〔2018〕424号' },
  { key: 'publicity.ordinary.min', value: 3, unit: 'months', basis: '国办发〔2025〕22号第二条' },
  { key: 'publicity.ordinary.max', value: 12, unit: 'months', basis: '国办发〔2025〕22号第二条' },
  { key: 'publicity.severe.min', value: 12, unit: 'months', basis: '国办发〔2025〕22号第二条' },
  { key: 'publicity.severe.max', value: 36, unit: 'months', basis: '国办发〔2025〕22号第二条' },
  { key: 'honour.term', value: 36, unit: 'months', basis: '本市设定：未载明有效期的荣誉信息按三年展示' },
  { key: 'check.validity', value: 1, unit: 'days', basis: '本市设定：核查结果当日有效' },
  {
    key: 'repair.sync-stop',
    value: 3,
    unit: 'working-days',
    basis: '本市设定，参照上海市优化营商环境条例第六十七条',
  },
  {
    key: 'query-log.keep',
    value: 10,
    unit: 'years',
    basis: '本市设定，参照浙江省公共信用信息管理条例第二十条',
  },
  {
    key: 'batch.full.max-withdrawn-share',
    value: 10,
    unit: 'percent',
    basis: '本市设定：整表覆盖拟撤回的记录超过现有记录的十分之一时，须由报送单位确认',
  },
  {
    key: 'batch.original.keep',
    value: 30,
    unit: 'days',
    basis: '本市设定：上传原件加密留存三十日，供核对与重新处理',
  },
  ...caseSettings,
  ...feedSettings,
  ...clockSettings,
  ...penaltySettings,
  ...severeListSettings,
  ...publicSettings,
  ...noticeSettings,
  ...rateSettings,
  ...lookQuotaSettings,
  ...unusualSettings,
  ...staffSettings,
  ...verificationSettings,
];

// Every number of the law that the program uses, with its source, its first day and a dated example. A
// deployment changes the table `settings`, never this file's readers.
export const defaultSettings: readonly Setting[] = settings.map(withExample);
