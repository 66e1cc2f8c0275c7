import { addMonths, type Day, day } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { earliestRemovalSetting, severeLists } from '../../law/rulebook/severe-lists.ts';
import { checklistOf, materialNames } from './repair-materials.rules.ts';

// What a listed subject must know to get off the list, as the notices and the printed sheet say it.
export type RepairNotice = {
  no: string;
  listName: string;
  earliestOn: Day;
  earliest: string;
  grounds: readonly string[];
  materials: readonly string[];
  how: string;
  where: string;
  remedies: string;
  basis: string;
};

type Settings = ReadonlyMap<string, number>;
type Listed = { id: number; list: string; authority: string; listedOn: string; dueOn: string | null };

const ASKED = '国办发〔2025〕22号；信用修复管理办法（国家发展改革委令第36号）';
const COURT = 'judgment-defaulter';

/**
 * Of every list the one text about the way back, told with each listing and printed for its subject. The grounds are the
 * list's own data; the days are settings. The number is the registry's own: 本市设定.
 * Basis: 国办发〔2025〕22号（处罚决定书与信用修复告知书一并送达）；列入名单时照此告知为本市设定
 */
export const repairNoticeOf = (listed: Listed, settings: Settings): RepairNotice => {
  const { id, list, authority, listedOn, dueOn } = listed;
  const about = severeLists.find(({ code }) => code === list);
  const months = settings.get(earliestRemovalSetting(list)) ?? settings.get('publicity.severe.min') ?? 0;
  const earliestOn = addMonths(day(listedOn), months);
  return {
    no: `信修告〔${listedOn.slice(0, 4)}〕${id}号`,
    listName: about?.name ?? findCatalog(list)?.name ?? list,
    earliestOn,
    earliest: earliestWords(months, earliestOn, dueOn),
    grounds: about ? [about.removalConditions] : [],
    materials: checklistOf(list).map((code) => materialNames[code]),
    how: '备齐材料提出申请；符合条件的，认定单位决定移出，登记系统随即通知各执行单位解除措施。',
    where: `${authority}（认定单位），或者政务服务中心窗口代为登记。`,
    remedies: remediesOf(list),
    basis: about ? `${ASKED}；${about.basis}` : ASKED,
  };
};

const earliestWords = (months: number, on: Day, dueOn: string | null): string => {
  const from =
    months === 0 ? '具备移出条件即可申请' : `自${chineseDay(on)}起可以申请（列入满 ${months} 个月）`;
  return dueOn === null
    ? `${from}。该名单没有固定期限，至履行完毕为止。`
    : `${from}。名单管理期至${chineseDay(dueOn)}届满，届满自动移出，无须申请。`;
};

// A court's own listing is mended by that court.
// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第十一、十二条；行政复议法（2023）第四十二条；行政诉讼法第五十六条
const remediesOf = (list: string): string =>
  list === COURT
    ? '认为列入有误的，可以向执行法院申请纠正；认为信息有误的，可以在政务服务中心窗口提出异议。'
    : '认为信息有误的，可以提出异议；不服列入决定的，可以依法申请行政复议或者提起行政诉讼。复议、诉讼期间不停止执行，依法决定或者裁定停止执行的除外。';

export const chineseDay = (on: string): string => {
  const [year, month, date] = on.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
