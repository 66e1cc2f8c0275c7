import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { listCalendar } from '../../law/calendar/list-calendar.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { listRuleSets } from '../../law/rulebook/list-rule-sets.ts';
import { listSettings } from '../../law/rulebook/list-settings.ts';
import { boundsWords, settingBounds } from '../../law/rulebook/setting-bounds.rules.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listSevereLists } from '../../registry/listings/list-severe-lists.ts';
import { changedNumbers, changedTogether, spansAsTyped, typedSpans } from './change-form.rules.ts';
import {
  CalendarFormView,
  ListChoiceView,
  SettingChoiceView,
  SettingFormView,
  SevereListFormView,
} from './change-form.view.tsx';
import { draftOfForm } from './draft-of-form.pages.ts';

const frameOf = (ctx: Ctx, refusal: Refusal) => ({ refusal, onceKey: ctx.newId() });
const todayOf = (ctx: Ctx) => dayOf(ctx.clock.now());
const common = { basis: '依据', validFrom: '生效日' } as const;
const drawForm = (c: Context<Env>, title: string, body: Child, refusal: Refusal) => {
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title, body, hasErrors }, hasErrors ? 422 : 200);
};

const togetherWith = async (ctx: Ctx, key: string) => {
  const settings = await listSettings(ctx);
  const keys = changedTogether(
    key,
    settings.map((one) => one.key),
  );
  const together = settings.filter((one) => keys.includes(one.key));
  if (together.length === 0) throw new Problem('setting.unknown');
  return together;
};

const drawSettings = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const key = c.req.query('key');
  if (!key)
    return draw(c, {
      title: '更改期限或参数',
      body: <SettingChoiceView settings={await listSettings(ctx)} />,
    });
  const fields = (await togetherWith(ctx, key)).map((one, place) => {
    const bounds = settingBounds(one.key);
    return {
      field: `value-${place}`,
      name: one.name,
      hint: `现为 ${one.words}；应为 ${bounds ? boundsWords(bounds) : '数字'}`,
      value: String(one.value),
      choices: bounds?.choices,
    };
  });
  const frame = frameOf(ctx, refusal);
  const body = <SettingFormView {...frame} settingKey={key} fields={fields} today={todayOf(ctx)} />;
  return drawForm(c, '更改期限或参数', body, refusal);
};

const draftSettings = async (ctx: Ctx, { input }: Form, key: string) => {
  const together = await togetherWith(ctx, key);
  const present = new Map(together.map(({ value }, place) => [`value-${place}`, value]));
  const changed = changedNumbers(input, present);
  if (changed.length === 0) throw new Problem('change.no-difference');
  const settings = changed.map(({ name, value }) => ({ key: together[Number(name.slice(6))]?.key, value }));
  const content = { settings, ...(input.validFrom ? { validFrom: input.validFrom } : {}) };
  return draftOfForm(ctx, { kind: 'settings', content, basis: input.basis }, (pointer) => {
    const place = /^\/content\/settings\/(\d+)/.exec(pointer)?.[1];
    const field = place === undefined ? undefined : changed[Number(place)]?.name;
    return field ? `/${field}` : pointer.replace('/content/', '/');
  });
};

const termFields = [
  ['termMonths', '列入期限'],
  ['extensionMinMonths', '一次最少延长'],
  ['extensionMaxMonths', '最多可延长'],
] as const;

const knownList = async (ctx: Ctx, code: string) => {
  const list = (await listSevereLists(ctx)).find((one) => one.code === code);
  if (!list) throw new Problem('severe-list.unknown');
  return list;
};
const countedNow = async (ctx: Ctx) =>
  (await listRuleSets(ctx)).items.find(({ state }) => state === 'in-force')?.lists ?? [];
const inMonths = (count: number | null) => (count === null ? '未规定' : `${count} 个月`);

const drawLists = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const counted = await countedNow(ctx);
  const ruleOf = (code: string) => counted.find(({ list }) => list === code);
  const code = c.req.query('list');
  if (!code) {
    const lists = (await listSevereLists(ctx)).map((one) => ({
      code: one.code,
      name: catalogNames[one.code] ?? one.name,
      words: termFields.map(([field, label]) => `${label}：${inMonths(one[field])}`).join('；'),
      isDocumentMissing: ruleOf(one.code)?.isDocumentMissing ?? false,
    }));
    return draw(c, { title: '更改严重失信名单', body: <ListChoiceView lists={lists} /> });
  }
  const list = await knownList(ctx, code);
  const terms = termFields.map(([field, label]) => ({ field, label, value: list[field] }));
  const about = { code, name: catalogNames[code] ?? list.name };
  const frame = { ...frameOf(ctx, refusal), today: todayOf(ctx) };
  const body = (
    <SevereListFormView {...frame} list={about} basis={ruleOf(code)?.basis ?? null} terms={terms} />
  );
  return drawForm(c, '更改严重失信名单', body, refusal);
};

const draftList = async (ctx: Ctx, { input }: Form, code: string) => {
  const list = await knownList(ctx, code);
  const present = new Map(termFields.map(([field]) => [field, list[field]] as const));
  const { cityDocument, validFrom } = input;
  const terms = changedNumbers(input, present).map(({ name, value }) => [name, value] as const);
  const rest = { ...(cityDocument ? { cityDocument } : {}), ...(validFrom ? { validFrom } : {}) };
  const content = { list: code, ...Object.fromEntries(terms), ...rest };
  return draftOfForm(ctx, { kind: 'severe-lists', content, basis: input.basis });
};

const drawCalendar = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const years = await listCalendar(ctx);
  const asked = c.req.query('year') ?? String(Math.max(0, ...years.map(({ year }) => year)) + 1);
  const { holidays, workdays } = spansAsTyped(years.find(({ year }) => String(year) === asked)?.days ?? []);
  const body = (
    <CalendarFormView {...frameOf(ctx, refusal)} year={asked} holidays={holidays} workdays={workdays} />
  );
  return drawForm(c, '更改节假日安排', body, refusal);
};

const draftCalendar = (ctx: Ctx, { input }: Form) => {
  const { faults, ...spans } = typedSpans(String(input.holidays ?? ''), String(input.workdays ?? ''));
  if (faults.length > 0) throw new Problem('request.invalid', { errors: faults });
  const content = { year: Number(input.year), ...spans };
  return draftOfForm(ctx, { kind: 'calendar', content, basis: input.basis }, (pointer) =>
    pointer === '/content' ? '/holidays' : pointer.replace('/content/', '/'),
  );
};

type Drafting = {
  labels: Readonly<Record<string, string>>;
  draft(ctx: Ctx, form: Form): Promise<{ id: string }>;
  redraw(c: Context<Env>, refusal: Refusal): Response | Promise<Response>;
};
const answer = async (c: Context<Env>, { labels, draft, redraw }: Drafting) => {
  const form = await formOf(c);
  const words = { labels: { ...common, ...labels } };
  const done = await tried(form.typed, words, () => draft(onceOf(c.get('ctx'), form), form));
  return done.ok ? c.redirect(`/desk/changes/${done.value.id}`, 303) : redraw(c, done.refusal);
};

export const changeFormPages = pages()
  .get('/changes/new/settings', asks('change.draft'), (c) => drawSettings(c))
  .post('/changes/new/settings', asks('change.draft'), async (c) => {
    const key = c.req.query('key') ?? '';
    const together = await togetherWith(c.get('ctx'), key);
    const labels = Object.fromEntries(together.map(({ name }, place) => [`value-${place}`, name]));
    return answer(c, { labels, draft: (ctx, form) => draftSettings(ctx, form, key), redraw: drawSettings });
  })
  .get('/changes/new/severe-lists', asks('change.draft'), (c) => drawLists(c))
  .post('/changes/new/severe-lists', asks('change.draft'), (c) =>
    answer(c, {
      labels: { ...Object.fromEntries(termFields), cityDocument: '本市文件的文号' },
      draft: (ctx, form) => draftList(ctx, form, c.req.query('list') ?? ''),
      redraw: drawLists,
    }),
  )
  .get('/changes/new/calendar', asks('change.draft'), (c) => drawCalendar(c))
  .post('/changes/new/calendar', asks('change.draft'), (c) =>
    answer(c, {
      labels: { year: '年度', holidays: '放假', workdays: '调休上班的周末' },
      draft: draftCalendar,
      redraw: drawCalendar,
    }),
  );
