import type { City } from './cases.ts';
import { aUscc } from './identities.ts';
import type { Agency } from './uploads.ts';

type Body = Record<string, unknown>;
type Answer = Response | Promise<Response>;
export const LIST = 'serious-violation';

export const shop = (seed: string) => ({
  type: 'uscc',
  code: aUscc(seed),
  name: `示例${seed}食品有限公司`,
});
export const aNotice = (subject: Body, more: Body = {}) => ({
  list: LIST,
  subject,
  documentNo: '示市监告〔2026〕7号',
  reason: '提交虚假材料取得登记',
  basis: '市场监督管理严重违法失信名单管理办法',
  notifiedOn: '2026-11-20',
  ...more,
});

// What clerks do about a subject that they have told of a listing to come, and what is seen of it.
export const noticesIn = (city: City) => {
  const give = (agency: Agency, subject: Body, more: Body = {}, headers = {}) =>
    city.post(agency, '/prior-notices', aNotice(subject, more), headers);
  return {
    give,
    notify: (seed: string, more: Body = {}, agency = city.market, headers = {}) =>
      give(agency, shop(seed), more, headers),
    notified: async (agency: Agency, query = '') =>
      (await city.read(agency.api(`/listings?state=notified&${query}`))).items,
    idOf: async (answer: Answer): Promise<number> => (await city.read(answer)).id,
    codeOf: async (answer: Answer) => {
      const refused = await answer;
      return [refused.status, (await refused.json()).code];
    },
    listings: () => city.query(`select id::int, state from listings order by id`),
    steps: async (id: number) =>
      (
        await city.query(`select from_state, to_state from listing_steps where listing_id = $1 order by id`, [
          id,
        ])
      ).map((row) => `${row.from_state} ${row.to_state}`),
    say: (id: number, more: Body = {}, agency = city.market) =>
      city.post(agency, `/listings/${id}/statements`, {
        heardOn: '2026-11-24',
        statement: '材料由代理机构提交',
        result: 'not-upheld',
        finding: '委托书由法定代表人签署',
        ...more,
      }),
    drop: (id: number, agency = city.market) =>
      city.post(agency, `/listings/${id}/revocations`, { ground: '陈述申辩成立，不予列入' }),
    ownReport: async (seed: string, purpose = 'own-request') => {
      const about = {
        subject: shop(seed),
        purpose,
        caseNo: 'BJ-9',
        identityProof: { kind: 'document-seen' },
      };
      const { no } = await city.read(city.post(city.window, '/reports', about));
      return city.read(city.window.api(`/reports/${no}`));
    },
  };
};
