import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { CandidateGround, CandidateState } from '../subjects/duplicate.rules.ts';

type File = { id: number; kind: string };

// A person is never an organisation, whatever the numbers say.
export const pairToMerge = (
  [first, second]: readonly [File, File],
  survivorId: number | undefined,
): Ruling<{ survivorId: number; absorbedId: number }> => {
  if (first.id === second.id) return refused('merge-candidate.settled');
  if ((first.kind === 'person') !== (second.kind === 'person')) return refused('merge.kinds-differ');
  const stays = survivorId ?? first.id;
  if (stays !== first.id && stays !== second.id) return refused('merge.survivor');
  return granted({ survivorId: stays, absorbedId: stays === first.id ? second.id : first.id });
};

export const candidateGroundWords: Record<CandidateGround, string> = {
  identifiers: '同一行报送的几个号码分属两个主体',
  'name-and-code': '名称与组织机构代码（或注册号）相同',
  'name-and-region': '名称与登记地区相同，其中一个没有统一社会信用代码',
};

export const candidateStateWords: Record<CandidateState, { word: string; tone: 'good' | 'warn' | 'calm' }> = {
  open: { word: '待核实', tone: 'warn' },
  merged: { word: '已合并', tone: 'good' },
  dismissed: { word: '不是同一主体', tone: 'calm' },
};

export const mergeKindWords: Readonly<Record<string, string>> = {
  organisation: '法人及非法人组织',
  'individual-business': '个体工商户',
  person: '自然人',
  government: '机关',
};
