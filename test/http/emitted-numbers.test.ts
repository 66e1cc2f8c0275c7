import { expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeLog } from '../../src/platform/running/log.ts';
import { makeCity } from '../kit/cases.ts';
import { dumpOf } from '../kit/dump.ts';
import { aBankCard, aCitizenId, aMobile } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

const debtor = aCitizenId('emitted');
const applicant = aCitizenId('applicant');
const wrong = debtor.replace(/.$/, (last) => (last === '1' ? '2' : '1'));
const other = aCitizenId('written');
const card = aBankCard('emitted');
const mobile = aMobile('emitted');
const fed = [debtor, applicant, wrong, other, card, mobile];

// The number as it may stand in text, and inside longer texts that were spelled in base64 or hex.
const spellings = (number: string): string[] => {
  const inBase64 = [0, 1, 2].map((pad) => {
    const text = Buffer.from(' '.repeat(pad) + number).toString('base64');
    return text.slice(pad === 0 ? 0 : 4, text.length - 4);
  });
  return [number, Buffer.from(number).toString('hex'), ...inBase64];
};
const foundIn = (text: string) => fed.filter((number) => spellings(number).some((one) => text.includes(one)));

const openDay = async () => {
  const city = await makeCity();
  const [logged, heard, pushed]: [string[], string[], string[]] = [[], [], []];
  city.deps.log = makeLog('debug', (line) => logged.push(line), city.deps.clock.now);
  city.deps.send = async (request) => {
    pushed.push(JSON.stringify({ ...request, body: String(request.body) }));
    return { ok: true, status: 204, retryAfter: null, excerpt: '', tookMs: 1 };
  };
  // isDue: this answer is asked for because it holds the number.
  const hear = async (answer: Response | Promise<Response>, isDue = false): Promise<Response> => {
    const response = await answer;
    heard.push(JSON.stringify([...response.headers]));
    if (!isDue) heard.push(await response.clone().text());
    return response;
  };
  const clerk = await enrol(city, { agencyId: city.window.id, name: '窗口甲', roles: ['window'] });
  return { city, logged, heard, pushed, hear, clerk };
};
type OpenDay = Awaited<ReturnType<typeof openDay>>;

const feed = async ({ city, hear }: OpenDay) => {
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [
      aDefaulterRow(city.market, '1', {
        证件号码: debtor,
        已履行部分: `已由${other}代为履行，电话${mobile}`,
      }),
      aDefaulterRow(city.market, '2', { 证件号码: wrong }),
      aDefaulterRow(city.market, '3', { 来源记录号: other, 证件号码: other }),
    ],
  });
  const batch = await upload(city, city.market, {
    catalog: 'serious-violation',
    rows: [
      aViolationRow(city.market, '1', { 列入原因: `经营者${other}以卡${card}收款` }),
      aViolationRow(city.market, '2', { 列入决定书文号: `示市监罚〔${other}〕` }),
    ],
  });
  await hear(city.market.api(`/batches/${batch.id}`));
  await hear(city.market.api(`/batches/${batch.id}/errors.json`));
};

const ask = async ({ city, hear }: OpenDay) => {
  const subject = { type: 'citizen-id', code: debtor };
  const post = (path: string, json: object) => hear(city.post(city.window, path, json));
  const about = { subject, purpose: 'licensing', caseNo: 'BJ-1' };
  await post('/checks', about);
  await post('/checks', { ...about, subject: { type: 'citizen-id', code: applicant, name: '示例申请' } });
  await post('/checks', { ...about, subject: { type: 'citizen-id', code: wrong } });
  await post('/checks', { ...about, caseNo: other });
  await post('/checks/batch', { checks: [about, { ...about, subject: { type: 'passport', code: other } }] });
  await post('/files/query', about);
  const { no } = await (
    await post('/reports', { ...about, purpose: 'own-request', identityProof: { kind: 'document-seen' } })
  ).json();
  await hear(city.window.api(`/reports/${no}`));
  const listing = Number(
    (await city.query(`select id from listings where list = 'judgment-defaulter'`))[0]?.id,
  );
  const said = { target: { listing }, subject, ground: 'wrong', caseNo: 'BJ-2' };
  await post('/disputes', { ...said, statement: '并非本人' });
  await post('/disputes', { ...said, statement: `并非本人，请致电${mobile}` });
  await post('/repairs', { target: { listing }, subject, reason: `已付至${card}`, caseNo: 'BJ-3' });
  for (const path of ['/checks', '/reports', '/disputes', '/repairs']) await hear(city.window.api(path));
};

const beRefused = async ({ city, hear, clerk }: OpenDay) => {
  const agent = { 'user-agent': `probe ${mobile} ${other}` };
  await hear(city.window.api('/rule-sets', { headers: agent }));
  await hear(
    city.window.api(`/records/serious-violation/${other}`, { method: 'PUT', json: {}, headers: agent }),
  );
  await hear(city.window.api(`/nowhere/${other}`));
  await hear(city.department.api(`/measures/ledger?subject=${other}`));
  await hear(city.window.api('/checks', { method: 'POST', json: { [other]: mobile } }));
  await hear(city.request('/api/v1/checks', { key: `crk_${other}`, headers: agent }));
  const session = { agency: 'ZWFW', name: other, password: mobile };
  await hear(city.request('/api/v1/session', { method: 'POST', json: session, headers: agent }));
  const form = { 'subject.type': 'citizen-id', 'subject.name': '', purpose: 'licensing' };
  const post = (path: string, fields: Record<string, string>) =>
    hear(
      city.app.request(path, {
        method: 'POST',
        headers: {
          cookie: clerk.cookie,
          origin: 'http://localhost',
          host: 'localhost',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ ...form, ...fields }).toString(),
      }),
    );
  for (const path of ['/desk/checks', '/desk/reports']) {
    await post(path, { 'subject.code': wrong, caseNo: 'BJ-4' });
    await post(path, { 'subject.code': debtor, caseNo: '' });
    const done = await post(path, { 'subject.code': debtor, caseNo: 'BJ-4' });
    const where = done.headers.get('location') ?? '';
    await hear(city.app.request(where, { headers: { cookie: clerk.cookie } }));
  }
};

const tell = async ({ city, hear }: OpenDay) => {
  await hear(
    city.post(city.department, '/subscriptions', {
      name: '名单',
      filter: { lists: ['judgment-defaulter', 'serious-violation'] },
      schedule: { kind: 'at-once' },
      endpoint: { url: 'https://127.0.0.1/hook' },
    }),
  );
  for (const job of ['relay-events', 'send-deliveries', 'relay-events', 'send-deliveries'])
    await jobNamed(job).run(city.deps, city.deps.clock.now());
  const { items } = (await (await hear(city.department.api('/notices'))).json()) as {
    items: { noticeId?: string; id?: string }[];
  };
  for (const { noticeId, id } of items)
    await hear(
      city.post(city.department, `/notices/${noticeId ?? id}/identity`, {
        purpose: 'supervision',
        caseNo: 'BJ-5',
      }),
      true,
    );
};

// Kind: a number that a person gave for one use, and that stands where nobody looks for it.
test('of a whole day no identity number, card or telephone stands in log, answer, metric, push or database', async () => {
  const day = await openDay();
  await feed(day);
  await ask(day);
  await tell(day);
  await beRefused(day);
  await day.hear(day.city.request('/metrics'));
  await day.hear(day.city.request('/readyz'));
  expect(foundIn(day.logged.join('\n'))).toEqual([]);
  expect(day.heard.flatMap((text) => (foundIn(text).length > 0 ? [text.slice(0, 400)] : []))).toEqual([]);
  expect(foundIn(day.pushed.join('\n'))).toEqual([]);
  expect(day.pushed.length).toBeGreaterThan(0);
  const dump = await dumpOf(day.city);
  expect(dump.split('\n').flatMap((line) => (foundIn(line).length > 0 ? [line.slice(0, 400)] : []))).toEqual(
    [],
  );
  // The day was lived, and the search finds what stands there.
  const [lived] = await day.city.query(
    `select (select count(*) from checks)::int > 3 as asked, (select count(*) from reports)::int > 1 as reported,
      (select count(*) from disputes)::int as disputes, (select count(*) from batches)::int as batches,
      exists (select 1 from audit_lines where action = 'file.query') as filed,
      exists (select 1 from notices) as told`,
  );
  expect(lived).toEqual({ asked: true, reported: true, disputes: 1, batches: 2, filed: true, told: true });
  for (const number of fed) {
    for (const text of [number, Buffer.from(number).toString('hex')]) expect(foundIn(text)).toContain(number);
    for (const before of ['', 'a', 'ab'])
      expect(foundIn(Buffer.from(`${before}${number}…`).toString('base64'))).toContain(number);
  }
});
