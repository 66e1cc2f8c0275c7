import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { makeApp } from './app.ts';
import { aUscc } from './identities.ts';
import { enrol } from './people.ts';
import { type Asking, everyOperation } from './routes.ts';
import { aViolationRow, upload } from './uploads.ts';

export const business = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'] as const;
const subject = { type: 'uscc', code: aUscc('1') };
const tables = [
  'batches',
  'records',
  'listings',
  'checks',
  'reports',
  'subscriptions',
  'repairs',
  'disputes',
];

export const exampleFor = (name: string): object => {
  const found = everyOperation.find(({ method, path }) => `${method} ${path}` === name)?.body;
  return typeof found === 'object' && found !== null ? found : {};
};

// One agency has one of each thing that is an agency's own; another has people in every role of business.
export const twoAgencies = async () => {
  const app = await makeApp();
  await loadMeasures(app.operator);
  const owner = await app.agency('SCJG', ['feeder', 'window', 'subscriber'], ['serious-violation']);
  const stranger = await app.agency('QTJ', business, ['serious-violation'], '虚构其他局');
  const made = async (path: string, json: object): Promise<Record<string, unknown>> => {
    const answer = await owner.api(path, { method: 'POST', json });
    const body = await answer.json();
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
    return body;
  };
  const batch = await upload(app, owner, { catalog: 'serious-violation', rows: [aViolationRow(owner, '1')] });
  const [row] = await app.query('select id, record_id as record from listings');
  const [listing, record] = [Number(row?.id), Number(row?.record)];
  const check = await made('/checks', { subject, purpose: 'commitment' });
  const report = await made('/reports', { subject, purpose: 'licensing', caseNo: 'BJ-3' });
  const subscription = await made('/subscriptions', { name: '名单', schedule: { kind: 'at-once' } });
  app.setNow('2027-04-01T02:00:00Z');
  const about = { target: { listing }, subject };
  const received = ['duty-proof', 'credit-commitment'];
  const repair = await made('/repairs', { ...about, reason: '已履行处罚决定', received, caseNo: 'BJ-1' });
  const filing = { ground: 'wrong', statement: '处罚决定已被撤销', caseNo: 'BJ-2' };
  const dispute = await made('/disputes', { ...about, ...filing });
  const things: ReadonlyMap<string, string> = new Map([
    ['batches/{id}', String(batch.id)],
    ['checks/{no}', String(check.no)],
    ['reports/{no}', String(report.no)],
    ['subscriptions/{id}', String(subscription.id)],
    ['repairs/{id}', String(repair.id)],
    ['disputes/{id}', String(dispute.id)],
    ['listings/{id}', String(listing)],
    ['repair-notices/{id}', String(listing)],
    ['records/{id}', String(record)],
  ]);
  const cookies = new Map<string, string>();
  for (const role of business)
    cookies.set(role, (await enrol(app, { agencyId: stranger.id, name: role, roles: [role] })).cookie);

  /** The address of the owner's thing at a route or page; null where it is about none. */
  const addressOf = ({ path }: Asking): string | null => {
    const place = [...things.keys()].find((one) => path.includes(`/${one}`));
    return place === undefined
      ? null
      : path.replace(place, place.replace(/\{\w+\}/, things.get(place) ?? ''));
  };
  /** Every row of what belongs to an agency, to be compared. */
  const kept = async (): Promise<string> => {
    const rows = [];
    for (const table of tables)
      rows.push(...(await app.query(`select '${table} ' || t::text as line from ${table} t order by 1`)));
    return rows.map(({ line }) => line).join('\n');
  };
  // What tells one thing of the owner's from all others.
  const marks = ['batches/{id}', 'checks/{no}', 'reports/{no}', 'subscriptions/{id}'].map(
    (place) => things.get(place) ?? '',
  );
  return { app, owner, stranger, cookies, things, addressOf, kept, marks };
};
