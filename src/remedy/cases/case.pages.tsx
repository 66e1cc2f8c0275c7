import type { Context } from 'hono';
import type { FC } from 'hono/jsx';
import type { z } from 'zod';
import { isRegistrar } from '../../access/reach.rules.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { type Option, type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type FormWords, fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { CaseId, NoStep, type StepIn } from './case.schema.ts';
import type { CaseKind } from './case.store.ts';
import type { BoardProps } from './case-board.view.tsx';
import { caseInput, withoutNumber } from './case-form.rules.ts';
import type { FormProps } from './case-form.view.tsx';
import type { Shown } from './case-out.rules.ts';
import type { SheetProps } from './case-sheet.view.tsx';
import type { BoardWish } from './case-wish.ts';

// A kind of case at the desk: its words, the verbs behind its pages and what they draw. Said: what a step is told.
export type Desk<Line extends { id: number }, Input, Step extends string, Said extends object> = {
  kind: CaseKind;
  path: '/repairs' | '/disputes';
  titles: { board: string; form: string; one: string };
  mayOpen: Permission;
  mayTake: (step: Step) => Permission;
  words: FormWords;
  query: z.ZodType<BoardWish>;
  input: z.ZodType<Input>;
  stepsIn: Readonly<Record<Step, StepIn<Said>>>;
  stepWords: Readonly<Record<Step, string>>;
  isApplicants: (step: Step) => boolean;
  isPossible: (line: Line, step: Step) => boolean;
  list: (ctx: Ctx, wish: BoardWish) => Promise<{ items: Line[]; next: string | null }>;
  open: (ctx: Ctx, input: Input) => Promise<Line>;
  show: (ctx: Ctx, id: number) => Promise<Shown<Line>>;
  take: (ctx: Ctx, order: { id: number; step: Step } & Said) => Promise<Line>;
  Board: FC<BoardProps<Line>>;
  Form: FC<FormProps>;
  Sheet: FC<SheetProps<Line>>;
};

const LISTED = 50;
const ID = '{[0-9a-f-]+}';
const idOf = (c: Context<Env>): number => fitted(CaseId, { id: c.req.param('id') }).id;
const stepsOf = <S extends string>(desk: { stepsIn: Readonly<Record<S, unknown>> }) =>
  Object.keys(desk.stepsIn) as S[];

export const casePages = <L extends { id: number }, I, S extends string, D extends object>(
  desk: Desk<L, I, S, D>,
) => {
  const { kind, path, words } = desk;
  return pages()
    .get(path, asks(`${kind}.list`), (c) => drawBoard(c, desk))
    .get(`${path}/new`, asks(desk.mayOpen), (c) => drawForm(c, desk))
    .post(path, asks(desk.mayOpen), async (c) => {
      const form = await formOf(c);
      const done = await tried(form.typed, words, () =>
        desk.open(onceOf(c.get('ctx'), form), parsed(c.get('ctx'), desk.input, caseInput(form.input))),
      );
      if (done.ok) return c.redirect(`/desk${path}/${done.value.id}`, 303);
      return drawForm(c, desk, { typed: withoutNumber(form.typed), faults: done.refusal.faults });
    })
    .get(`${path}/:id${ID}`, asks(`${kind}.show`), (c) => drawSheet(c, desk, idOf(c)))
    .post(`${path}/:id${ID}`, asks(`${kind}.show`), async (c) => {
      const id = idOf(c);
      const form = await formOf(c);
      const done = await tried(form.typed, words, () =>
        desk.take(onceOf(c.get('ctx'), form), orderOf(c.get('ctx'), desk, { ...form.input, id })),
      );
      return done.ok ? c.redirect(`/desk${path}/${id}`, 303) : drawSheet(c, desk, id, done.refusal);
    });
};

const drawBoard = async <L extends { id: number }, I, S extends string, D extends object>(
  c: Context<Env>,
  { Board, ...desk }: Desk<L, I, S, D>,
) => {
  const ctx = c.get('ctx');
  const wish = parsed(ctx, desk.query, { limit: LISTED, ...c.req.query() });
  const { items, next } = await desk.list(ctx, wish);
  const body = (
    <Board
      lines={items}
      listNames={catalogNames}
      next={next}
      isOverdueOnly={wish.overdue === 'true'}
      mayOpen={ctx.actor.may.has(desk.mayOpen)}
    />
  );
  return draw(c, { title: desk.titles.board, body });
};

const drawForm = (
  c: Context<Env>,
  { Form, titles }: { Form: FC<FormProps>; titles: { form: string } },
  refusal: Refusal = untouched,
) => {
  const hasErrors = refusal.faults.length > 0;
  const body = <Form refusal={refusal} onceKey={c.get('ctx').newId()} />;
  return draw(c, { title: titles.form, body, hasErrors }, hasErrors ? 422 : 200);
};

const drawSheet = async <L extends { id: number }, I, S extends string, D extends object>(
  c: Context<Env>,
  desk: Desk<L, I, S, D>,
  id: number,
  refusal: Refusal = untouched,
) => {
  const ctx = c.get('ctx');
  const { Sheet } = desk;
  const shown = await desk.show(ctx, id);
  const hasErrors = refusal.faults.length > 0;
  const decision = {
    action: `/desk${desk.path}/${id}`,
    options: optionsFor(ctx, desk, shown),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: !shown.isAuthority,
  };
  const body = <Sheet shown={shown} listNames={catalogNames} decision={decision} />;
  return draw(c, { title: `${desk.titles.one} ${id}`, body, hasErrors }, hasErrors ? 422 : 200);
};

// What the case allows and this clerk may do.
const optionsFor = <L extends { id: number }, I, S extends string, D extends object>(
  { actor }: Ctx,
  desk: Desk<L, I, S, D>,
  shown: Shown<L>,
): Option[] => {
  const decidesAll = isRegistrar(actor);
  return stepsOf(desk)
    .filter((step) => actor.may.has(desk.mayTake(step)) && desk.isPossible(shown, step))
    .filter((step) => decidesAll || (desk.isApplicants(step) ? shown.isOurs : shown.isAuthority))
    .map((step) => ({ value: step, label: desk.stepWords[step] }));
};

// Of what was typed the step chosen takes its own; the fields of the others are left.
const orderOf = <L extends { id: number }, I, S extends string, D extends object>(
  ctx: Ctx,
  desk: Desk<L, I, S, D>,
  { id, step: typed, ...input }: Record<string, unknown> & { id: number },
): { id: number; step: S } & D => {
  const step = stepsOf(desk).find((known) => known === typed);
  if (!step) return fitted(NoStep, { step: typed });
  const { body } = desk.stepsIn[step];
  const said = Object.entries(input).filter(([name]) => isKeyOf(body.shape, name));
  return { id, step, ...parsed(ctx, body, Object.fromEntries(said)) };
};
