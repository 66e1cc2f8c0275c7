// Basis: Unicode EquivalentUnifiedIdeograph.txt; from U+2E80 on. PDF readers give radicals for whole
// characters.
const RADICALS =
  '⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛' +
  '犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑' +
  '钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟';
// Basis: GB 18030-2005 and 2022, the 80 characters FE50–FEA0 that GBK systems keep in private use, from
// U+E815 on.
const OF_GBK =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱' +
  '䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';
// The other points that GBK and Unicode named later: upright punctuation, two letters, the describing
// characters.
const [UPRIGHT, LETTERS, DESCRIBING] = ['︐︒︑︓︔︕︖︗︘︙', 'ḿǹ', '〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻'];

const equivalents = new Map(
  (
    [
      [0x2e80, RADICALS],
      [0xe78d, UPRIGHT],
      [0xe7c7, LETTERS],
      [0xe7e7, DESCRIBING],
      [0xe815, OF_GBK],
    ] as const
  ).flatMap(([start, texts]) =>
    Array.from(texts, (text, at) => [String.fromCharCode(start + at), text] as const),
  ),
);

const FOLDABLE = /[\u2E80-\u2FDF\uE78D-\uE864]/;
const EACH_FOLDABLE = /[\u2E80-\u2FDF\uE78D-\uE864]/g;
const PRIVATE = /[\uE000-\uF8FF\u{F0000}-\u{10FFFD}]/u;

// A point of GBK may stand for a radical, and that for an ideograph. NFKC knows the radicals of U+2F00–2FDF
// only.
const ideographOf = (char: string): string => {
  const once = equivalents.get(char) ?? char;
  return (equivalents.get(once) ?? once).normalize('NFKC');
};

export const withIdeographs = (text: string): string =>
  FOLDABLE.test(text) ? text.replace(EACH_FOLDABLE, ideographOf) : text;

// Nobody else can read it: each system draws another character there.
export const hasPrivateCharacter = (text: string): boolean => PRIVATE.test(text);
