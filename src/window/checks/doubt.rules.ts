import type { SubjectKind } from '../../kernel/identifiers.ts';
import { maskPersonName, sameName, shownName } from '../../kernel/names.ts';
import { isByNumberAlone, type Lookups } from '../../registry/subjects/subject-lookup.ts';
import type { CheckReason } from './check.rules.ts';

// candidate: a pair that waits for a registrar. two-files: one number, two files. other-code: the file bears
// another credit code. number-alone, other-name: a passport's number is known, whose it is is not.
type Ground = 'candidate' | 'two-files' | 'other-code' | 'number-alone' | 'other-name';
export type FoundDoubt = { ground: Ground; id: number; kind: SubjectKind; name: string };
// other is masked already: the fact is kept and shown.
export type DoubtFact = { ground: Ground; other: string };

// SQL over a found subject f: whether a doubt may arise at all, for a few probes. Hardly any subject needs more.
export const mayBeDoubted = (f: string): string => `${f}.id is not null and (${f}.second_id <> ${f}.id
    or ${f}.found_at = 2 or exists (select 1 from merge_candidates where state = 'open'))`;

// SQL: the doubts about each row (place, id, second_id, found_at) of f. A merge made of two files one: a pair
// of theirs is a pair of the file's. A pair that a registrar dismissed is no doubt any more. Without the cases
// a planner asks each exists first.
export const doubtsSql = (f: string): string => `select f.place, 'doubt' as part, json_build_object(
    'ground', d.ground, 'id', o.id, 'kind', o.kind, 'name', o.name) as fact
  from ${f} cross join lateral (
    select 'two-files' as ground, f.second_id as id where case when f.second_id <> f.id then
      not exists (select 1 from merge_candidates c where c.state = 'dismissed'
        and least(c.first_id, c.second_id) = least(f.id, f.second_id)
        and greatest(c.first_id, c.second_id) = greatest(f.id, f.second_id)) end
    union all
    select 'other-code', f.id where case when f.found_at = 2 then
      exists (select 1 from subject_identifiers x where x.subject_id = f.id and x.type = 'uscc') end
    union all
    select 'candidate', coalesce(s.merged_into, s.id)
    from (select a.id from (select f.id union all select k.related_id from subject_links k
      where k.subject_id = f.id
        and k.role = 'operator' and k.until_on is null) a(id)
      union all select g.id from subjects g where g.merged_into = f.id
      union all select g.id from subject_links k join subjects g on g.merged_into = k.related_id
        where k.subject_id = f.id and k.role = 'operator' and k.until_on is null) m(id)
    cross join lateral (
      select c.second_id as id from merge_candidates c where c.state = 'open' and c.first_id = m.id
      union all
      select c.first_id from merge_candidates c where c.state = 'open' and c.second_id = m.id offset 0) p
    join subjects s on s.id = p.id
    offset 0) d join subjects o on o.id = d.id
  where d.id <> f.id or d.ground = 'other-code'`;

const sideOf = ({ kind, name }: { kind: string; name: string }): string => shownName(kind, name);

type Found = {
  id: number | null;
  name: string | null;
  formerNames: readonly string[];
  place: 1 | 2 | 3;
  doubts: readonly FoundDoubt[];
};

export const doubtsOf = (
  found: Found,
  asked: { lookups: Lookups; name: string | null },
  type: string,
): { doubts?: readonly DoubtFact[] } => {
  const inOrder = [...found.doubts].sort((a, b) =>
    a.ground === b.ground ? a.id - b.id : a.ground < b.ground ? -1 : 1,
  );
  const doubts: DoubtFact[] = inOrder.map((one) => ({ ground: one.ground, other: sideOf(one) }));
  const names = [found.name ?? '', ...found.formerNames];
  if (found.id !== null && type === 'passport') {
    const other = maskPersonName(found.name ?? '', 'one');
    if (isByNumberAlone(asked.lookups, found.place)) doubts.push({ ground: 'number-alone', other });
    else if (asked.name !== null && !names.some((name) => sameName(name, asked.name ?? '')))
      doubts.push({ ground: 'other-name', other });
  }
  const said = new Map(
    doubts.map((one) => [`${one.ground === 'two-files' ? 'candidate' : one.ground} ${one.other}`, one]),
  );
  return said.size > 0 ? { doubts: [...said.values()] } : {};
};

const TEXTS: Readonly<Record<Ground, (other: string) => string>> = {
  candidate: (other) => `登记系统中的另一份档案（${other}）可能与申请人是同一主体，尚待登记机构核实`,
  'two-files': (other) => `同一号码在登记系统中还指向另一份档案（${other}），尚待登记机构核实`,
  'other-code': (other) => `登记系统中该主体（${other}）登记的是另一统一社会信用代码`,
  'number-alone': (other) =>
    `该护照号码已有档案（${other}），但签发国（地区）未填写、未登记或不相同，不能确定是否同一人`,
  'other-name': (other) => `该护照号码已有档案（${other}），但姓名不同，不能确定是否同一人`,
};

// Basis: 本市设定：身份存疑的转人工复核（企业名称登记管理规定第十七条、GB 32100-2015 只认定同一代码的主体）
export const doubtReason = ({ ground, other }: DoubtFact): CheckReason => ({
  code: 'subject.uncertain',
  text: TEXTS[ground](other),
  authority: null,
  documentNo: null,
  basis: '本市设定：身份存疑的转人工复核',
  since: null,
  restore: '请核对证照原件（护照须核对签发国和姓名）；由登记机构核实是否同一主体后重新核查。',
});

// A person known by the number of a passport alone may be somebody else: nothing bars the applicant for
// certain.
export const isSomebodyPerhaps = (doubts: readonly DoubtFact[]): boolean =>
  doubts.some(({ ground }) => ground === 'number-alone' || ground === 'other-name');
