import { isUnusual } from '../../src/access/audit/unusual-access.rules.ts';
import { judgePassword, passwordEnds } from '../../src/access/passwords/password.rules.ts';
import { sessionEnd } from '../../src/access/sessions/session.rules.ts';
import { needsFactor } from '../../src/access/sessions/sign-in-step.rules.ts';
import type { StaffTerms } from '../../src/access/sessions/staff-terms.rules.ts';
import { everyOf, freshnessOf } from '../../src/intake/feeds/feed-freshness.rules.ts';
import { scoreOf, scoreParts, scoreWeightsOf } from '../../src/intake/feeds/score-card.rules.ts';
import { needsConfirmation, originalsFrom } from '../../src/intake/uploads/batch.rules.ts';
import { addDays, addMonths, addYears, type Day, day } from '../../src/kernel/day.ts';
import { type Calendar, earliestInTime } from '../../src/kernel/working-days.ts';
import { yearNotices } from '../../src/law/calendar/holidays.ts';
import { daysOf } from '../../src/law/calendar/year-notice.rules.ts';
import { assessRow } from '../../src/law/catalogs/reading/assess-row.rules.ts';
import { minorRow } from '../../src/law/catalogs/reading/minor-row.rules.ts';
import { retainedUntil } from '../../src/law/catalogs/retention.rules.ts';
import { firstRemovalDay, groundNamed } from '../../src/law/rulebook/removal.rules.ts';
import {
  dueSoonBy,
  dutyDue,
  dutyTermsOf,
  liftsLateBefore,
} from '../../src/notices/supervision/duty-due.rules.ts';
import { isWithinQuota } from '../../src/platform/door/look-quotas.rules.ts';
import { type Quota, quotas, spend } from '../../src/platform/door/rates.rules.ts';
import { pointsFor } from '../../src/promise/assistance/assistance.rules.ts';
import { type PublicFact, publicEntry } from '../../src/public/public-lists/public-entry.rules.ts';
import { deltasFrom } from '../../src/public/public-lists/publicity.rules.ts';
import { checkExtension } from '../../src/registry/listings/listing-periods.rules.ts';
import { priorNoticeOut, priorNoticeTerms } from '../../src/registry/listings/prior-notice.rules.ts';
import { clockStep } from '../../src/registry/records/record-clock.rules.ts';
import { servedUntil } from '../../src/registry/records/retention.rules.ts';
import { dueAfter, noDue } from '../../src/remedy/cases/case-due.rules.ts';
import type { RepairStep } from '../../src/remedy/repairs/repair.rules.ts';
import { dueOfStep } from '../../src/remedy/repairs/repair-order.rules.ts';
import { firstRepairDay, isRuleNo, repairRules } from '../../src/remedy/repairs/repair-periods.rules.ts';
import { mustProve } from '../../src/window/authorisations/assure-proof.ts';
import { standsUntil } from '../../src/window/checks/check-receipt.rules.ts';
import { inquiriesFrom, reportEnds } from '../../src/window/reports/report.rules.ts';
import { aRow, catalogOf, OWN } from '../rules/catalogs/rows.ts';
import { readDrawn } from './drawn-reader.ts';
import { aCitizenBornOn } from './identities.ts';
import { readPenalty } from './penalty-readers.ts';

type Reading = { setting: (key: string) => number; values: ReadonlyMap<string, number>; when: Day };
type Reader = (reading: Reading, key: string) => string;

const days = yearNotices.flatMap(daysOf);
const calendar: Calendar = {
  years: new Set(yearNotices.map(({ year }) => year)),
  holidays: new Set(days.filter(({ kind }) => kind === 'holiday').map((one) => one.day)),
  makeupWorkdays: new Set(days.filter(({ kind }) => kind !== 'holiday').map((one) => one.day)),
};

const addMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

const draft = (code: string, { setting }: Reading, changes: Record<string, string> = {}) => {
  const context = { today: day('2026-11-24'), setting, agency: { name: '示例市某某局', uscc: OWN } };
  const assessment = assessRow(catalogOf(code), aRow(code, changes), context);
  if (!assessment.ok) throw new Error(JSON.stringify(assessment.faults));
  return assessment.draft;
};

const firstDay = (from: Day, fits: (on: Day) => boolean): string => {
  for (let on = from, tried = 0; tried < 2500; on = addDays(on, 1), tried += 1) if (fits(on)) return on;
  return 'never';
};

const listed = (key: string, when: Day, dueOn: Day | null = null) => ({
  list: key.replace(/^list\.|\.[a-z-]+$/g, ''),
  kind: 'severe' as const,
  listedOn: when,
  dueOn,
});

const after: Reader = ({ setting, when }, key) => dueAfter(calendar, when, setting(key)).dueOn ?? '';
const repairStep =
  (step: RepairStep): Reader =>
  ({ setting, when }) =>
    dueOfStep(step, noDue, (key) => dueAfter(calendar, when, setting(key))).dueOn ?? '';
const repairable = (about: Record<string, unknown>, when: Day) => ({
  catalog: 'administrative-penalty',
  class: 'ordinary' as const,
  decidedOn: when,
  fields: {},
  listedOn: null,
  isListed: false,
  ...about,
});
const penalty =
  (penaltyType: string, publicityEnd: string): Reader =>
  (reading) =>
    draft('administrative-penalty', reading, { penaltyType, publicityEnd, suspendedLicense: '示例许可证' })
      .publishedUntil ?? '';
const duty =
  (part: 'receiptDueOn' | 'liftDueOn' | 'feedbackDueOn'): Reader =>
  ({ values, when }) =>
    dutyDue(calendar, dutyTermsOf(values), { list: 'serious-violation', opened: when })[part] ?? '';

const kept: Reader = ({ setting, when }, key) =>
  retainedUntil(
    { end: when, decidedOn: day('2020-01-02'), kind: key.endsWith('.person') ? 'person' : 'organisation' },
    key.replace(/\.person$/, ''),
    { setting },
  ) ?? '';

const personFact = (when: Day): PublicFact => ({
  catalog: 'judgment-defaulter',
  recordState: 'live',
  class: null,
  publishedUntil: null,
  retainedUntil: null,
  listingState: 'listed',
  dueOn: null,
  recordId: 1,
  documentNo: null,
  authorityName: '示例市人民法院',
  decidedOn: when,
  listedOn: when,
  reason: null,
  isDisputed: false,
  isUnderAppeal: false,
  isStayed: false,
  fields: {},
  kind: 'person',
  name: '示例甲',
  uscc: null,
  bornOn: day('1980-01-02'),
});
// Which rule reads a setting: by its key, or by its family. A setting of a new family needs a line here.
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\.sample\.(high|medium|low)$/, readDrawn],
  [/^double-publicity\./, ({ setting, when }, key) => earliestInTime(calendar, when, setting(key)).day],
  [/^publicity\.ordinary\.min$/, penalty('罚款', '2026-03-20')],
  [/^publicity\.ordinary\.max$/, penalty('罚款', '')],
  [/^publicity\.severe\.min$/, penalty('责令停产停业', '2026-03-20')],
  [/^publicity\.severe\.max$/, penalty('责令停产停业', '')],
  [/^honour\.term$/, (reading) => draft('honour', reading).listing?.dueOn ?? ''],
  [/^check\.validity$/, ({ setting, when }, key) => standsUntil(when, setting(key))],
  [/^query-log\.keep$/, ({ setting, when }, key) => inquiriesFrom(when, setting(key))],
  [
    /^batch\.full\./,
    ({ setting }, key) => {
      const isAsked = (missing: number) =>
        needsConfirmation({ live: 1000, missing, rejected: 0, isUnread: false }, setting(key));
      return `漏列 ${Array.from({ length: 1001 }, (_, missing) => missing).find(isAsked)} 条起须确认`;
    },
  ],
  [/^batch\.original\./, ({ setting, when }, key) => originalsFrom(when, setting(key))],
  [
    /^repair\.rule$/,
    ({ setting }, key) => {
      const no = setting(key);
      return isRuleNo(no) ? repairRules[no].name : 'none';
    },
  ],
  [/^repair\.decide$/, repairStep('accept')],
  [/^repair\.decide-extended$/, repairStep('extend')],
  [/^repair\.sync-stop$/, repairStep('grant')],
  [/^repair\.order-58\.min$/, ({ values, when }) => firstRepairDay(58, repairable({}, when), values)],
  [
    /^repair\.order-58\.protected\./,
    ({ values, when }) => firstRepairDay(58, repairable({ fields: { facts: '食品' } }, when), values),
  ],
  [
    /^repair\.rules-2019\./,
    ({ values, when }, key) =>
      firstRepairDay(2019, repairable(key.includes('.severe.') ? { class: 'severe' } : {}, when), values),
  ],
  [/^repair\.reapply-bar$/, ({ setting, when }, key) => addMonths(when, setting(key))],
  [
    /^(repair\.accept|dispute\.decide(-extended)?|supervision\.reply|assistance\.deadline|verification\.[dr].+|complaint\.(handle|answer))$/,
    after,
  ],
  [
    /^feed\.every\./,
    ({ values, when }, key) => {
      const everyWorkingDays = everyOf(key.replace('feed.every.', ''), null, values);
      const term = { lastGoodOn: when, since: when, everyWorkingDays };
      return freshnessOf(term, { today: when, dueSoon: 1, calendar }).expectedBy;
    },
  ],
  [
    /^feed\.due-soon$/,
    ({ setting, when }, key) => {
      const term = { lastGoodOn: when, since: when, everyWorkingDays: 7 };
      return firstDay(
        when,
        (today) => freshnessOf(term, { today, dueSoon: setting(key), calendar }).state === 'due',
      );
    },
  ],
  [
    /^scorecard\.weight\./,
    ({ values }, key) => {
      const parts = Object.fromEntries(scoreParts.map((part) => [part, key.endsWith(part) ? 0 : 1]));
      return String(scoreOf(parts as Record<(typeof scoreParts)[number], number>, scoreWeightsOf(values)));
    },
  ],
  [/^retention\.(negative|positive|neutral)(\.person)?$/, kept],
  [
    /^retention\.from-decision$/,
    ({ setting, when }) =>
      retainedUntil({ end: day('2026-06-01'), decidedOn: when, kind: 'organisation' }, 'retention.negative', {
        setting,
      }) ?? '',
  ],
  [
    /^retention\.while-listed$/,
    ({ setting, when }, key) =>
      servedUntil(
        { state: 'live', isNegative: true, retainedUntil: when },
        { severe: [day('2027-03-02')], isKeptWhileListed: setting(key) === 1 },
        when,
      ) ?? '',
  ],
  [
    /^prior-notice\.statements$/,
    ({ setting, when }) => {
      const { statementDays, decideBy } = priorNoticeTerms(when, setting);
      const notice = { noticeNo: '', basis: '', notifiedOn: when, statementDays, decideBy, statements: [] };
      const shown = notice as unknown as Parameters<typeof priorNoticeOut>[0];
      return priorNoticeOut(shown, { calendar, today: when }).statementsUntil.on;
    },
  ],
  [/^prior-notice\.decision$/, ({ setting, when }) => priorNoticeTerms(when, setting).decideBy],
  [
    /^subject\.minor\.age$/,
    ({ setting, when }, key) => {
      const born = aCitizenBornOn('20080302');
      const isTaken = (publishedOn: Day) =>
        !minorRow(
          catalogOf('judgment-defaulter'),
          { values: { idNo: born, publishedOn }, cells: {} },
          { today: when, setting, agency: { name: '示例市某某局', uscc: OWN } },
        );
      const isShown = (listedOn: Day) =>
        publicEntry(
          { ...personFact(listedOn), bornOn: day('2008-03-02') },
          { today: listedOn, personsOn: () => 1, adultAge: setting(key) },
        ) !== null;
      return firstDay(addYears(when, -2), (on) => isTaken(on) && isShown(on));
    },
  ],
  [
    /^publicity\.hold-uncorrected$/,
    ({ setting, when }, key) => {
      const step = clockStep(
        {
          id: 1,
          version: 1,
          state: 'live',
          catalog: 'administrative-penalty',
          publishedUntil: when,
          retainedUntil: null,
          isUncorrected: true,
          isHeld: false,
        },
        { holdsUncorrected: setting(key) === 1, uncorrected: new Set() },
        when,
      );
      return step === 'hold' ? '继续公示，由主管部门决定' : '停止公示';
    },
  ],
  [
    /^list\..*\.term$/,
    (reading, key) => {
      const isOfSellers = key.includes('.accounts.');
      const list = key.replace(/^list\.|(\.accounts)?\.term$/g, '');
      const conduct = isOfSellers
        ? '非法买卖、出租、出借电话卡、银行账户、支付账户等'
        : '因电信网络诈骗及其关联犯罪受过刑事处罚';
      return draft(list, reading, list === 'telecom-fraud' ? { conduct } : {}).listing?.dueOn ?? '';
    },
  ],
  [/^penalty\./, readPenalty],
  [
    /^list\..*\.removal\..*\.wait$/,
    ({ setting, when }, key) => {
      const [, list = '', code = ''] = /^list\.(.+)\.removal\.(.+)\.wait$/.exec(key) ?? [];
      const ground = groundNamed(list, code);
      const claim = {
        list,
        ground: code,
        listedOn: when,
        dueOn: null,
        measuresUntil: null,
        correctedOn: when,
      };
      return (ground && firstRemovalDay(ground, claim, setting)) ?? 'never';
    },
  ],
  [
    /^list\..*\.extension-min$/,
    ({ values, when }, key) =>
      firstDay(addDays(when, 1), (on) => checkExtension(listed(key, when, when), on, values).ok),
  ],
  [
    /^list\..*\.extension-max$/,
    ({ values, when }, key) => {
      const held = listed(key, when, addDays(when, 1));
      const fits = (on: Day) => checkExtension(held, on, values).ok;
      const begins = firstDay(addDays(when, 2), fits);
      const ends = begins === 'never' ? begins : firstDay(day(begins), (on) => !fits(on));
      return ends === 'never' ? ends : addDays(day(ends), -1);
    },
  ],
  [
    /^public\.judgment-defaulter\.persons$/,
    ({ setting, when }, key) => {
      const about = { today: when, personsOn: () => setting(key), adultAge: 18 };
      const entry = publicEntry(personFact(when), about);
      return entry ? (JSON.parse(entry.json) as { name: string }).name : '不公示';
    },
  ],
  [/^public\.delta-keep$/, ({ setting, when }, key) => deltasFrom(when, setting(key))],
  [/^own-request\.proof$/, ({ setting }, key) => (mustProve('key:1', setting(key)) ? '拒绝' : '出具')],
  [/^matter-proposal\.comments$/, ({ setting, when }, key) => addDays(when, setting(key))],
  [/^report\.validity$/, ({ setting, when }, key) => reportEnds(when, setting(key))],
  [/^feedback\.deadline/, duty('feedbackDueOn')],
  [/^assistance\.points$/, ({ setting }, key) => `扣 ${pointsFor(2, setting(key))} 分`],
  [/^(feedback|assistance)\.remind$/, ({ setting, when }, key) => dueSoonBy(calendar, when, setting(key))],
  [/^receipt\.deadline$/, duty('receiptDueOn')],
  [/^lift\.receipt$/, duty('liftDueOn')],
  [
    /^lift\.delivery$/,
    ({ setting, when }, key) =>
      liftsLateBefore(new Date(`${when}T10:00:00Z`), setting(key))
        .toISOString()
        .slice(11, 16),
  ],
  [
    /^session\./,
    ({ setting, when }, key) => {
      const openedAt = new Date(`${when}T09:00:00Z`);
      const usedAt = key === 'session.idle' ? openedAt : addMinutes(openedAt, 24 * 60);
      const span = { absolute: setting('session.absolute'), idle: setting('session.idle') };
      return sessionEnd({ openedAt, usedAt }, span).toISOString().slice(11, 16);
    },
  ],
  [
    /^(password|staff)\./,
    ({ setting, when }, key) => {
      const terms: StaffTerms = (term) => setting(term);
      const at = new Date(`${when}T01:00:00Z`);
      if (key === 'password.age') return passwordEnds(at, setting(key)).toISOString().slice(0, 10);
      if (key === 'password.code')
        return setting(key) === 1440 ? '次日 09:00' : addMinutes(at, setting(key)).toISOString();
      if (key === 'password.history') return String(setting(key) + 1);
      if (key === 'staff.second-factor')
        return needsFactor(['registrar'], terms) ? '须用动态口令' : '可不用动态口令';
      const tried = ['kfbqm', 'kfbqmX', 'kfbqmX7', 'kfbqmX7-'].map(
        (start, place) => [place + 1, start] as const,
      );
      const isTaken = (password: string) => judgePassword(password, { name: '', agency: '' }, terms).ok;
      const padded = (start: string, to: number) => start.padEnd(to, 'zgtvjhrwdc'.repeat(7));
      if (key === 'password.kinds')
        return String(tried.find(([, start]) => isTaken(padded(start, setting('password.length'))))?.[0]);
      for (let length = 1; length < 70; length += 1)
        if (isTaken(padded('fX7kqm', length).slice(0, length))) return String(length);
      return 'never';
    },
  ],
  [
    /^unusual\./,
    ({ setting }, key) => {
      for (let count = 1; count < 2000; count += 1)
        if (isUnusual(count, setting(key)))
          return `第 ${count} ${key === 'unusual.one-case' ? '个' : '次'}起列入`;
      return 'never';
    },
  ],
  [/^quota\.keys$/, ({ setting }, key) => (setting(key) === 1 ? '同样计次' : '不计次数')],
  [
    /^quota\..+\.day$/,
    ({ setting }, key) => {
      for (let nth = 1; nth < 200_000; nth += 1)
        if (!isWithinQuota(nth, setting(key))) return `第 ${nth} 次被拒`;
      return 'never';
    },
  ],
  [
    /^rate\./,
    ({ setting }, key) => {
      const { seconds } = quotas[key.slice('rate.'.length) as Quota];
      const most = setting(key);
      const uses = most > 1000 ? 100 : 1;
      let busyUntil: number | undefined;
      for (let used = 0; used < 20_000; used += uses) {
        const next = spend(busyUntil, { now: 0, most, seconds, uses });
        if (!next.spent.ok) return `第 ${used + 1} 次被拒`;
        busyUntil = next.busyUntil;
      }
      return 'never';
    },
  ],
];

export const readerOf = (key: string): Reader | undefined =>
  readers.find(([family]) => family.test(key))?.[1];
