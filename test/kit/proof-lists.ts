import { makeCity } from './cases.ts';
import { type Agency, csvOf } from './uploads.ts';

type Cells = Record<string, string>;

export const aProof = (name: string, cells: Cells = {}): Cells => ({
  证明名称: name,
  办理事项: '示例：市场主体设立登记',
  设定依据: '《示例条例》第十六条',
  开具单位: '示例街道办事处',
  对象: '法人和其他组织',
  '符合的“七个一律”情形': '能以申请人书面承诺解决的，一律取消',
  处理意见: '实行告知承诺',
  替代方式: '承诺',
  风险等级: '低',
  告知书文本: '示例：您可以书面承诺代替提交证明。',
  承诺书文本: '示例：所填写的内容真实。',
  ...cells,
});

export const CANCELLED: Cells = {
  处理意见: '取消',
  替代方式: '共享',
  '符合的“七个一律”情形': '六',
  替代方式说明: '由窗口通过数据共享核验',
};

// A city that cleans up its proofs: a unit that asks for them, two offices with an opinion, the registrar.
export const makeProofCity = async (now = '2026-11-24T02:00:00Z') => {
  const city = await makeCity(now);
  const legal = await city.agency('SFJ', ['feeder'], [], '示例市司法局');
  const put = (agency: Agency, path: string, json: unknown) => agency.api(path, { method: 'PUT', json });
  await put(city.registrar, '/matter-proposals/offices', { legal: 'SFJ', serviceCentre: 'ZWFW' });
  const step = (agency: Agency, event: string, proposals: readonly string[], more: object = {}) =>
    city.post(agency, `/matter-proposals/${event}`, { proposals, ...more });
  const sheet = (rows: readonly Cells[], agency: Agency = city.market) =>
    agency.api('/matter-proposals/sheets', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csvOf(rows),
    });
  const drafted = async (rows: readonly Cells[], agency: Agency = city.market): Promise<string[]> => {
    const { drafted } = await (await sheet(rows, agency)).json();
    return drafted.map(({ no }: { no: string }) => no);
  };
  // Submitted, with both opinions: from here on the public comments.
  const commented = async (rows: readonly Cells[], agency: Agency = city.market): Promise<string[]> => {
    const nos = await drafted(rows, agency);
    await step(agency, 'submit', nos);
    await step(legal, 'opinions', nos, { stance: 'agree' });
    await step(city.window, 'opinions', nos, { stance: 'agree' });
    return nos;
  };
  const publish = (proposals: readonly string[], more: object = {}) =>
    step(city.registrar, 'decisions', proposals, {
      documentNo: '示例证明办〔2026〕1号',
      decidedOn: '2026-12-20',
      ...more,
    });
  const show = async (no: string, agency: Agency = city.market) =>
    (await agency.api(`/matter-proposals/${no}`)).json();
  return { ...city, legal, put, step, sheet, drafted, commented, publish, show };
};
export type ProofCity = Awaited<ReturnType<typeof makeProofCity>>;
