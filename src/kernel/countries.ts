import { foldBrackets, foldText } from './text.ts';

// Basis: GB/T 2659.1-2022 (ISO 3166-1): three letters, two letters, name. Codes that only passports bear
// stand below.
const COUNTRIES = `
  AFG AF 阿富汗; ALB AL 阿尔巴尼亚; DZA DZ 阿尔及利亚; ASM AS 美属萨摩亚; AND AD 安道尔; AGO AO 安哥拉; AIA AI 安圭拉;
  ATA AQ 南极洲; ATG AG 安提瓜和巴布达; ARG AR 阿根廷; ARM AM 亚美尼亚; ABW AW 阿鲁巴; AUS AU 澳大利亚; AUT AT 奥地利;
  AZE AZ 阿塞拜疆; BHS BS 巴哈马; BHR BH 巴林; BGD BD 孟加拉国; BRB BB 巴巴多斯; BLR BY 白俄罗斯; BEL BE 比利时;
  BLZ BZ 伯利兹; BEN BJ 贝宁; BMU BM 百慕大; BTN BT 不丹; BOL BO 玻利维亚; BES BQ 荷属加勒比区; BIH BA 波斯尼亚和黑塞哥维那;
  BWA BW 博茨瓦纳; BRA BR 巴西; BRN BN 文莱; BGR BG 保加利亚; BFA BF 布基纳法索; BDI BI 布隆迪; CPV CV 佛得角; KHM KH 柬埔寨;
  CMR CM 喀麦隆; CAN CA 加拿大; CYM KY 开曼群岛; CAF CF 中非共和国; TCD TD 乍得; CHL CL 智利; CHN CN 中国; COL CO 哥伦比亚;
  COM KM 科摩罗; COG CG 刚果(布); COD CD 刚果(金); COK CK 库克群岛; CRI CR 哥斯达黎加; CIV CI 科特迪瓦; HRV HR 克罗地亚;
  CUB CU 古巴; CUW CW 库拉索; CYP CY 塞浦路斯; CZE CZ 捷克; DNK DK 丹麦; DJI DJ 吉布提; DMA DM 多米尼克;
  DOM DO 多米尼加共和国; ECU EC 厄瓜多尔; EGY EG 埃及; SLV SV 萨尔瓦多; GNQ GQ 赤道几内亚; ERI ER 厄立特里亚; EST EE 爱沙尼亚;
  SWZ SZ 斯威士兰; ETH ET 埃塞俄比亚; FRO FO 法罗群岛; FJI FJ 斐济; FIN FI 芬兰; FRA FR 法国; PYF PF 法属波利尼西亚;
  GAB GA 加蓬; GMB GM 冈比亚; GEO GE 格鲁吉亚; DEU DE 德国; GHA GH 加纳; GIB GI 直布罗陀; GRC GR 希腊; GRL GL 格陵兰;
  GRD GD 格林纳达; GUM GU 关岛; GTM GT 危地马拉; GGY GG 根西岛; GIN GN 几内亚; GNB GW 几内亚比绍; GUY GY 圭亚那; HTI HT 海地;
  VAT VA 梵蒂冈; HND HN 洪都拉斯; HKG HK 中国香港; HUN HU 匈牙利; ISL IS 冰岛; IND IN 印度; IDN ID 印度尼西亚; IRN IR 伊朗;
  IRQ IQ 伊拉克; IRL IE 爱尔兰; IMN IM 马恩岛; ISR IL 以色列; ITA IT 意大利; JAM JM 牙买加; JPN JP 日本; JEY JE 泽西岛;
  JOR JO 约旦; KAZ KZ 哈萨克斯坦; KEN KE 肯尼亚; KIR KI 基里巴斯; PRK KP 朝鲜; KOR KR 韩国; KWT KW 科威特;
  KGZ KG 吉尔吉斯斯坦; LAO LA 老挝; LVA LV 拉脱维亚; LBN LB 黎巴嫩; LSO LS 莱索托; LBR LR 利比里亚; LBY LY 利比亚;
  LIE LI 列支敦士登; LTU LT 立陶宛; LUX LU 卢森堡; MAC MO 中国澳门; MDG MG 马达加斯加; MWI MW 马拉维; MYS MY 马来西亚;
  MDV MV 马尔代夫; MLI ML 马里; MLT MT 马耳他; MHL MH 马绍尔群岛; MRT MR 毛里塔尼亚; MUS MU 毛里求斯; MEX MX 墨西哥;
  FSM FM 密克罗尼西亚; MDA MD 摩尔多瓦; MCO MC 摩纳哥; MNG MN 蒙古; MNE ME 黑山; MSR MS 蒙特塞拉特; MAR MA 摩洛哥;
  MOZ MZ 莫桑比克; MMR MM 缅甸; NAM NA 纳米比亚; NRU NR 瑙鲁; NPL NP 尼泊尔; NLD NL 荷兰; NCL NC 新喀里多尼亚; NZL NZ 新西兰;
  NIC NI 尼加拉瓜; NER NE 尼日尔; NGA NG 尼日利亚; NIU NU 纽埃; MKD MK 北马其顿; NOR NO 挪威; OMN OM 阿曼; PAK PK 巴基斯坦;
  PLW PW 帕劳; PSE PS 巴勒斯坦领土; PAN PA 巴拿马; PNG PG 巴布亚新几内亚; PRY PY 巴拉圭; PER PE 秘鲁; PHL PH 菲律宾;
  POL PL 波兰; PRT PT 葡萄牙; PRI PR 波多黎各; QAT QA 卡塔尔; ROU RO 罗马尼亚; RUS RU 俄罗斯; RWA RW 卢旺达;
  KNA KN 圣基茨和尼维斯; LCA LC 圣卢西亚; VCT VC 圣文森特和格林纳丁斯; WSM WS 萨摩亚; SMR SM 圣马力诺; STP ST 圣多美和普林西比;
  SAU SA 沙特阿拉伯; SEN SN 塞内加尔; SRB RS 塞尔维亚; SYC SC 塞舌尔; SLE SL 塞拉利昂; SGP SG 新加坡; SVK SK 斯洛伐克;
  SVN SI 斯洛文尼亚; SLB SB 所罗门群岛; SOM SO 索马里; ZAF ZA 南非; SSD SS 南苏丹; ESP ES 西班牙; LKA LK 斯里兰卡;
  SDN SD 苏丹; SUR SR 苏里南; SWE SE 瑞典; CHE CH 瑞士; SYR SY 叙利亚; TWN TW 中国台湾; TJK TJ 塔吉克斯坦; TZA TZ 坦桑尼亚;
  THA TH 泰国; TLS TL 东帝汶; TGO TG 多哥; TON TO 汤加; TTO TT 特立尼达和多巴哥; TUN TN 突尼斯; TUR TR 土耳其;
  TKM TM 土库曼斯坦; TUV TV 图瓦卢; UGA UG 乌干达; UKR UA 乌克兰; ARE AE 阿拉伯联合酋长国; GBR GB 英国; USA US 美国;
  URY UY 乌拉圭; UZB UZ 乌兹别克斯坦; VUT VU 瓦努阿图; VEN VE 委内瑞拉; VNM VN 越南; VGB VG 英属维尔京群岛; VIR VI 美属维尔京群岛;
  YEM YE 也门; ZMB ZM 赞比亚; ZWE ZW 津巴布韦
`;

// As passports and feeds write them besides.
// Basis: ICAO Doc 9303 第3部分第5章：D, GBD…GBS, UNO, UNA, XXA, XXB, XXC, RKS
const OTHERS: Readonly<Record<string, string>> = {
  D: 'DEU',
  GBD: 'GBR',
  GBN: 'GBR',
  GBO: 'GBR',
  GBP: 'GBR',
  GBS: 'GBR',
  UNO: 'UNO',
  UNA: 'UNO',
  联合国: 'UNO',
  XXA: 'XXA',
  无国籍: 'XXA',
  XXB: 'XXB',
  难民: 'XXB',
  XXC: 'XXC',
  RKS: 'RKS',
  中华人民共和国: 'CHN',
  香港: 'HKG',
  澳门: 'MAC',
  台湾: 'TWN',
  美利坚合众国: 'USA',
  大韩民国: 'KOR',
  南韩: 'KOR',
  俄罗斯联邦: 'RUS',
  大不列颠及北爱尔兰联合王国: 'GBR',
  德意志联邦共和国: 'DEU',
  法兰西共和国: 'FRA',
  日本国: 'JPN',
  阿联酋: 'ARE',
  沙特: 'SAU',
  捷克共和国: 'CZE',
};

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...COUNTRIES.trim()
    .split(/;\s*/)
    .flatMap((entry) => {
      const [three = '', two = '', ...name] = entry.split(' ');
      return [three, two, foldBrackets(foldText(name.join('')))].map((word) => [word, three] as const);
    }),
  ...Object.entries(OTHERS),
]);

/** The three letters of a country or region, however it is written; undefined where nobody knows it. */
export const readCountry = (text: string): string | undefined => KNOWN.get(foldBrackets(foldText(text)));
