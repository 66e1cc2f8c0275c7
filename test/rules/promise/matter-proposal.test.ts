import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import {
  checkCommented,
  hasBothOpinions,
  moveProposal,
  proposalEvents,
  proposalNo,
  proposalStates,
} from '../../../src/promise/proof-lists/matter-proposal.rules.ts';
import {
  assessProposal,
  likenessOf,
  unfit,
} from '../../../src/promise/proof-lists/proposal-content.rules.ts';
import { proposalFlags } from '../../../src/promise/proof-lists/proposal-flags.rules.ts';
import { groundWords } from '../../../src/promise/proof-lists/proposal-words.rules.ts';

// State × event: where each event leads; what is not named is refused.
const leads: Record<string, Record<string, string>> = {
  draft: { amend: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { comment: 'commenting', return: 'returned', withdraw: 'withdrawn' },
  commenting: { publish: 'published', return: 'returned', withdraw: 'withdrawn' },
  published: {},
  returned: { amend: 'draft', withdraw: 'withdrawn' },
  withdrawn: {},
};

test.each(proposalStates.flatMap((state) => proposalEvents.map((event) => [state, event] as const)))(
  'a proposal that is %s and %s',
  (state, event) => {
    const to = leads[state]?.[event];
    expect(moveProposal(state, event)).toEqual(
      to ? { ok: true, value: to } : { ok: false, code: 'matter-proposal.wrong-stage', detail: undefined },
    );
  },
);

test('the comment period opens with both opinions, and its last day is whole', () => {
  expect(hasBothOpinions(['legal'])).toBe(false);
  expect(hasBothOpinions(['service-centre', 'legal'])).toBe(true);
  const last = day('2026-12-09');
  expect(checkCommented(last, last).ok).toBe(false);
  expect(checkCommented(null, last).ok).toBe(false);
  expect(checkCommented(last, day('2026-12-10')).ok).toBe(true);
  expect(proposalNo(last, 17)).toBe('ZM2026000017');
});

const context = { today: day('2026-11-24'), agency: { name: '示例局', uscc: '' } };
const row = (cells: Record<string, string>) => ({
  cells: Object.fromEntries(
    Object.entries({
      name: '示例证明',
      item: '示例登记',
      party: '个人',
      fate: '拟取消',
      replacement: '共享',
      ...cells,
    }).map(([name, text]) => [name, { text, kind: 'text' as const }]),
  ),
});

test('a dirty row is read as it was meant, and its faults name column and way out', () => {
  expect(assessProposal(row({ ground: '五', riskClass: '低风险' }), context)).toMatchObject({
    ok: true,
    content: {
      party: 'person',
      fate: 'cancel',
      replacement: 'sharing',
      ground: 'online-check',
      riskClass: 'low',
      basis: null,
    },
  });
  expect(assessProposal(row({ fate: '承诺', replacement: '' }), context)).toMatchObject({
    ok: true,
    content: { fate: 'promise', replacement: 'commitment' },
  });
  for (const [cells, code] of [
    [{ fate: '承诺', replacement: '', riskClass: '高' }, 'matter.high-risk'],
    [{ fate: '承诺', replacement: '共享' }, 'matter.replacement'],
    [{ replacement: '承诺' }, 'matter.replacement'],
    [{ replacement: '' }, 'proposal.no-reason'],
    [{ fate: '也许' }, 'cell.choice'],
    [{ name: ' ' }, 'cell.required'],
    [{ ground: '第八' }, 'cell.choice'],
  ] as const)
    expect(assessProposal(row(cells), context)).toMatchObject({ ok: false, faults: [{ code }] });
  expect(Object.keys(groundWords)).toHaveLength(7);
});

const content = {
  name: '示例证明',
  item: '示例登记',
  basis: '《示例条例》',
  issuingUnit: null,
  party: 'person',
  ground: 'online-check',
  fate: 'cancel',
  replacement: 'sharing',
  replacementNote: null,
  riskClass: null,
  noticeText: null,
  commitmentText: null,
  matterCode: null,
} as const;
const codes = (more: object, around: object = {}) =>
  proposalFlags({ ...content, ...more }, { agency: '示例局', alike: [], standing: [], ...around }).map(
    ({ code }) => code,
  );

test('flags explain and refuse nothing', () => {
  expect(unfit(content)).toEqual([]);
  expect(codes({})).toEqual([]);
  expect(codes({ basis: null })).toEqual(['proposal.no-basis']);
  expect(codes({ ground: null })).toEqual(['proposal.no-ground']);
  expect(codes({ fate: 'retain' })).toEqual(['proposal.against-ground']);
  expect(codes({ fate: 'promise' })).toEqual(['proposal.no-texts']);
  expect(codes({}, { alike: [{ no: 'ZM2026000002', agency: '他局' }] })).toEqual(['proposal.duplicate']);
  const standing = [{ code: 'ZM-1', name: '示例证明', department: '示例局' }];
  expect(codes({}, { standing })).toEqual(['proposal.standing']);
  expect(codes({ matterCode: 'ZM-1' }, { standing })).toEqual([]);
  expect(codes({ matterCode: 'ZM-1' }, { standing, agency: '他局' })).toEqual(['proposal.other-department']);
  expect(codes({ matterCode: 'ZM-9' }, { standing })).toEqual(['proposal.unknown-code']);
});

test('one proof is one, however its name is spelled', () => {
  const likeness = likenessOf({ name: '无 犯罪（示例）证明', item: 'A类登记' });
  expect(likenessOf({ name: '无犯罪(示例)证明', item: 'Ａ类 登记' })).toBe(likeness);
});
