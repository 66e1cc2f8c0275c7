import type { ProposalContent } from './proposal-content.rules.ts';

export type ProposalFlag = { code: string; message: string };
export type StandingMatter = { code: string; name: string; department: string };
export type Alike = { no: string; agency: string };
type Flagged = Pick<
  ProposalContent,
  'name' | 'basis' | 'fate' | 'ground' | 'matterCode' | 'noticeText' | 'commitmentText'
>;
type Around = { agency: string; alike: readonly Alike[]; standing: readonly StandingMatter[] };

// A flag refuses nothing: it tells reviewers, and the unit, what to look at.
// Basis: 国办发〔2020〕42号（没有法律、法规、国务院决定依据的证明一律不得索要）；本市设定
export const proposalFlags = (content: Flagged, { agency, alike, standing }: Around): ProposalFlag[] => [
  ...flagsOfContent(content),
  ...alike.map((other) =>
    flag('proposal.duplicate', `与 ${other.agency} 的 ${other.no} 名称、办理事项相同，请核对是否重复。`),
  ),
  ...flagsOfStanding(content, agency, standing),
];

const flagsOfContent = (content: Flagged): ProposalFlag[] => {
  const { basis, fate, ground, noticeText, commitmentText } = content;
  return [
    ...(basis === null
      ? [
          flag(
            'proposal.no-basis',
            fate === 'cancel'
              ? '没有法律法规依据，属于应当取消的情形。'
              : '没有填写法律法规依据：没有依据的证明一律取消，拟保留或者实行告知承诺的请补依据。',
          ),
        ]
      : []),
    ...(fate === 'cancel' && ground === null
      ? [flag('proposal.no-ground', '拟取消，但没有填写符合“七个一律”中的哪一种情形。')]
      : []),
    ...(fate === 'retain' && ground !== null
      ? [flag('proposal.against-ground', '符合“七个一律”的情形，却拟保留，请说明或者改为取消。')]
      : []),
    ...(fate === 'promise' && !(noticeText && commitmentText)
      ? [flag('proposal.no-texts', '尚无告知书、承诺书文本；补齐之前公布了也不能出具承诺书。')]
      : []),
  ];
};

const flagsOfStanding = (
  { matterCode, name }: Flagged,
  agency: string,
  standing: readonly StandingMatter[],
): ProposalFlag[] => {
  const same = standing.find(({ code }) => code === matterCode);
  if (same && same.department !== agency)
    return [
      flag('proposal.other-department', `事项编码 ${same.code} 现由 ${same.department} 实施，请核对编码。`),
    ];
  if (matterCode !== null && !same)
    return [flag('proposal.unknown-code', `现行目录没有事项编码 ${matterCode}，公布后作为新增事项。`)];
  const named = standing.filter((one) => one.name === name && one.department === agency);
  return matterCode === null
    ? named.map(({ code }) =>
        flag('proposal.standing', `现行目录已有同名事项 ${code}；如为修改，请填写该事项编码。`),
      )
    : [];
};

const flag = (code: string, message: string): ProposalFlag => ({ code, message });
