import type { Context } from 'hono';
import { monthsBack } from '../../intake/feeds/freshness-words.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { askOffice } from './ask-office.ts';
import { assistanceEvents, moveAssistance } from './assistance.rules.ts';
import { AnswerIn, AssistanceIn, AssistanceQuery, ReturnIn, WhoIn } from './assistance.schema.ts';
import { AskOfficeView, AssistanceListView } from './assistance.view.tsx';
import { MonthQuery } from './assistance-count.schema.ts';
import { AssistanceMonthsView } from './assistance-months.view.tsx';
import { AssistancePrintView } from './assistance-print.view.tsx';
import { AssistanceView, type OpenedIdentity } from './assistance-sheet.view.tsx';
import { countAssistance } from './count-assistance.ts';
import { endAssistance } from './end-assistance.ts';
import { listAssistance } from './list-assistance.ts';
import { listOffices } from './list-offices.ts';
import { openAskedIdentity } from './open-asked-identity.ts';
import { showAssistance } from './show-assistance.ts';

const LISTED = 20;
const words = {
  labels: {
    to: '被协查单位',
    'subject.type': '证件类型',
    'subject.code': '证件号码',
    'subject.name': '名称或姓名',
    'subject.country': '护照签发国（地区）',
    proof: '证明事项代码',
    question: '要核实的问题',
    commitment: '告知承诺书编码',
    verification: '核查编号',
    finding: '结论',
    text: '核实情况',
    evidence: '依据',
    reason: '原因',
    purpose: '用途',
    caseNo: '本单位办件编号',
  },
  fields: {
    'agency.unknown': 'to',
    'assistance.oneself': 'to',
    'assistance.office-gone': 'to',
    'assistance.proof': 'proof',
    'assistance.name-required': 'subject.name',
    'subject.identifier': 'subject.code',
    'commitment.unknown': 'commitment',
  },
} as const;

const drawAsk = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { offices, proofs } = await listOffices(ctx);
  const body = (
    <AskOfficeView
      offices={offices}
      proofs={proofs}
      refusal={refusal}
      onceKey={ctx.newId()}
      commitment={c.req.query('commitment') ?? ''}
    />
  );
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: '提出协查', body, hasErrors }, hasErrors ? 422 : 200);
};

type Also = { refusal?: Refusal; opened?: OpenedIdentity };
const drawOne = async (c: Context<Env>, { refusal = untouched, opened }: Also = {}) => {
  const ctx = c.get('ctx');
  const line = await showAssistance(ctx, c.req.param('no') ?? '');
  const own = ctx.actor.agency?.code;
  const side = own === line.to.code ? 'asked' : 'asking';
  const isOwn = own === line.to.code || own === line.from.code;
  const possible = assistanceEvents.filter(
    (event) =>
      isOwn &&
      ctx.actor.may.has(`assistance.${event}`) &&
      moveAssistance({ state: line.state, side }, event).ok,
  );
  const may = new Set([...possible, ...(possible.includes('answer') ? (['identity'] as const) : [])]);
  const body = <AssistanceView line={line} may={may} opened={opened ?? null} refusal={refusal} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: `协查 ${line.id}`, body, hasErrors }, hasErrors ? 422 : 200);
};

// One request's form, obeyed or drawn again.
const said =
  <T,>(step: (c: Context<Env>, input: Record<string, unknown>) => Promise<T>) =>
  async (c: Context<Env>) => {
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () => step(c, input));
    const no = c.req.param('no') ?? '';
    return done.ok ? c.redirect(`/desk/assistance/${no}`, 303) : drawOne(c, { refusal: done.refusal });
  };
const noOf = (c: Context<Env>) => c.req.param('no') ?? '';

const one = '/assistance/:no';
export const assistancePages = pages()
  .get('/assistance', asks('assistance.list'), async (c) => {
    const ctx = c.get('ctx');
    const query = fitted(AssistanceQuery, { limit: LISTED, ...chosen(c.req.query()) });
    const { items, next } = await listAssistance(ctx, query);
    const filter = { side: query.side ?? '', state: query.state ?? '' };
    const mayAsk = ctx.actor.may.has('assistance.ask');
    const body = <AssistanceListView lines={items} filter={filter} next={next} mayAsk={mayAsk} />;
    return draw(c, { title: '部门协查', body });
  })
  .get('/assistance/new', asks('assistance.ask'), (c) => drawAsk(c))
  .get('/assistance/months', asks('assistance.statistics'), async (c) => {
    const ctx = c.get('ctx');
    const month = c.req.query('month') || undefined;
    const counted = await countAssistance(ctx, fitted(MonthQuery, { month }));
    const body = <AssistanceMonthsView counted={counted} months={monthsBack(dayOf(ctx.clock.now()))} />;
    return draw(c, { title: '协查月度考核', body });
  })
  .post('/assistance', asks('assistance.ask'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const done = await tried(form.typed, words, () =>
      askOffice(onceOf(ctx, form), parsed(ctx, AssistanceIn, input)),
    );
    if (done.ok) return c.redirect(`/desk/assistance/${done.value.id}`, 303);
    return drawAsk(c, { typed: withoutPersonNumber(form.typed), faults: done.refusal.faults });
  })
  .get(one, asks('assistance.show'), (c) => drawOne(c))
  .get(`${one}/print`, asks('assistance.show'), async (c) => {
    const line = await showAssistance(c.get('ctx'), noOf(c));
    return draw(c, { title: `协查 ${line.id}`, body: <AssistancePrintView line={line} /> });
  })
  .post(`${one}/identity`, asks('assistance.identity'), async (c) => {
    const ctx = c.get('ctx');
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      openAskedIdentity(ctx, { no: noOf(c), ...parsed(ctx, WhoIn, input) }),
    );
    return drawOne(c, done.ok ? { opened: done.value } : { refusal: done.refusal });
  })
  .post(
    `${one}/answer`,
    asks('assistance.answer'),
    said((c, input) =>
      endAssistance(c.get('ctx'), { no: noOf(c), event: 'answer', ...parsed(c.get('ctx'), AnswerIn, input) }),
    ),
  )
  .post(
    `${one}/return`,
    asks('assistance.return'),
    said((c, input) =>
      endAssistance(c.get('ctx'), { no: noOf(c), event: 'return', ...parsed(c.get('ctx'), ReturnIn, input) }),
    ),
  )
  .post(
    `${one}/withdraw`,
    asks('assistance.withdraw'),
    said((c) => endAssistance(c.get('ctx'), { no: noOf(c), event: 'withdraw' })),
  );

// A worklist opens with what is to be answered; a filter that was left on "all" arrives blank.
const chosen = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries({ state: 'asked', ...query }).filter(([, value]) => value !== ''));
