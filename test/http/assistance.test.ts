import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { codeOf, firm, found, makeOffices, type Offices, person, QUESTION } from '../kit/assistance.ts';
import { makeHall } from '../kit/commitments.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const who = { purpose: 'supervision', caseNo: 'XC-1' };
const steps = {
  answer: found,
  return: { reason: '该事项由街道办事处管理' },
  withdraw: { reason: '当事人已改走一般程序' },
} as const;
type Step = keyof typeof steps;
const byOf = ({ window, police }: Offices, step: Step) => (step === 'withdraw' ? window : police);

test('one office asks another about one person, who is opened for a purpose, answered for and told of', async () => {
  const offices = await makeOffices();
  const { window, police, query } = offices;
  const answer = await offices.ask();
  const made = await answer.json();
  expect([answer.status, made]).toMatchObject([
    201,
    {
      id: expect.stringMatching(/^XC20261124-[0-9A-Z]{8}$/),
      state: 'asked',
      from: { code: 'ZWFW' },
      to: { code: 'GAJ' },
      subject: { kind: 'person', type: 'citizen-id', name: '示*协' },
      question: QUESTION,
      due: { on: '2026-12-01', from: '2026-11-24', workingDays: 5, provisional: false, overdue: false },
      answer: null,
    },
  ]);
  for (const by of [window, police]) {
    const shown = JSON.stringify(await offices.read(by, `/assistance/${made.id}`));
    expect(shown).not.toContain(person.code);
    expect(shown).not.toContain(person.name);
  }
  const [kept] = await query('select name, sealed from assistance');
  expect(JSON.stringify(await query(`select row_to_json(a)::text as kept from assistance a`))).not.toContain(
    person.code,
  );
  expect(kept?.sealed).toBeDefined();
  const opened = await offices.step(police, made.id, 'identity', who);
  expect(await opened.json()).toEqual({ id: made.id, ...person });
  expect(await query(`select about from audit_lines where action = 'assistance.identity'`)).toMatchObject([
    { about: { no: made.id, ...who } },
  ]);
  const done = await offices.step(police, made.id, 'answer', found);
  expect([done.status, await done.json()]).toMatchObject([
    200,
    { state: 'answered', answer: found, endedAt: expect.any(String) },
  ]);
  expect(await offices.read(window, `/assistance/${made.id}`)).toMatchObject({ answer: found });
  expect(await codeOf(await offices.step(police, made.id, 'identity', who))).toEqual([
    409,
    'assistance.wrong-stage',
  ]);
});

test('every step from every state: an open request is ended once, and stays as it was ended', async () => {
  const offices = await makeOffices();
  const ended = { answer: 'answered', return: 'returned', withdraw: 'withdrawn' } as const;
  for (const first of Object.keys(steps) as Step[])
    for (const second of Object.keys(steps) as Step[]) {
      const id = await offices.asked();
      const done = await offices.step(byOf(offices, first), id, first, steps[first]);
      expect([first, done.status, (await done.json()).state]).toEqual([first, 200, ended[first]]);
      expect(await codeOf(await offices.step(byOf(offices, second), id, second, steps[second]))).toEqual([
        409,
        'assistance.wrong-stage',
      ]);
      expect(await offices.read(offices.window, `/assistance/${id}`)).toMatchObject({ state: ended[first] });
    }
});

test('each step is its own office’s; a third office finds nothing at all', async () => {
  const offices = await makeOffices();
  const { window, police, third, registrar, auditor } = offices;
  const id = await offices.asked();
  for (const step of Object.keys(steps) as Step[]) {
    const other = step === 'withdraw' ? police : window;
    expect(await codeOf(await offices.step(other, id, step, steps[step]))).toEqual([
      403,
      'assistance.other-side',
    ]);
  }
  for (const step of Object.keys(steps) as Step[])
    expect(await codeOf(await offices.step(third, id, step, steps[step]))).toEqual([
      404,
      'assistance.unknown',
    ]);
  expect(await codeOf(await offices.step(third, id, 'identity', who))).toEqual([404, 'assistance.unknown']);
  expect(await codeOf(await third.api(`/assistance/${id}`))).toEqual([404, 'assistance.unknown']);
  expect((await offices.read(third, '/assistance')).items).toEqual([]);
  expect(await codeOf(await offices.step(window, id, 'identity', who))).toEqual([
    403,
    'assistance.other-side',
  ]);
  for (const by of [registrar, auditor])
    expect((await offices.read(by, '/assistance')).items).toMatchObject([{ id }]);
  expect(await codeOf(await offices.step(registrar, id, 'identity', who))).toEqual([403, 'access.denied']);
  expect((await offices.read(police, '/assistance?side=asked')).items).toMatchObject([{ id }]);
  expect((await offices.read(police, '/assistance?side=asking')).items).toEqual([]);
});

test('two officers answer at once: one answer stands, the other is told', async () => {
  const offices = await makeOffices();
  for (let round = 0; round < 4; round++) {
    const id = await offices.asked();
    const both = await Promise.all([
      offices.step(offices.police, id, 'answer', found),
      offices.step(offices.police, id, 'answer', { finding: 'unverifiable', text: '档案已移交。' }),
      offices.step(offices.window, id, 'withdraw', {}),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const events = await offices.query(
      `select subject_seq from agency_events where subject = 'assistance/' || $1 order by 1`,
      [id],
    );
    expect(events).toEqual([{ subject_seq: 1 }, { subject_seq: 2 }]);
  }
});

test('a number in free text is refused and told where it belongs; so is what is no one question', async () => {
  const offices = await makeOffices();
  const number = aCitizenId('别人');
  const told = await (await offices.ask({ question: `${number} 是否住在此处？` })).json();
  expect(told).toMatchObject({
    code: 'text.personal-number',
    errors: [{ pointer: '/question', message: expect.stringContaining('证件号码字段') }],
  });
  expect(JSON.stringify(told)).not.toContain(number);
  const id = await offices.asked();
  for (const [step, body] of [
    ['answer', { ...found, text: `其人号码 ${number}` }],
    ['answer', { ...found, evidence: `档案 ${number}` }],
    ['return', { reason: `请问 ${number} 的街道` }],
  ] as const)
    expect(await codeOf(await offices.step(offices.police, id, step, body))).toEqual([
      422,
      'text.personal-number',
    ]);
  const bad = [
    [{ question: '是否住在此处？是否本人使用？' }, 400, 'request.invalid'],
    [{ question: '第一行\n第二行' }, 400, 'request.invalid'],
    [{ question: '长'.repeat(201) }, 400, 'request.invalid'],
    [{ question: undefined }, 400, 'request.invalid'],
    [{ more: 1 }, 400, 'request.invalid'],
    [{ to: 'NOBODY' }, 404, 'agency.unknown'],
    [{ to: 'ZWFW' }, 422, 'assistance.oneself'],
    [{ subject: { ...person, name: undefined } }, 422, 'assistance.name-required'],
    [{ subject: { ...person, code: '440300199001010000' } }, 422, 'subject.identifier'],
    [{ proof: 'NO-SUCH' }, 422, 'assistance.proof'],
    [{ commitment: '44030020261124000001' }, 404, 'commitment.unknown'],
  ] as const;
  for (const [more, status, code] of bad)
    expect([JSON.stringify(more), ...(await codeOf(await offices.ask(more)))]).toEqual([
      JSON.stringify(more),
      status,
      code,
    ]);
  expect(
    await codeOf(await offices.step(offices.police, id, 'answer', { ...found, evidence: undefined })),
  ).toEqual([400, 'request.invalid']);
  expect(
    (await offices.police.api(`/assistance/${encodeURIComponent("XC'; drop table assistance")}`)).status,
  ).toBe(404);
  expect((await offices.read(offices.window, '/assistance')).items).toHaveLength(1);
});

test('a proof of the catalogue is asked of the unit that issues it, beside the promise that it stands for', async () => {
  const hall = await makeHall();
  await hall.agency('JDB', ['feeder'], [], '示例街道办事处');
  const { no } = await hall.promised(firm);
  const ask = (more: object) =>
    hall.post(hall.window, '/assistance', { to: 'JDB', subject: firm, proof: 'ZM-1', ...more });
  const made = await ask({ commitment: no, verification: 'HY-1' });
  expect([made.status, await made.json()]).toMatchObject([
    201,
    {
      proof: { code: 'ZM-1', name: '示例：经营场所使用证明' },
      question: '请核实该当事人是否符合“示例：经营场所使用证明”所证明的情况。',
      commitment: no,
      verification: 'HY-1',
    },
  ]);
  expect(await codeOf(await ask({ to: 'CZJ' }))).toEqual([422, 'assistance.proof']);
  const other = await hall.agency('QTDT', ['window'], [], '示例市另一政务服务中心');
  const theirs = { to: 'JDB', subject: firm, question: QUESTION, commitment: no };
  expect(await codeOf(await hall.post(other, '/assistance', theirs))).toEqual([404, 'commitment.unknown']);
});

test('an office that was merged into another is asked no longer', async () => {
  const offices = await makeOffices();
  await offices.query(`update agencies set valid_until = '2026-11-24' where code = 'GAJ'`);
  expect(await codeOf(await offices.ask())).toEqual([422, 'assistance.office-gone']);
});

test('the same request sent twice is one request', async () => {
  const offices = await makeOffices();
  const again = () =>
    offices.post(
      offices.window,
      '/assistance',
      { to: 'GAJ', subject: firm, question: QUESTION },
      { 'idempotency-key': 'once' },
    );
  const [one, two] = [await (await again()).json(), await (await again()).json()];
  expect(two).toEqual(one);
  expect(one.subject).toMatchObject({ code: firm.code, name: firm.name });
  expect((await offices.read(offices.window, '/assistance')).items).toHaveLength(1);
});

test('working days pass over a holiday, and its office is reminded the day before, once', async () => {
  // Monday before National Day 2026; Saturday 10 October is a working day.
  const offices = await makeOffices('2026-09-28T02:00:00Z');
  const id = await offices.asked();
  expect((await offices.read(offices.police, `/assistance/${id}`)).due.on).toBe('2026-10-10');
  const reminded = async (at: string) => {
    offices.setNow(at);
    await jobNamed('remind-assistance').run(offices.deps, offices.deps.clock.now());
    return (
      await offices.query(
        `select count(*)::int as n from agency_events where content ->> 'state' = 'due-soon'`,
      )
    )[0]?.n;
  };
  expect(await reminded('2026-10-08T00:30:00Z')).toBe(0);
  for (const at of ['2026-10-09T00:30:00Z', '2026-10-09T00:30:01Z', '2026-10-10T00:30:00Z'])
    expect(await reminded(at)).toBe(1);
  offices.setNow('2026-10-10T15:59:00Z');
  expect((await offices.read(offices.police, `/assistance/${id}`)).due.overdue).toBe(false);
  offices.setNow('2026-10-10T16:00:00Z');
  expect((await offices.read(offices.police, `/assistance/${id}`)).due.overdue).toBe(true);
});

test('an answered or withdrawn request reminds nobody', async () => {
  const offices = await makeOffices();
  await offices.step(offices.police, await offices.asked(), 'answer', found);
  await offices.step(offices.window, await offices.asked(), 'withdraw', {});
  offices.setNow('2026-11-30T00:30:00Z');
  await jobNamed('remind-assistance').run(offices.deps, offices.deps.clock.now());
  expect(await offices.query(`select 1 from agency_events where content ->> 'state' = 'due-soon'`)).toEqual(
    [],
  );
});
