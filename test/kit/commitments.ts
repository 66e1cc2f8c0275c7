import { createHash } from 'node:crypto';
import { sm2Signer } from '../../src/platform/keys/gm-crypto.ts';
import { makeCity } from './cases.ts';
import { aViolationRow, csvOf, upload } from './uploads.ts';

export type Promisor = { type: string; code: string; name?: string; country?: string };
type Cells = Record<string, string>;

const MATTER: Cells = {
  事项编码: 'ZM-1',
  事项名称: '示例：经营场所使用证明',
  事项类别: '证明事项',
  清单类别: '适用告知承诺',
  实施部门: '示例市市场监督管理局',
  开具单位: '示例街道办事处',
  设定依据: '《示例条例》第十六条',
  替代方式: '告知承诺',
  风险等级: '低',
  告知书文本: '示例：您可以书面承诺代替提交经营场所使用证明。证明内容为场所的位置、用途和使用权。',
  承诺书文本: '示例：所填写的经营场所真实合法，已取得使用权。',
};

// A hall where matters are handled by promise: a window, an authority that lists, the matters of one edition.
export const makeHall = async (env: Record<string, string> = {}) => {
  const city = await makeCity('2026-11-24T02:00:00Z', env);
  const { window, market, registrar, post, read } = city;
  const publishMatters = async (cells: Cells = {}) => {
    const answer = await registrar.api('/matter-editions?name=%E7%A4%BA%E4%BE%8B%E7%89%88', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csvOf([
        { ...MATTER, ...cells },
        { ...MATTER, 事项编码: 'ZM-2', 事项名称: '示例：无欠薪证明' },
      ]),
    });
    if (answer.status >= 400) throw new Error(await answer.text());
  };
  await publishMatters();
  await city.check('fresh');

  const check = async (who: Promisor, matter: string | null = 'ZM-1') => {
    const asked = { subject: who, purpose: 'commitment', caseNo: 'BJ-1', ...(matter ? { matter } : {}) };
    return (await read(post(window, '/checks', asked))) as { no: string; outcome: string };
  };
  const confirmed = async (
    who: Promisor,
    as: Record<string, string> = { choice: 'followed' },
    matter: string | null = 'ZM-1',
  ) => {
    const made = await check(who, matter);
    await post(window, `/checks/${made.no}/confirm`, as);
    return made;
  };
  const draft = (of: { no: string }, more: object = {}, headers: Record<string, string> = {}) =>
    post(window, '/commitments', { check: of.no, ...more }, headers);
  const records = async ({ type, code }: Promisor) => {
    const { records = [] } = await read(
      post(window, '/files/query', { subject: { type, code }, purpose: 'licensing', caseNo: 'BJ-2' }),
    );
    return records as Record<string, unknown>[];
  };
  return {
    ...city,
    publishMatters,
    check,
    confirmed,
    draft,
    records,
    promised: async (who: Promisor) => {
      const more = who.type === 'uscc' ? {} : { subject: who };
      return read(draft(await confirmed(who), more));
    },
    step: (no: string, step: string, json: object) => post(window, `/commitments/${no}/${step}`, json),
    list: ({ name = '', code }: Promisor) =>
      upload(city, market, {
        catalog: 'serious-violation',
        rows: [aViolationRow(market, 'nuo', { 企业名称: name, 统一社会信用代码: code })],
      }),
    // What a window, a file, a report and a department see of somebody.
    traces: async (who: Promisor) => {
      const subject = { type: who.type, code: who.code };
      const report = await read(
        post(window, '/reports', { subject, purpose: 'own-request', caseNo: 'BJ-3' }),
      );
      const [notices] = await city.query('select count(*)::int as count from events');
      const sections = (report.sections ?? []) as { items: unknown[] }[];
      return {
        outcome: (await check(who)).outcome,
        records: await records(who),
        report: sections.flatMap(({ items }) => items).length,
        notices: notices?.count,
      };
    },
  };
};
export type Hall = Awaited<ReturnType<typeof makeHall>>;

const url = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(new Uint8Array(bytes)).toString('base64url');

/** Signed by a key that was just made, as an applicant's device does. */
export const signedBy = async (text: string, algorithm = 'ecdsa-p256-sha256') => {
  if (algorithm === 'sm2-sm3') {
    const signer = sm2Signer(createHash('sha256').update(text).digest());
    return { algorithm, publicKey: url(signer.publicKey), signature: url(await signer.sign(text)) };
  }
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, true, ['sign']);
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(how, privateKey, new TextEncoder().encode(text));
  return {
    algorithm,
    publicKey: url(await crypto.subtle.exportKey('raw', publicKey)),
    signature: url(signature),
  };
};
