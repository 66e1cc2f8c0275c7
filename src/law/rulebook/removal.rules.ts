import { addMonths, type Day } from '../../kernel/day.ts';
import type { RemovalGround, RemovalStart } from './removal-ground.ts';
import { removalGrounds, UNSTATED, waitSetting } from './removal-grounds.ts';

// ground: a code of the table, or words that the table does not know.
export type RemovalClaim = {
  list: string;
  ground: string;
  listedOn: Day;
  dueOn: Day | null;
  measuresUntil: Day | null;
  correctedOn: Day | null;
};
export type RemovalDoubt = {
  code: 'row.removal-ground' | 'row.removal-too-early' | 'row.removal-suspends';
  message: string;
  suspends: boolean;
};
type Law = { setting: (key: string) => number; today: Day };

export const groundNamed = (list: string, code: string): RemovalGround | undefined =>
  removalGrounds(list).find((one) => one.code === code);

export const groundText = (list: string, code: string): string =>
  code === UNSTATED ? '认定单位移出' : (groundNamed(list, code)?.text ?? code);

const starts: Readonly<Record<RemovalStart, string>> = {
  listing: '列入之日',
  correction: '改正之日',
  ban: '措施期限届满之日',
  term: '期限届满之日',
  none: '',
};

const startOf = ({ startsFrom }: RemovalGround, claim: RemovalClaim): Day | null | undefined => {
  if (startsFrom === 'none') return undefined;
  if (startsFrom === 'listing') return claim.listedOn;
  if (startsFrom === 'correction') return claim.correctedOn;
  return startsFrom === 'ban' ? (claim.measuresUntil ?? claim.dueOn ?? undefined) : claim.dueOn;
};

const monthsOf = ({ code, startsFrom }: RemovalGround, list: string, setting: Law['setting']): number =>
  startsFrom === 'listing' || startsFrom === 'correction' ? setting(waitSetting(list, code)) : 0;

/**
 * The day from which a ground of the table removes; null where the claim does not say from when its wait
 * runs.
 */
export const firstRemovalDay = (
  ground: RemovalGround,
  claim: RemovalClaim,
  setting: Law['setting'],
): Day | null => {
  const start = startOf(ground, claim);
  if (start === undefined) return claim.listedOn;
  return start && addMonths(start, monthsOf(ground, claim.list, setting));
};

const CONFIRM = '请登记机构凭认定单位的文书确认；其间核查转人工复核。';

/**
 * Whether an authority's own removal waits for the registrar; null: it is taken. The authority decides and
 * the registry records, but a ground that the list's law does not have, or whose wait is not over, is shown
 * to a second pair of eyes.
 * Basis: 国办发〔2020〕49号第（八）项；各名单的移出事由见 removal-grounds.ts
 */
export const removalDoubt = (claim: RemovalClaim, { setting, today }: Law): RemovalDoubt | null => {
  if (claim.ground === UNSTATED || (claim.dueOn !== null && claim.dueOn <= today)) return null;
  const ground = groundNamed(claim.list, claim.ground);
  if (!ground) return notAllowed(claim);
  if (ground.suspends)
    return {
      code: 'row.removal-suspends',
      message: `“${ground.text}”不是本名单的移出事由：其间暂停惩戒措施；执行完毕的，${CONFIRM}`,
      suspends: true,
    };
  const from = firstRemovalDay(ground, claim, setting);
  if (from !== null && today >= from) return null;
  return {
    code: 'row.removal-too-early',
    message: `${waitText(ground, claim, { from, setting })}${CONFIRM}`,
    suspends: false,
  };
};

/** The day on which a removal that came too early is allowed, once that day is here; null: it waits on. */
export const releasedFrom = (claim: RemovalClaim, { setting, today }: Law): Day | null => {
  const ground = groundNamed(claim.list, claim.ground);
  const from = ground && !ground.suspends ? firstRemovalDay(ground, claim, setting) : null;
  return from !== null && from <= today ? from : null;
};

const notAllowed = ({ list, ground }: RemovalClaim): RemovalDoubt => {
  const allowed = removalGrounds(list).filter(({ aliases }) => aliases.length > 0);
  return {
    code: 'row.removal-ground',
    message: `“${ground}”不是本名单的移出事由（${allowed.map(({ text }) => text).join('、')}）；${CONFIRM}`,
    suspends: false,
  };
};

const waitText = (
  ground: RemovalGround,
  { list }: RemovalClaim,
  { from, setting }: { from: Day | null; setting: Law['setting'] },
): string => {
  if (ground.startsFrom === 'term' && from === null) return '该名单没有固定期限，不因期限届满移出；';
  if (from === null)
    return `以“${ground.text}”移出的，须填写${starts[ground.startsFrom].replace('之日', '日期')}；`;
  const months = monthsOf(ground, list, setting);
  const wait = months > 0 ? `${starts[ground.startsFrom]}起满 ${months} 个月` : starts[ground.startsFrom];
  return `以“${ground.text}”移出须待${wait}，最早为 ${from}，届时自动移出；`;
};

const waitWords = ({ startsFrom, waitMonths }: RemovalGround): string => {
  const months = startsFrom === 'listing' || startsFrom === 'correction' ? waitMonths : 0;
  return months > 0 ? `，自${starts[startsFrom]}起满 ${months} 个月` : '';
};

// The way back, from the table: what to have done and how long to wait.
export const restoreSentence = (
  list: string,
  { authority, hasTerm }: { authority: string; hasTerm: boolean },
): string => {
  const ways = removalGrounds(list).flatMap((ground) =>
    ground.condition ? [`${ground.condition}${waitWords(ground)}`] : [],
  );
  return `${ways.join('；或者')}的，可向作出列入决定的${authority}申请移出，移出后恢复适用${hasTerm ? '；期满自动移出' : ''}。`;
};

// Article 10 binds the court to delete within three working days, but not where the listing has a term.
const COURT_TERM =
  '列有期限的，期满后恢复适用；积极履行义务或者主动纠正的，可向执行法院申请提前删除，是否提前删除由法院决定。';
const TERMED: Readonly<Record<string, string>> = { 'judgment-defaulter': COURT_TERM };

/**
 * The way back of a listing with a term, where the law gives it another one than the list's.
 * Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条、第十条（有期限的不适用第十条，待核）
 */
export const restoreOfTerm = (list: string): string | undefined => TERMED[list];
