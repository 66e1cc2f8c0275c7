import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { findCatalog } from '../../../src/law/catalogs/catalog-list.ts';
import {
  type CommitmentEvent,
  type CommitmentState,
  checkPromisable,
  commitmentEvents,
  commitmentNo,
  commitmentStates,
  linkEnds,
  moveCommitment,
} from '../../../src/promise/commitments/commitment.rules.ts';
import {
  disclosureOf,
  LIABILITY,
  partsOfPromise,
  renderPromise,
} from '../../../src/promise/commitments/commitment-text.rules.ts';
import { nationalRow } from '../../../src/promise/commitments/national-row.rules.ts';
import { readScan, SCAN_MAX_BYTES } from '../../../src/promise/commitments/scan.rules.ts';
import { aCitizenId, aUscc } from '../../kit/identities.ts';
import { aPicture } from '../../kit/pictures.ts';

// Where each event leads from each state; a dash is a refusal.
const table: Record<CommitmentState, Record<CommitmentEvent, CommitmentState | '-'>> = {
  draft: {
    sign: 'signed',
    handle: '-',
    verify: '-',
    breach: '-',
    reopen: '-',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  signed: {
    sign: '-',
    handle: 'handled',
    verify: '-',
    breach: '-',
    reopen: '-',
    refuse: '-',
    withdraw: 'withdrawn',
  },
  handled: {
    sign: '-',
    handle: '-',
    verify: 'verified',
    breach: 'breached',
    reopen: '-',
    refuse: '-',
    withdraw: '-',
  },
  verified: {
    sign: '-',
    handle: '-',
    verify: '-',
    breach: '-',
    reopen: 'handled',
    refuse: '-',
    withdraw: '-',
  },
  breached: {
    sign: '-',
    handle: '-',
    verify: '-',
    breach: '-',
    reopen: 'handled',
    refuse: '-',
    withdraw: '-',
  },
  refused: { sign: '-', handle: '-', verify: '-', breach: '-', reopen: '-', refuse: '-', withdraw: '-' },
  withdrawn: { sign: '-', handle: '-', verify: '-', breach: '-', reopen: '-', refuse: '-', withdraw: '-' },
};
const cases = commitmentStates.flatMap((state) =>
  commitmentEvents.map((event) => [state, event, table[state][event]] as const),
);

test.each(cases)('a promise that is %s, on %s: %s', (state, event, expected) => {
  const ruling = moveCommitment(state, event);
  expect(ruling.ok ? ruling.value : '-').toBe(expected);
  if (!ruling.ok) expect(ruling.code).toBe('commitment.wrong-stage');
});

describe('the check that a promise stands on', () => {
  const today = day('2026-11-24');
  const good = {
    outcome: 'eligible',
    choice: 'followed' as const,
    decidedOn: today,
    isValid: true,
    isRepeated: false,
    matter: 'ZM-1',
  };
  test.each([
    ['clean, confirmed, of today', {}, 'ZM-1'],
    ['ineligible', { outcome: 'ineligible' }, 'commitment.not-eligible'],
    ['a review, though the clerk followed it', { outcome: 'review' }, 'commitment.not-eligible'],
    ['about no matter of promises', { outcome: 'matter-not-allowed' }, 'commitment.not-eligible'],
    ['of an outcome that nobody knows', { outcome: '' }, 'commitment.not-eligible'],
    ['unconfirmed', { choice: null }, 'commitment.unconfirmed'],
    ['departed from', { choice: 'departed' as const }, 'commitment.departed'],
    ['of yesterday', { decidedOn: day('2026-11-23') }, 'commitment.other-day'],
    ['of tomorrow', { decidedOn: day('2026-11-25') }, 'commitment.other-day'],
    ['asked again', { isRepeated: true }, 'commitment.check-stale'],
    ['fallen', { isValid: false }, 'commitment.check-stale'],
    ['without a matter', { matter: null }, 'commitment.no-matter'],
  ])('%s', (_, changes, expected) => {
    const ruling = checkPromisable({ ...good, ...changes }, { today, matter: undefined });
    expect(ruling.ok ? ruling.value : ruling.code).toBe(expected);
  });
  test('of another matter than is asked for', () => {
    const ruling = checkPromisable(good, { today, matter: 'ZM-2' });
    expect(ruling.ok ? ruling.value : ruling.code).toBe('commitment.other-matter');
    expect(checkPromisable(good, { today, matter: 'ZM-1' }).ok).toBe(true);
  });
});

test('a number is region, day and sequence; a link lasts half an hour', () => {
  expect(commitmentNo('440300', day('2026-11-24'), 7)).toBe('44030020261124000007');
  expect(commitmentNo('440300', day('2026-11-24'), 999_999)).toHaveLength(20);
  expect(linkEnds(new Date('2026-11-24T15:45:00Z')).toISOString()).toBe('2026-11-24T16:15:00.000Z');
});

const said = (kind: 'person' | 'organisation') => ({
  no: '44030020261124000007',
  matter: {
    code: 'ZM-1',
    name: '示例：经营场所使用证明',
    basis: '《示例条例》第十六条',
    department: '示例局',
    noticeText: ' 场所的位置。\n',
    commitmentText: '场所真实。',
    edition: 3,
  },
  promisor:
    kind === 'person'
      ? { type: 'citizen-id' as const, code: aCitizenId('诺'), name: '示例承' }
      : { type: 'uscc' as const, code: aUscc('91诺'), name: '示例有限公司' },
  agency: '示例中心',
  on: day('2026-11-24'),
  disclosure: disclosureOf(kind),
});

test('notice and promise say all that the law asks of them; a person’s number is named by its ends', () => {
  const text = renderPromise(said('person'));
  const contents = [
    '事项名称：示例：经营场所使用证明（ZM-1，事项目录第 3 版）',
    '设定依据：《示例条例》第十六条',
    '证明内容：场所的位置。',
    '承诺方式：书面承诺',
    `不实承诺的责任：${LIABILITY}`,
    '核查权力：',
    '承诺书的公开：本承诺书不公开',
    '已经知晓',
    '已经符合告知的条件：场所真实。',
    '愿意承担',
    '真实意思表示',
    '承诺日期：2026-11-24',
  ];
  for (const words of contents) expect(text).toContain(words);
  expect(text).not.toContain(aCitizenId('诺'));
  expect(renderPromise(said('organisation'))).toContain('本承诺书在政务部门间共享');
  expect(partsOfPromise(text)).toMatchObject({
    title: '证明事项告知承诺书',
    no: '编号：44030020261124000007',
  });
});

test('the national row names the columns of the catalogue; what is handled is going on, what is verified is kept', () => {
  const facts = {
    ...said('organisation'),
    kind: 'organisation' as const,
    matterName: 'x'.repeat(600),
    commitmentText: '诺'.repeat(5000),
    madeOn: day('2026-11-24'),
    agency: { name: '示例中心', uscc: aUscc('11示') },
  };
  const row = nationalRow({ ...facts, state: 'handled' });
  const names = findCatalog('credit-commitment')?.fields.map(({ name }) => name) ?? [];
  expect(names).toHaveLength(20);
  expect(Object.keys(row).filter((name) => !names.includes(name))).toEqual([]);
  expect([row.matter?.length, row.content?.length, row.fulfilment]).toEqual([512, 4000, '履行中']);
  expect(nationalRow({ ...facts, state: 'verified' }).fulfilment).toBe('全部履行');
});

describe('a scan', () => {
  const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  const read = (bytes: Uint8Array) => {
    const ruling = readScan(bytes);
    return ruling.ok ? ruling.value.mediaType : ruling.code;
  };
  test.each(['png', 'jpeg'] as const)(
    'keeps the picture of a %s and leaves out what stands beside it',
    (kind) => {
      const bytes = bytesOf(aPicture(kind, 'GPS 22.5431N'));
      const ruling = readScan(bytes);
      const kept = ruling.ok ? ruling.value.bytes : new Uint8Array();
      expect([read(bytes), Buffer.from(kept).includes('GPS'), Buffer.from(kept).includes('Exif')]).toEqual([
        `image/${kind}`,
        false,
        false,
      ]);
      expect(read(kept)).toBe(`image/${kind}`);
    },
  );
  test.each(['png', 'jpeg'] as const)('of a %s that breaks off anywhere is none', (kind) => {
    const ruling = readScan(bytesOf(aPicture(kind)));
    const whole = ruling.ok ? ruling.value.bytes : new Uint8Array();
    for (let end = 0; end < whole.length; end += 1)
      expect(read(whole.subarray(0, end))).toBe('commitment.scan-no-picture');
  });
  test('that is too large is refused before it is read', () => {
    expect(read(new Uint8Array(SCAN_MAX_BYTES + 1))).toBe('commitment.scan-too-large');
  });
  test.each(['%PDF-1.7', '<svg xmlns="x"/>', 'MZ', 'GIF89a', ''])('of other bytes is none: %s', (text) => {
    expect(read(new TextEncoder().encode(text))).toBe('commitment.scan-no-picture');
  });
});
