import type { Context } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import {
  type ComplaintEvent,
  complaintEvents,
  isLetter,
  isUnitsStep,
  moveComplaint,
} from './complaint.rules.ts';
import {
  AskIn,
  ComplaintIn,
  ComplaintQuery,
  type ComplaintShown,
  ForwardIn,
  MonthsQuery,
  NoteIn,
  OrderIn,
  StepChoice,
  TransferIn,
} from './complaint.schema.ts';
import {
  ComplaintEnteredView,
  ComplaintEnterView,
  ComplaintListView,
  ComplaintMonthsView,
} from './complaint.view.tsx';
import { complaintFormWords, complaintStepFormWords, struckOut } from './complaint-form.rules.ts';
import { ComplaintLetterView } from './complaint-letter.view.tsx';
import { ComplaintView } from './complaint-sheet.view.tsx';
import { letterWords } from './complaint-words.rules.ts';
import { countComplaints } from './count-complaints.ts';
import { enterComplaint } from './enter-complaint.ts';
import { listComplaints } from './list-complaints.ts';
import { listUnitsToAsk } from './list-units-to-ask.ts';
import { showComplaint } from './show-complaint.ts';
import { stepComplaint } from './step-complaint.ts';

const LISTED = 20;
// A filter that was left on "all" arrives blank.
const chosen = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

const drawEnter = (c: Context<Env>, refusal: Refusal = untouched) => {
  const body = <ComplaintEnterView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: '登记投诉', body, hasErrors }, hasErrors ? 422 : 200);
};

// The steps that this actor may take now: the registrar its steps, the unit that was asked its own.
const possibleSteps = (c: Context<Env>, complaint: ComplaintShown): ComplaintEvent[] => {
  const { actor } = c.get('ctx');
  const isUnit = complaint.agency === actor.agency?.name;
  return complaintEvents.filter(
    (event) =>
      actor.may.has(`complaint.${event}`) &&
      (!isUnitsStep(event) || isUnit) &&
      moveComplaint(complaint.state, event).ok,
  );
};

const drawOne = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const complaint = await showComplaint(ctx, c.req.param('no') ?? '');
  const may = possibleSteps(c, complaint);
  const agencies = may.includes('ask') ? await listUnitsToAsk(ctx) : [];
  const body = <ComplaintView complaint={complaint} may={may} agencies={agencies} refusal={refusal} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: `投诉 ${complaint.no}`, body, hasErrors }, hasErrors ? 422 : 200);
};

const schemas = { forward: ForwardIn, ask: AskIn, order: OrderIn, transfer: TransferIn } as const;
const isWithMore = (event: ComplaintEvent): event is keyof typeof schemas => event in schemas;
const fieldsOf = { forward: ['to'], ask: ['agency'], order: ['by'], transfer: ['to'] } as const;

// The form shows the fields of every step that may be taken; those of another step than the chosen are left out.
const stepOf = (c: Context<Env>, input: Record<string, unknown>) => {
  const ctx = c.get('ctx');
  const { event } = parsed(ctx, StepChoice, { event: input.event });
  const { note } = input;
  if (!isWithMore(event)) return { event, ...parsed(ctx, NoteIn, { note }) };
  const more = Object.fromEntries(fieldsOf[event].map((name) => [name, input[name]]));
  return { event, ...parsed(ctx, schemas[event], { note, ...more }) };
};

const one = '/complaints/:no';
export const complaintPages = pages()
  .get('/complaints', asks('complaint.list'), async (c) => {
    const ctx = c.get('ctx');
    const query = fitted(ComplaintQuery, { limit: LISTED, ...chosen(c.req.query()) });
    const { items, next } = await listComplaints(ctx, query);
    const may = { enter: ctx.actor.may.has('complaint.enter'), count: ctx.actor.may.has('complaint.count') };
    const overdue = query.overdue !== undefined;
    const body = (
      <ComplaintListView lines={items} state={query.state} overdue={overdue} next={next} may={may} />
    );
    return draw(c, { title: '投诉举报', body });
  })
  .get('/complaints/new', asks('complaint.enter'), (c) => drawEnter(c))
  .post('/complaints', asks('complaint.enter'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const done = await tried(form.typed, complaintFormWords, () =>
      enterComplaint(onceOf(ctx, form), parsed(ctx, ComplaintIn, input)),
    );
    if (!done.ok) return drawEnter(c, struckOut(done.refusal));
    return draw(c, { title: '投诉已登记', body: <ComplaintEnteredView filed={done.value} /> }, 201);
  })
  .get('/complaints/statistics', asks('complaint.count'), async (c) => {
    const period = fitted(MonthsQuery, chosen(c.req.query()));
    const found = await countComplaints(c.get('ctx'), period);
    return draw(c, { title: '投诉统计', body: <ComplaintMonthsView found={found} /> });
  })
  .get(one, asks('complaint.show'), (c) => drawOne(c))
  .get(`${one}/letters/:place`, asks('complaint.show'), async (c) => {
    const complaint = await showComplaint(c.get('ctx'), c.req.param('no'));
    const step = complaint.steps.find(({ place }) => String(place) === c.req.param('place'));
    if (!step || !isLetter(step.step) || step.note === null) throw new Problem('complaint.no-letter');
    const body = <ComplaintLetterView complaint={complaint} step={step} kind={step.step} />;
    return draw(c, { title: letterWords[step.step], body });
  })
  .post(`${one}/steps`, asks('complaint.show'), async (c) => {
    const [ctx, no] = [c.get('ctx'), c.req.param('no')];
    const { typed, input } = await formOf(c);
    const done = await tried(typed, complaintStepFormWords, () =>
      stepComplaint(ctx, { no, ...stepOf(c, input) }),
    );
    return done.ok ? c.redirect(`/desk/complaints/${no}`, 303) : drawOne(c, struckOut(done.refusal));
  });
