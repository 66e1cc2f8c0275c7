import type { Context } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { listMeasures } from '../../law/measures/list-measures.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import { departmentsOf, listsOf } from '../../law/measures/measure-columns.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { draftOfForm } from './draft-of-form.pages.ts';
import { MeasureFormView, MeasureListView, MeasureSheetView } from './measure-form.view.tsx';
import { measuresOfSheet } from './measures-of-sheet.ts';

const labels = {
  ...{ code: '措施代码', kind: '类别', title: '措施名称', content: '措施内容', target: '适用对象' },
  ...{ measureBasis: '该措施的法规政策依据', departments: '实施单位', lists: '适用名单' },
  ...{ edition: '版次', validFrom: '生效日', basis: '依据', file: '文件' },
} as const;

const nextOf = (measures: readonly Measure[]): number =>
  Math.max(2024, ...measures.map(({ edition }) => edition)) + 1;
const todayOf = (ctx: Ctx) => dayOf(ctx.clock.now());

const drawOne = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const measures = await listMeasures(ctx);
  const about = {
    ...{ refusal, onceKey: ctx.newId(), next: nextOf(measures), today: todayOf(ctx) },
    measure: measures.find(({ code }) => code === c.req.query('code')),
  };
  const hasErrors = refusal.faults.length > 0;
  return draw(
    c,
    { title: '更改措施', body: <MeasureFormView {...about} />, hasErrors },
    hasErrors ? 422 : 200,
  );
};

const drawSheet = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const next = nextOf(await listMeasures(ctx));
  const about = { refusal, onceKey: ctx.newId(), next, today: todayOf(ctx) };
  const hasErrors = refusal.faults.length > 0;
  return draw(
    c,
    { title: '上传整版措施清单', body: <MeasureSheetView {...about} />, hasErrors },
    hasErrors ? 422 : 200,
  );
};

const told = ({
  edition: _,
  validFrom,
  validUntil,
  ...measure
}: Measure & { validFrom?: string; validUntil?: string | null }) => measure;

const measureOf = ({ input }: Form, code: unknown) => ({
  ...{ code, kind: input.kind, title: input.title, content: input.content, target: input.target },
  basis: input.measureBasis,
  departments: departmentsOf(String(input.departments ?? '')),
  lists: listsOf(String(input.lists ?? '')),
  personsOnly: input.personsOnly === 'yes',
});

const editionOf = ({ input }: Form, ctx: Ctx, measures: readonly unknown[]) => ({
  kind: 'measures',
  content: { edition: Number(input.edition), validFrom: input.validFrom ?? todayOf(ctx), measures },
  basis: input.basis,
});

// The edition in force with one measure put in, changed or left out.
const draftOne = async (ctx: Ctx, form: Form, code: string | undefined) => {
  const present = (await listMeasures(ctx)).map(told);
  const place = code === undefined ? present.length : present.findIndex((one) => one.code === code);
  if (place < 0) throw new Problem('change.outdated');
  const isDropped = code !== undefined && form.input.drop !== undefined;
  const measures = isDropped
    ? present.toSpliced(place, 1)
    : present.toSpliced(place, 1, measureOf(form, code ?? form.input.code) as (typeof present)[number]);
  return draftOfForm(ctx, editionOf(form, ctx, measures), (pointer) => {
    const field = new RegExp(`^/content/measures/${place}/(\\w+)`).exec(pointer)?.[1];
    if (field) return field === 'basis' ? '/measureBasis' : `/${field}`;
    return pointer === `/content/measures/${place}` ? '/lists' : pointer.replace('/content/', '/');
  });
};

const draftSheet = async (c: Context<Env>, ctx: Ctx, form: Form) => {
  const file = (await c.req.parseBody({ all: true })).file;
  if (!(file instanceof File)) throw new Problem('batch.empty');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const measures = await measuresOfSheet(ctx, { name: file.name, type: file.type, bytes });
  return draftOfForm(ctx, editionOf(form, ctx, measures), (pointer) =>
    pointer.startsWith('/content/measures') ? '' : pointer.replace('/content/', '/'),
  );
};

const answer = async (
  c: Context<Env>,
  draft: (ctx: Ctx, form: Form) => Promise<{ id: string }>,
  redraw: (c: Context<Env>, refusal: Refusal) => Response | Promise<Response>,
) => {
  const form = await formOf(c);
  const done = await tried(form.typed, { labels }, () => draft(onceOf(c.get('ctx'), form), form));
  return done.ok ? c.redirect(`/desk/changes/${done.value.id}`, 303) : redraw(c, done.refusal);
};

export const measureFormPages = pages()
  .get('/changes/new/measures', asks('change.draft'), async (c) =>
    draw(c, { title: '更改措施清单', body: <MeasureListView measures={await listMeasures(c.get('ctx'))} /> }),
  )
  .get('/changes/new/measures/one', asks('change.draft'), (c) => drawOne(c))
  .post('/changes/new/measures/one', asks('change.draft'), (c) =>
    answer(c, (ctx, form) => draftOne(ctx, form, c.req.query('code')), drawOne),
  )
  .get('/changes/new/measures/sheet', asks('change.draft'), (c) => drawSheet(c))
  .post('/changes/new/measures/sheet', asks('change.draft'), (c) =>
    answer(c, (ctx, form) => draftSheet(c, ctx, form), drawSheet),
  );
