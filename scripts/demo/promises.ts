import { answer } from '../../src/client/registry-client.ts';
import { type Firm, firms } from '../samples/cast.ts';
import type { Stage } from './stage.ts';

const PROOF = { code: 'ZM-CSSY', name: '示例：经营场所使用证明' };
const EDITION = [
  '事项编码,事项名称,事项类别,清单类别,实施部门,开具单位,设定依据,替代方式,风险等级,告知书文本,承诺书文本',
  `${PROOF.code},${PROOF.name},证明事项,适用告知承诺,示例市市场监督管理局,示例街道办事处,《示例条例》第十六条,告知承诺,中,` +
    '示例：可以书面承诺代替提交经营场所使用证明。,示例：所填写的经营场所真实合法。',
].join('\n');
// One of ten promises is drawn: the rate for matters of medium risk.
const PROMISES = 10;

const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');

// Signed as an applicant's phone does, by a key that was just made.
const signedBy = async (statement: string) => {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, true, ['sign']);
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(how, privateKey, new TextEncoder().encode(statement));
  return {
    way: 'electronic' as const,
    algorithm: 'ecdsa-p256-sha256' as const,
    publicKey: base64url(await crypto.subtle.exportKey('raw', publicKey)),
    signature: base64url(signature),
  };
};

const check = (stage: Stage, { uscc, name }: Firm, caseNo: string) =>
  answer(
    stage.desk('ZWZX').api.POST('/api/v1/checks', {
      body: {
        subject: { type: 'uscc', code: uscc, name },
        matter: PROOF.code,
        purpose: 'commitment',
        caseNo,
      },
    }),
  );

// From a clean, confirmed check to a promise that is signed and handled; null where the firm may not promise.
const promised = async (stage: Stage, firm: Firm, caseNo: string): Promise<string | null> => {
  const { api } = stage.desk('ZWZX');
  const { no: checkNo, outcome } = await check(stage, firm, caseNo);
  if (outcome !== 'eligible') return null;
  const body = { choice: 'followed' as const };
  await answer(api.POST('/api/v1/checks/{no}/confirm', { params: { path: { no: checkNo } }, body }));
  const { no, statement } = await answer(api.POST('/api/v1/commitments', { body: { check: checkNo } }));
  const params = { path: { no } };
  await answer(api.POST('/api/v1/commitments/{no}/sign', { params, body: await signedBy(statement ?? '') }));
  await answer(api.POST('/api/v1/commitments/{no}/handle', { params, body: {} }));
  return no;
};

const tenPromises = async (stage: Stage): Promise<Map<string, Firm>> => {
  const made = new Map<string, Firm>();
  for (const [place, firm] of firms.entries()) {
    const no = await promised(stage, firm, `CN-${place}`);
    if (no) made.set(no, firm);
    if (made.size === PROMISES) break;
  }
  return made;
};

// Act six: promises in place of proofs, one drawn by a kept seed, found untrue, decided; the next check answers
// by it.
export const promisesAreVerified = async (stage: Stage): Promise<void> => {
  const { report, desk } = stage;
  report.act('以承诺代替证明，随机抽查，不实的由决定写入档案');
  const edition = await fetch(`${stage.url}/api/v1/matter-editions?name=demo&mode=append`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.keyOf('FGJ')}`, 'content-type': 'text/csv' },
    body: EDITION,
  });
  report.expect(`事项目录新版：${PROOF.name}可以承诺代替`, edition.ok);
  const promises = await tenPromises(stage);
  report.expect(`${promises.size} 家企业签署承诺并办结`, promises.size === PROMISES);
  const draw = await answer(desk('FGJ').api.POST('/api/v1/verification-draws', { body: {} }));
  report.expect(`按留存的种子 ${draw.seed} 抽中 ${draw.drawn} 件`, draw.drawn === 1);
  const { api } = desk('ZWZX');
  const { items } = await answer(api.GET('/api/v1/verifications', { params: { query: { state: 'due' } } }));
  const [drawn] = items;
  const firm = promises.get(drawn?.commitment ?? '');
  if (!drawn || !firm) return report.expect('抽中的核查可以办理', false);
  const params = { path: { no: drawn.no } };
  await answer(api.POST('/api/v1/verifications/{no}/start', { params }));
  await answer(
    api.POST('/api/v1/verifications/{no}/finding', {
      params,
      body: { method: 'own-data', isTrue: false, note: '示例：登记的场所不存在' },
    }),
  );
  report.expect(
    '核查不实只是拟处理意见，此时仍可适用',
    (await check(stage, firm, 'CN-A')).outcome === 'eligible',
  );
  await answer(
    api.POST('/api/v1/verifications/{no}/decision', {
      params,
      body: { outcome: 'revoked', documentNo: '示政服撤〔2026〕1号', breach: '示例：承诺的场所不存在' },
    }),
  );
  const after = await check(stage, firm, 'CN-B');
  report.expect(
    `${firm.name}：作出决定后不适用告知承诺（${after.reasons.map(({ text }) => text).join('；')}）`,
    after.outcome === 'ineligible' && after.reasons.some(({ code }) => code === 'commitment.false'),
  );
};
