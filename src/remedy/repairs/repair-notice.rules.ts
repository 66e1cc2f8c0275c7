import { addMonths, type Day, day } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { RemovalGround } from '../../law/rulebook/removal-ground.ts';
import { removalGrounds, waitSetting } from '../../law/rulebook/removal-grounds.ts';
import { severeLists } from '../../law/rulebook/severe-lists.ts';
import { checklistOf, materialNames } from './repair-materials.rules.ts';

// The way off the list for a listed subject, as the notices and the printed sheet say it.
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
 * For every list the one text about the way back, told with each listing and printed for its subject. The
 * grounds are the list's own data; the days are settings. The number is the registry's own: 本市设定.
 * Basis: 国办发〔2025〕22号（处罚决定书与信用修复告知书一并送达）；列入名单时照此告知为本市设定
 */
export const repairNoticeOf = (listed: Listed, settings: Settings): RepairNotice => {
  const { id, list, authority, listedOn } = listed;
  const about = severeLists.find(({ code }) => code === list);
  const ways = waysOf(listed, settings);
  const earliestOn = earliestOf(listed, ways, settings);
  return {
    no: `信修告〔${listedOn.slice(0, 4)}〕${id}号`,
    listName: about?.name ?? findCatalog(list)?.name ?? list,
    earliestOn,
    earliest: earliestWords(earliestOn, listed),
    grounds: ways.map(wayWords),
    materials: checklistOf(list).map((code) => materialNames[code]),
    how: '备齐材料提出申请；符合条件的，认定单位决定移出，登记系统随即通知各执行单位解除措施。',
    where: `${authority}（认定单位），或者政务服务中心窗口代为登记。`,
    remedies: remediesOf(list),
    basis: about ? `${ASKED}；${about.basis}` : ASKED,
  };
};

type Way = { ground: RemovalGround; months: number; from: Day };

// Each ground that a subject can bring about, and the first day on which it may: correction counts from the
// listing at the earliest.
const waysOf = ({ list, listedOn, dueOn }: Listed, settings: Settings): Way[] =>
  removalGrounds(list).flatMap((ground) => {
    if (!ground.condition) return [];
    const isReckoned = ground.startsFrom === 'listing' || ground.startsFrom === 'correction';
    const months = isReckoned ? (settings.get(waitSetting(list, ground.code)) ?? ground.waitMonths) : 0;
    const isTermed = ground.startsFrom === 'ban' || ground.startsFrom === 'term';
    const from = isTermed && dueOn !== null ? day(dueOn) : addMonths(day(listedOn), months);
    return [{ ground, months, from }];
  });

const earliestOf = ({ listedOn }: Listed, ways: readonly Way[], settings: Settings): Day => {
  const [first] = ways.map(({ from }) => from).toSorted();
  return first ?? addMonths(day(listedOn), settings.get('publicity.severe.min') ?? 0);
};

const wayWords = ({ ground: { condition, text, startsFrom }, months }: Way): string => {
  const start = startsFrom === 'correction' ? '改正之日' : '列入之日';
  return months > 0 ? `${condition ?? text}，自${start}起满 ${months} 个月` : (condition ?? text);
};

const earliestWords = (earliestOn: Day, { listedOn, dueOn }: Listed): string => {
  const from = earliestOn <= listedOn ? '具备移出条件即可申请' : `最早自${chineseDay(earliestOn)}起可以申请`;
  return dueOn === null
    ? `${from}。该名单没有固定期限，至移出条件具备为止。`
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
