import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { BASIS } from '../kit/changes.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { labelFaults, postFile, postForm } from '../kit/page.ts';

type Person = Awaited<ReturnType<TestApp['person']>>;
let app: TestApp;
let drafter: Person;
let approver: Person;

beforeEach(async () => {
  app = await makeApp();
  const office = await app.agency('FGJ', ['registrar'], [], '示例发改局');
  drafter = await app.person('FGJ', '登记员甲', ['registrar']);
  approver = await app.person('FGJ', '登记员乙', ['registrar']);
  const firm = await aSubject(app, { code: aUscc('page'), name: '示例建筑公司' });
  await aStoredListing(app, { subjectId: firm, agencyId: office.id, dueOn: '2029-01-05' });
  const person = await aSubject(app, { code: aCitizenId('p'), name: '示小明', type: 'citizen-id' });
  await aStoredListing(app, { subjectId: person, agencyId: office.id, dueOn: '2029-01-05' });
});

const shown = async (who: Person, path: string) => {
  const text = await (await who.page(path)).text();
  expect(labelFaults(text)).toEqual([]);
  return text;
};
const sent = async (path: string, form: Record<string, string>) => {
  const answer = await postForm(drafter, path, { onceKey: `once-${app.deps.newId()}`, ...form });
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
};
const SETTING = '/desk/changes/new/settings?key=feedback.deadline';

test('a setting: chosen, drafted, simulated, approved by a colleague, and kept in the history', async () => {
  expect(await shown(drafter, '/desk')).toContain('href="/desk/changes"');
  expect(await shown(drafter, '/desk/changes/new/settings')).toContain('通知反馈期限（现为 10 个工作日）');
  expect(await shown(drafter, SETTING)).toContain('现为 10 个工作日');
  const path = '/desk/changes/new/settings?key=list.serious-violation.term';
  const form = await shown(drafter, path);
  for (const words of ['列入期限', '移出须待']) expect(form).toContain(words);
  const field = /name="(value-\d)"[^>]*value="36"/.exec(form)?.[1] ?? '';
  const done = await sent(path, { [field]: '24', basis: BASIS, validFrom: '' });
  expect([done.status, done.to]).toEqual([303, expect.stringMatching(/^\/desk\/changes\/[0-9a-f-]{36}$/)]);
  const draft = await shown(drafter, done.to);
  for (const words of ['36 个月', '24 个月', BASIS, '须由另一名登记员批准']) expect(draft).toContain(words);
  expect(draft).not.toContain('批准该变更');
  expect((await postForm(approver, `${done.to}/simulate`, {})).headers.get('location')).toBe(done.to);
  expect(await shown(approver, done.to)).toContain('涉及 2 个主体');
  const affected = await shown(approver, `${done.to}/affected`);
  for (const words of ['示例建筑公司', '示*明', '2029-01-05', '2028-01-05'])
    expect(affected).toContain(words);
  expect(affected).not.toContain('示小明');
  const own = await postForm(drafter, `${done.to}/approve`, {});
  expect([own.status, (await own.text()).includes('起草人不能批准自己的草案')]).toEqual([422, true]);
  expect((await postForm(approver, `${done.to}/approve`, {})).status).toBe(303);
  expect(await shown(drafter, done.to)).toContain('登记员乙');
  expect(await shown(drafter, '/desk/changes?kind=settings&state=approved')).toContain('列入期限');
  expect(await shown(drafter, '/desk/changes?kind=calendar')).not.toContain('列入期限');
});

test.each([
  [SETTING, { 'value-0': '-3', basis: BASIS }, 'value-0', '应为 1 至 250'],
  [SETTING, { 'value-0': '八', basis: BASIS }, 'value-0', ''],
  [SETTING, { 'value-0': '8', basis: '无' }, 'basis', '没有写明依据'],
  [SETTING, { 'value-0': '8', basis: BASIS, validFrom: '2026-11-01' }, 'validFrom', '不能早于今天'],
  ['/desk/changes/new/calendar', { year: '2027', holidays: '元旦', basis: BASIS }, 'holidays', '请写作'],
  [
    '/desk/changes/new/calendar',
    { year: '2027', holidays: '元旦 2027-01-01 至 2027-01-03', workdays: '2027-01-04', basis: BASIS },
    'holidays',
    '不是周末',
  ],
  [
    '/desk/changes/new/severe-lists?list=wage-arrears',
    { termMonths: '900', basis: BASIS },
    'termMonths',
    '应为 1 至 240',
  ],
  [
    '/desk/changes/new/measures/one?code=FUND_LIMIT',
    {
      ...{ kind: 'II', title: '限制申请', content: '限制', target: '主体', departments: '财政局' },
      ...{ measureBasis: '无', lists: '失信被执行人名单', edition: '2027', basis: BASIS },
    },
    'measureBasis',
    '没有写明依据',
  ],
])(
  '%s: what cannot stand is told at its field, and the form keeps what was typed',
  async (path, form, field, words) => {
    const answer = await sent(path, form as Record<string, string>);
    expect(answer.status).toBe(422);
    expect(labelFaults(answer.text)).toEqual([]);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain(words);
  },
);

test('a form that changes nothing says so', async () => {
  const answer = await sent(SETTING, { 'value-0': '10', basis: BASIS });
  expect([answer.status, answer.text.includes('与现行规定相同')]).toEqual([422, true]);
});

test('a year is typed as the notice prints it, and shown again as it is loaded', async () => {
  const holidays = '元旦 2027-01-01 至 2027-01-03\n春节 2027年2月5日-2027年2月11日';
  const done = await sent('/desk/changes/new/calendar', {
    year: '2027',
    holidays,
    workdays: '2027.2.13',
    basis: BASIS,
  });
  expect(done.status).toBe(303);
  expect(await shown(approver, done.to)).toContain('放假（春节）');
  await postForm(approver, `${done.to}/approve`, {});
  const again = await shown(drafter, '/desk/changes/new/calendar?year=2027');
  for (const line of ['春节 2027-02-05 2027-02-11', '2027-02-13']) expect(again).toContain(line);
});

test('one measure is changed, the others stay; a whole edition comes as a sheet', async () => {
  const list = await shown(drafter, '/desk/changes/new/measures');
  expect(list).toContain('/desk/changes/new/measures/one?code=FUND_LIMIT');
  const form = await shown(drafter, '/desk/changes/new/measures/one?code=FUND_LIMIT');
  expect(form).toContain('限制申请财政性资金项目');
  const done = await sent('/desk/changes/new/measures/one?code=FUND_LIMIT', {
    ...{ kind: 'II', title: '限制申请财政性资金项目', content: '两年内不予受理', target: '列入名单的主体' },
    ...{ measureBasis: '《示例市财政资金管理办法》第三条', departments: '财政局、科技局' },
    ...{ lists: '失信被执行人名单、serious-violation', edition: '2027', basis: BASIS },
  });
  expect(done.status).toBe(303);
  const draft = await shown(approver, done.to);
  expect(draft).toContain('两年内不予受理');
  expect(draft).not.toContain('不再列入');
  const dropped = await sent('/desk/changes/new/measures/one?code=FUND_LIMIT', {
    'drop[]': 'yes',
    edition: '2027',
    basis: BASIS,
  });
  expect(await shown(approver, dropped.to)).toContain('不再列入：限制申请财政性资金项目');
  await shown(drafter, '/desk/changes/new/measures/sheet');
});

test('a sheet with a measure that would harm an honour is refused whole', async () => {
  const head = '措施代码,类别,措施名称,措施内容,适用对象,法规政策依据,实施单位,适用名单';
  const row = (code: string, list: string) =>
    `${code},II类,限制申请,两年内不予受理,列入名单的主体,《示例市办法》第三条,财政局、各公共管理机构,${list}`;
  const upload = async (rows: string[]) => {
    const body = new FormData();
    const sheet = new Blob([[head, ...rows].join('\r\n')], { type: 'text/csv' });
    body.set('file', sheet, '措施.csv');
    for (const [name, value] of Object.entries({ edition: '2027', basis: BASIS })) body.set(name, value);
    const headers = { origin: 'http://localhost', host: 'localhost' };
    const answer = await drafter.page('/desk/changes/new/measures/sheet', { method: 'POST', headers, body });
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
  };
  const harmful = await upload([row('FUND_LIMIT', '失信被执行人名单'), row('X_LIMIT', 'honour')]);
  expect([harmful.status, harmful.text.includes('会使荣誉信息对其主体不利')]).toEqual([422, true]);
  const good = await upload([row('FUND_LIMIT', '失信被执行人名单')]);
  expect(good.status).toBe(303);
  expect(await shown(approver, good.to)).toContain('不再列入');
  const other = await postFile(drafter, '/desk/changes/new/measures/sheet', {
    name: 'x.csv',
    text: '甲,乙\r\n1,2',
  });
  expect(other.status).toBe(422);
});

test('a severe list shows its terms and its document, and takes the number', async () => {
  const lists = await shown(drafter, '/desk/changes/new/severe-lists');
  expect(lists).toContain('文号待录入');
  const path = '/desk/changes/new/severe-lists?list=wage-arrears';
  expect(await shown(drafter, path)).toContain('现为 36 个月');
  const done = await sent(path, { termMonths: '36', cityDocument: '示例市府办发〔2026〕12号', basis: BASIS });
  expect(done.status).toBe(303);
  expect(await shown(approver, done.to)).toContain('本市设定（示例市府办发〔2026〕12号）');
  await postForm(approver, `${done.to}/approve`, {});
  expect(await shown(drafter, '/desk/rule-sets')).toContain('登记员乙');
});
