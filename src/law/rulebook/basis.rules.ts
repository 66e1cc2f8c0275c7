// Words that stand where a basis should: 无, 待定, 同上, test. 无锡 is a city, and has a statute.
const NOTHING =
  /^(?:暂?无(?!锡|线|障|人机)|没有|尚无|待|未定|未知|不详|不明|略$|同上|同前|如题|测试|试用|测$|tests?\b|todo|tbd|n\/?a$|none|null|nil|undefined|x+$|\d+$)/iu;
const GENERIC =
  /^(?:根据|按照?|依据|依照|经|有关|相关|上级|领导|内部)[^《〔]{0,6}(?:规定|决定|通知|意见|要求|办法|安排|文件)$/u;
const PENDING = /待(?:录入|定|补|填|查|确定|明确)|文号(?:不详|待)/u;

const DOCUMENT: readonly RegExp[] = [
  // 国办发〔2020〕49号, also in the brackets that people type
  /[〔[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d+\s*号/u,
  /第\s*[\d〇零一二三四五六七八九十百]+\s*号/u,
  /《[^》\s]{2,}》/u,
  /(?:法|条例|规定|办法|细则|规程|解释|决定|意见|通知|方案|清单)(?:（[^）]*）)?第[〇零一二三四五六七八九十百千\d]+[条款项部章节]/u,
  /[\p{Script=Han}\d]{2,}(?:(?<![依无合违方非没办设立守司执])法|条例|规定|办法|细则|规程|标准|通知|公告|意见|方案|清单|安排|决定|纲要|规划|要点|纪要|公约|合同)(?:（[^（）]+）)?(?=$|[，,；;。、：:\s）)“”"])/u,
  /GB(?:\/T|\/Z)?\s*\d{3,}/iu,
];
// 本市设定 says by itself that the city chose: it must still say what, or following whom.
const OWN_CHOICE = /本市设定[，,：:（(；;].{2,}/u;
const EMPTY_CHOICE = /本市设定[，,：:（(；;]\s*(?:暂?无|没有|待|略|测试|同上|[-—.…?？]+)\s*[）)。]?$/u;

const NOT_A_LETTER = /[^\p{L}\p{N}]/gu;

// A basis is the name or number of a document, or 本市设定 with what was chosen. The fact that somebody typed
// something is none.
// Basis: 国办发〔2020〕49号（认定失信、采取惩戒措施须以法律、法规或者党中央、国务院政策文件为依据）
export const isBasis = (text: string): boolean => {
  const words = text.normalize('NFC').trim();
  if (words.replace(NOT_A_LETTER, '').length < 3) return false;
  if ([NOTHING, GENERIC, PENDING, EMPTY_CHOICE].some((empty) => empty.test(words))) return false;
  return OWN_CHOICE.test(words) || DOCUMENT.some((form) => form.test(words));
};

export const BASIS_ADVICE =
  '请写明文件名称或文号、条款（如《社会信用条例》第三十六条、国办发〔2020〕49号）；本市自行确定的，写“本市设定：”并说明参照什么。';
