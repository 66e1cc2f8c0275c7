import { answer, type Schemas } from '../../src/client/registry-client.ts';
import { honoured, ledByDefaulter, listed } from '../samples/cast.ts';
import type { Stage } from './stage.ts';

const words: Record<string, string> = {
  eligible: '可以适用告知承诺',
  ineligible: '不适用告知承诺',
  review: '需人工复核',
};

export const checkApplicant = async (
  { report, desk }: Stage,
  firm: { uscc: string; name: string },
  wanted: { outcome: string; reason?: string; caseNo: string },
): Promise<Schemas['Check']> => {
  const subject = { type: 'uscc' as const, code: firm.uscc, name: firm.name };
  const check = await answer(
    desk('ZWZX').api.POST('/api/v1/checks', {
      body: { subject, matter: 'SPJY-01', purpose: 'commitment', caseNo: wanted.caseNo },
    }),
  );
  const codes = check.reasons.map(({ code }) => code);
  const isAsWanted =
    check.outcome === wanted.outcome && (wanted.reason ? codes.includes(wanted.reason) : codes.length === 0);
  report.expect(`${firm.name}：${words[check.outcome] ?? check.outcome}（${check.no}）`, isAsWanted);
  for (const { text, authority, documentNo, basis, restore } of check.reasons) {
    report.say(`  原因：${text}${authority ? `（${authority} ${documentNo ?? ''}）` : ''}`);
    report.say(`  依据：${basis}`);
    report.say(`  恢复：${restore}`);
  }
  report.say(`  ${check.isGreenLane ? '守信主体，可优先办理。' : ''}${check.advice}`);
  return check;
};

// Act three: the window asks about three applicants; a clerk confirms; anyone with the sheet can verify it.
export const windowChecks = async (stage: Stage): Promise<void> => {
  const { report, desk } = stage;
  report.act('窗口核查三个申请人能否适用告知承诺');
  const good = await checkApplicant(stage, honoured, { outcome: 'eligible', caseNo: 'BJ-0001' });
  const bad = await checkApplicant(stage, listed, {
    outcome: 'ineligible',
    reason: 'list.serious-violation',
    caseNo: 'BJ-0002',
  });
  await checkApplicant(stage, ledByDefaulter, {
    outcome: 'review',
    reason: 'responsible-person.listed',
    caseNo: 'BJ-0003',
  });
  const confirmed = await answer(
    desk('ZWZX').api.POST('/api/v1/checks/{no}/confirm', {
      params: { path: { no: bad.no } },
      body: { choice: 'followed' },
    }),
  );
  report.expect('结论是建议：由窗口人员确认后办理', confirmed?.choice === 'followed');
  const sheet = await fetch(good.verifyUrl, { headers: { accept: 'application/json' } });
  const verified = (await sheet.json()) as { no?: string; outcome?: string };
  report.expect(
    `结果单可凭编号和验证码公开核验：${good.no}`,
    sheet.status === 200 && verified.no === good.no,
  );
};
