import { expect } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeApp } from './app.ts';
import { applied, publish } from './public-lists.ts';
import { runRecalls } from './run-jobs.ts';
import { type Agency, upload } from './uploads.ts';
import { type Asked, type Seen, witnessOf } from './witness.ts';

type Cells = Record<string, string>;
const NIGHT = ['end-due-listings', 'end-due-records', 'respell-permits', 'find-duplicates'];
const AFTER = ['relay-events', 'settle-repairs'];
const FEEDS: readonly (readonly [code: string, name: string, catalogs: readonly string[]])[] = [
  [
    'SCJG',
    '示例市市场监督管理局',
    ['serious-violation', 'registration', 'administrative-penalty', 'false-commitment'],
  ],
  ['FY', '示例市人民法院', ['judgment-defaulter']],
  ['GAJ', '示例市公安局', ['death-record']],
];

// A whole city at work: who decides, who asks, who is told, who looks after the trail; the clock goes by the
// story's days.
export const makeStoryCity = async (from: string) => {
  const app = await makeApp({ now: `${from}T00:00:00+08:00` });
  const made: Agency[] = [];
  for (const [code, name, catalogs] of FEEDS) made.push(await app.agency(code, ['feeder'], catalogs, name));
  const [market, court, police] = made as [Agency, Agency, Agency];
  const window = await app.agency('ZWFW', ['window'], [], '示例市政务服务中心');
  const registrar = await app.agency('XXZX', ['registrar'], [], '示例市信用中心');
  const auditor = await app.agency('SJJ', ['auditor'], [], '示例市审计局');
  const department = await app.agency('CZJ', ['subscriber'], [], '示例市财政局');
  const told = { name: '联合惩戒', schedule: { kind: 'at-once' } };
  const subscribed = await department.api('/subscriptions', { method: 'POST', json: told });
  expect(subscribed.status).toBe(201);
  const run = (name: string) => jobNamed(name).run(app.deps, app.deps.clock.now());
  let today = '';

  const reportNothing = async (periodTo: string) => {
    for (const [place, [, , catalogs]] of FEEDS.entries())
      for (const catalog of catalogs)
        await made[place]?.api(`/feeds/${catalog}/zero-reports`, { method: 'POST', json: { periodTo } });
  };
  return {
    ...app,
    market,
    court,
    police,
    window,
    registrar,
    auditor,
    department,
    subscription: (await subscribed.json()).id as string,
    // '2026-03-02' is ten in the morning, '2026-03-02 15:00' a later hour; each new day has its night before
    // it.
    at: async (when: string) => {
      const [day = '', hour = '10:00'] = when.split(' ');
      if (day !== today) {
        app.setNow(`${day}T00:05:00+08:00`);
        for (const name of NIGHT) await run(name);
        await reportNothing(day);
      }
      today = day;
      app.setNow(`${day}T${hour}:00+08:00`);
    },
    settle: async () => {
      for (const name of AFTER) await run(name);
      await runRecalls(app.deps);
      await publish(app);
    },
    mended: async (code: string, { version, text }: { version: number; text: string }) => {
      const delta = await app.request(`/public/lists/${code}/delta.ndjson?since=${version}`);
      return applied(text, await delta.text());
    },
    post: (agency: Agency, path: string, json: object) => agency.api(path, { method: 'POST', json }),
    send: (agency: Agency, catalog: string, rows: readonly Cells[], mode = 'append') =>
      upload(app, agency, { catalog, rows, mode }),
  };
};
export type StoryCity = Awaited<ReturnType<typeof makeStoryCity>>;

// A list on which nothing ever stood has no file worth a look.
export const publicCodes = async (city: StoryCity): Promise<string[]> => {
  const { items } = await (await city.request('/public/lists')).json();
  const ever = (items as { code: string; version: number }[]).filter(({ version }) => version > 0);
  return ever.map(({ code }) => code);
};

// batch is left out where it says what the check says, as it always should.
export type Says = Omit<Seen, 'batch'> & { batch?: Seen['batch'] };
export type Step = { on: string; does: string; act?: () => unknown; of?: Asked; says: Says };

// A story reads as a table: on this day this was done, and then the eight doors said this.
export const tell = async (city: StoryCity, subject: Asked, steps: readonly Step[]) => {
  const witness = witnessOf(city);
  await witness.begin();
  for (const { on, does, act, of, says } of steps) {
    await city.at(on);
    await act?.();
    await city.settle();
    expect(await witness.look(of ?? subject), `${on} ${does}`).toEqual({ batch: says.check, ...says });
  }
  return witness;
};

export const NOTHING: Says = {
  check: ['eligible'],
  file: 'unknown',
  report: [],
  public: [],
  notices: [],
  ledger: [],
  audit: [],
};
