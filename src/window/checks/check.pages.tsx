import type { Context } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { searchMatters } from '../../law/matters/search-matters.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { limited } from '../../platform/web/rate-limit.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { assureProof } from '../authorisations/assure-proof.ts';
import { listRecalls } from '../recalls/list-recalls.ts';
import { assureCase } from './asked-case.rules.ts';
import { CheckIn, ConfirmIn } from './check.schema.ts';
import { CheckDeskView } from './check-form.view.tsx';
import { CheckResultView } from './check-result.view.tsx';
import { confirmCheck } from './confirm-check.ts';
import { listChecks } from './list-checks.ts';
import { listTurnedChecks } from './list-turned-checks.ts';
import { recheck } from './recheck.ts';
import { runCheck } from './run-check.ts';
import { showCheck } from './show-check.ts';

const checkWords = {
  labels: {
    'subject.type': '证件类型',
    'subject.code': '证件号码',
    'subject.country': '护照签发国（地区）',
    'subject.name': '名称或姓名',
    purpose: '查询目的',
    caseNo: '办件编号',
    'identityProof.kind': '身份核验',
    'identityProof.reference': '核验编号',
    matter: '事项代码',
  },
  fields: {
    'subject.identifier': 'subject.code',
    'check.matter-unknown': 'matter',
    'file.case-no-required': 'caseNo',
    'identity.proof-required': 'identityProof.kind',
  },
} as const;
const confirmWords = {
  labels: { choice: '您的决定', note: '理由' },
  fields: { 'check.confirmed': 'choice' },
} as const;

const LISTED = 20;
const RECALLS_SHOWN = 10;
const SUGGESTED_MATTERS = 200;

const drawDesk = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const mayRun = ctx.actor.may.has('check.run');
  const checks = await listChecks(ctx, { limit: LISTED, after: c.req.query('after') });
  const recalls = mayRun ? (await listRecalls(ctx, { limit: RECALLS_SHOWN })).items : [];
  const matters = mayRun ? (await searchMatters(ctx, { limit: SUGGESTED_MATTERS })).items : [];
  const suggestions = matters.map(({ code, name }) => ({ value: code, label: name }));
  const turned = ctx.actor.may.has('freshness.set') ? (await listTurnedChecks(ctx)).items : [];
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <CheckDeskView
      refusal={refusal}
      mayRun={mayRun}
      matters={suggestions}
      recalls={recalls}
      turned={turned}
      checks={checks.items}
      next={checks.next}
    />
  );
  return draw(c, { title: '窗口核查', body, hasErrors }, hasErrors ? 422 : 200);
};

const nameOfMatter = async (ctx: Ctx, code: string | null) => {
  if (!code) return null;
  const { items } = await searchMatters(ctx, { q: code, limit: SUGGESTED_MATTERS });
  return items.find((matter) => matter.code === code)?.name ?? null;
};

const drawResult = async (c: Context<Env>, no: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const check = await showCheck(ctx, no);
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <CheckResultView
      check={check}
      matterName={await nameOfMatter(ctx, check.matter)}
      listNames={catalogNames}
      refusal={refusal}
      isOwn={ctx.actor.may.has('check.confirm') && check.agency === ctx.actor.agency?.name}
    />
  );
  return draw(c, { title: `核查结果单 ${no}`, body, hasErrors }, hasErrors ? 422 : 200);
};

// A machine may check before a case has its number; a clerk has the case on the desk.
const checkAtDesk = async (ctx: Ctx, input: CheckIn) => {
  identified(input.subject, dayOf(ctx.clock.now()));
  assureCase(input);
  await assureProof(ctx, input);
  return runCheck(ctx, input);
};

export const checkPages = pages()
  .get('/checks', asks('check.list'), (c) => drawDesk(c))
  .post('/checks', asks('check.run'), limited('checks'), async (c) => {
    const { typed, input } = await formOf(c);
    const done = await tried(typed, checkWords, () =>
      checkAtDesk(c.get('ctx'), parsed(c.get('ctx'), CheckIn, input)),
    );
    if (!done.ok) return drawDesk(c, { typed: withoutPersonNumber(typed), faults: done.refusal.faults });
    return c.redirect(`/desk/checks/${done.value.no}`, 303);
  })
  .post('/checks/:no/recheck', asks('check.run'), limited('checks'), async (c) =>
    c.redirect(`/desk/checks/${(await recheck(c.get('ctx'), c.req.param('no'))).no}`, 303),
  )
  .get('/checks/:no', asks('check.show'), (c) => drawResult(c, c.req.param('no')))
  .post('/checks/:no/confirm', asks('check.confirm'), async (c) => {
    const no = c.req.param('no');
    const { typed, input } = await formOf(c);
    const done = await tried(typed, confirmWords, () =>
      confirmCheck(c.get('ctx'), { no, ...parsed(c.get('ctx'), ConfirmIn, input) }),
    );
    return done.ok ? c.redirect(`/desk/checks/${no}`, 303) : drawResult(c, no, done.refusal);
  });
