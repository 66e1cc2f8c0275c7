import { setTimeout as wait } from 'node:timers/promises';
import { aPenaltyRow, aViolationRow, csvOf } from '../../../test/kit/uploads.ts';
import { acknowledged, type Call, succeeded } from './call.ts';
import type { City } from './city.ts';
import { companies, type Listed } from './model.ts';
import type { Act } from './plan.ts';
import { askMany, askOne } from './questions.ts';

const now = () => performance.now();
const documentNo = (sourceNo: string) => `示市监严列〔2026〕${sourceNo.slice(1)}号`;
// Long enough ago that the authority may remove it, within its three years.
const LISTED_DAYS_AGO = 500;
const listedOn = () => new Date(Date.now() - LISTED_DAYS_AGO * 86_400_000).toISOString().slice(0, 10);

const begin = ({ model }: City, about: { company: number; sourceNo: string; reason: string }): Listed => {
  const one: Listed = {
    ...about,
    ...{ documentNo: documentNo(about.sourceNo), version: 1, moves: 1 },
    ...{ begunAt: now(), listedAt: null, endBegunAt: null, endedAt: null },
  };
  model.listings.set(one.sourceNo, one);
  return one;
};

const pathOf = ({ sourceNo }: { sourceNo: string }) => `/api/v1/records/serious-violation/${sourceNo}`;

const put = async (city: City, one: Listed, headers: Record<string, string> = {}) => {
  const company = companies[one.company];
  const { fleet, keys, market } = city;
  const answer = await succeeded(fleet, {
    ...{ method: 'PUT', path: pathOf(one), key: keys.market, headers },
    json: {
      ...{ subjectName: company?.name, uscc: company?.uscc, reason: one.reason, listedOn: listedOn() },
      ...{ documentNo: one.documentNo, authorityName: market.name, authorityUscc: market.uscc },
    },
  });
  one.version = (answer.body as { version: number }).version;
};

const known = ({ model }: City, sourceNo: string): Listed => {
  const one = model.listings.get(sourceNo);
  if (!one) throw new Error(`the story tells of ${sourceNo} before it is listed`);
  return one;
};

const listingId = async ({ fleet, keys }: City, one: Listed): Promise<number> => {
  const subject = { type: 'uscc', code: companies[one.company]?.uscc };
  const { body } = await succeeded(fleet, {
    ...{
      method: 'POST',
      path: '/api/v1/files/query',
      key: keys.window,
      json: { subject, purpose: 'licensing' },
    },
  });
  const { listings } = body as { listings: { id: number; documentNo: string | null }[] };
  const found = listings.find((listing) => listing.documentNo === one.documentNo);
  if (!found) throw new Error(`the file does not show ${one.documentNo}, which was acknowledged`);
  return found.id;
};

const ending = async (one: Listed, end: () => Promise<unknown>) => {
  one.endBegunAt = now();
  await end();
  one.endedAt = now();
  one.moves += 1;
};

const decide = async (city: City, one: Listed, what: 'removals' | 'revocations') => {
  const id = await listingId(city, one);
  const removal = what === 'removals' ? { removalGround: 'performed' } : {};
  await ending(one, () =>
    succeeded(city.fleet, {
      ...{ method: 'POST', path: `/api/v1/listings/${id}/${what}`, key: city.keys.market },
      json: { ground: '示例决定的理由', documentNo: `示移〔2026〕${one.sourceNo.slice(1)}号`, ...removal },
      headers: { 'idempotency-key': `${city.life}-${one.sourceNo}` },
    }),
  );
};

const upload = async (city: City, act: Extract<Act, { kind: `upload-${string}` }>) => {
  const { market, model, life, fleet, keys } = city;
  const isListing = act.kind === 'upload-listings';
  const listed = isListing ? act.rows.map((row) => begin(city, { ...row, reason: '批量报送的事由' })) : [];
  const rows = act.rows.map(({ company, sourceNo }) => {
    const { name = '', uscc = '' } = companies[company] ?? {};
    return isListing
      ? aViolationRow(market, sourceNo, {
          ...{ 来源记录号: sourceNo, 企业名称: name, 统一社会信用代码: uscc, 列入原因: '批量报送的事由' },
          ...{ 列入日期: listedOn(), 列入决定书文号: documentNo(sourceNo) },
        })
      : aPenaltyRow(market, sourceNo, {
          ...{ 来源记录号: sourceNo, 行政相对人名称: name },
          '行政相对人代码_1（统一社会信用代码）': uscc,
        });
  });
  const { body } = await succeeded(fleet, {
    ...{ method: 'POST', key: keys.market, body: csvOf(rows) },
    path: `/api/v1/batches?catalog=${isListing ? 'serious-violation' : 'administrative-penalty'}&mode=append`,
    headers: { 'content-type': 'text/csv', 'idempotency-key': `${life}-${act.key}` },
  });
  const { id } = body as { id: string };
  model.uploads.push({ id, rows: rows.length, listed });
  if (!isListing) model.penalties.push(...act.rows.map((row) => ({ ...row, upload: id })));
};

// A repeat finds done what the first try has done, perhaps one that was frozen with its process: 409 is as
// good.
const step = (city: City, department: 0 | 1, what: 'pause' | 'resume') => {
  const { subscription, key } = city.departments[department];
  const call: Call = { method: 'POST', path: `/api/v1/subscriptions/${subscription}/${what}`, key };
  return acknowledged(city.fleet, call);
};

const rest = async (city: City, { department, ms }: Extract<Act, { kind: 'rest' }>) => {
  await step(city, department, 'pause');
  await wait(ms);
  await step(city, department, 'resume');
};

const replay = (city: City, { department, upTo, key: name }: Extract<Act, { kind: 'replay' }>) => {
  const { subscription, key } = city.departments[department];
  return succeeded(city.fleet, {
    ...{ method: 'POST', path: `/api/v1/subscriptions/${subscription}/replay`, key },
    json: { fromSeq: 1, toSeq: upTo },
    headers: { 'idempotency-key': `${city.life}-${name}` },
  });
};

export const perform = async (city: City, act: Act): Promise<unknown> => {
  switch (act.kind) {
    case 'list': {
      const one = begin(city, { company: act.company, sourceNo: act.sourceNo, reason: act.reason });
      await put(city, one);
      one.listedAt = now();
      return;
    }
    case 'correct': {
      const one = known(city, act.sourceNo);
      one.reason = act.reason;
      await put(city, one, { 'if-match': `"${one.version}"` });
      one.moves += 1;
      return;
    }
    case 'withdraw': {
      const one = known(city, act.sourceNo);
      const path = `${pathOf(one)}?reason=${encodeURIComponent('决定被撤销')}`;
      const headers = { 'if-match': `"${one.version}"` };
      return ending(one, () =>
        succeeded(city.fleet, { method: 'DELETE', path, key: city.keys.market, headers }),
      );
    }
    case 'remove':
      return decide(city, known(city, act.sourceNo), 'removals');
    case 'revoke':
      return decide(city, known(city, act.sourceNo), 'revocations');
    case 'upload-listings':
    case 'upload-penalties':
      return upload(city, act);
    case 'check':
      return askOne(city, act);
    case 'check-batch':
      return askMany(city, act.asked);
    case 'rest':
      return rest(city, act);
    case 'replay':
      return replay(city, act);
  }
};
