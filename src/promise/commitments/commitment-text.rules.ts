import type { Day } from '../../kernel/day.ts';
import { type IdentifierType, maskCode } from '../../kernel/identifiers.ts';
import type { Matter } from '../../law/matters/matter.rules.ts';

export type Promisor = { type: IdentifierType; code: string; name: string };
export type PromiseKind = 'organisation' | 'individual-business' | 'person';

export type PromiseText = {
  no: string;
  matter: Pick<Matter, 'code' | 'name' | 'basis' | 'department'> & {
    noticeText: string;
    commitmentText: string;
    edition: number;
  };
  promisor: Promisor;
  agency: string;
  on: Day;
  disclosure: string;
};

// Basis: 国办发〔2020〕42号；行政许可法第六十九条、第七十八条、第七十九条；刑法第二百八十条
export const LIABILITY =
  '承诺不实的，依法终止办理、责令限期整改、撤销行政决定或者予以行政处罚，并记入信用记录；' +
  '造成他人损失的依法承担民事责任，涉嫌犯罪的依法追究刑事责任。';
const WAY =
  '书面承诺，由申请人自愿选择；不选择或者在办结前撤回的，按一般程序提交证明材料，不留任何不良记录。';
const POWERS =
  '行政机关有权通过信息共享、部门协查、实地核查等方式对承诺内容进行核查，申请人应当配合并如实说明。';

const PUBLIC = '可向社会公开';
const LIMITED = '特定范围内公开';
const CLOSED = '不可公开';

// A person's promise is nobody's to read; a firm's is seen by those whose office it touches.
// Basis: 个人信息保护法第二十五条；本市设定，参照信用承诺数据归集标准“公开类型”
export const disclosureOf = (kind: PromiseKind): string => (kind === 'person' ? CLOSED : LIMITED);

const publication: Readonly<Record<string, string>> = {
  [PUBLIC]: '本承诺书向社会公开，公开期限至承诺履行完毕。',
  [LIMITED]: '本承诺书在政务部门间共享，不向社会公开；认定为虚假承诺的除外。',
  [CLOSED]: '本承诺书不公开，仅在政务部门履行职责时共享。',
};

// The text is what is signed: it is made once, kept, and printed as it was made. A person's number is named by
// its ends, the whole stands sealed beside it.
// Basis: 国办发〔2020〕42号（告知、承诺的内容）；本市设定，参照深圳经济特区优化营商环境条例第六十一条
export const renderPromise = (said: PromiseText): string => {
  const { matter, promisor } = said;
  const who = `${promisor.name}（${maskCode(promisor.type, promisor.code)}）`;
  return [
    '证明事项告知承诺书',
    `编号：${said.no}`,
    '',
    '一、行政机关告知',
    `事项名称：${matter.name}（${matter.code}，事项目录第 ${matter.edition} 版）`,
    `设定依据：${matter.basis}`,
    `证明内容：${matter.noticeText.trim()}`,
    `承诺方式：${WAY}`,
    `不实承诺的责任：${LIABILITY}`,
    `核查权力：${POWERS}`,
    `承诺书的公开：${publication[said.disclosure] ?? publication[CLOSED]}`,
    `告知机关：${said.agency}`,
    '',
    '二、申请人承诺',
    `申请人 ${who} 自愿作出下列承诺：`,
    '1. 已经知晓行政机关告知的全部内容；',
    `2. 已经符合告知的条件：${matter.commitmentText.trim()}`,
    '3. 愿意承担不实承诺的法律责任；',
    '4. 以上承诺是申请人的真实意思表示。',
    `承诺日期：${said.on}`,
  ].join('\n');
};

/** The text as a page draws it: title, number, then headings and lines. */
export const partsOfPromise = (text: string): { title: string; no: string; lines: string[] } => {
  const [title = '', no = '', ...lines] = text.split('\n');
  return { title, no, lines: lines.filter((line) => line !== '') };
};
export const isHeading = (line: string): boolean => /^[一二]、/.test(line);
