import { sampleCitizenId, sampleUscc } from './identities.ts';
import { seeded } from './random.ts';

export type Firm = { uscc: string; name: string; head: string; kind: string };
export type Person = { idNo: string; name: string };

const PLACES = '云岫 砚池 松涧 竹坞 鹤汀 柳荫 石泉 梅岭 兰渚 枫桥 霜林 烟渡 月浦 星潭 雪坞 露台'.split(' ');
const TRADES = '建材 食品 机电 物流 装饰 商贸 医药 环保 印务 家具 园林 测绘 餐饮 纺织'.split(' ');
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'.split('');
const GIVEN = '甲乙丙丁戊己庚辛壬癸'.split('');

const forms: readonly { head: string; ending: string; kind: string }[] = [
  { head: '91', ending: '有限公司', kind: '法人及非法人组织' },
  { head: '91', ending: '股份有限公司', kind: '法人及非法人组织' },
  { head: '91', ending: '有限公司', kind: '法人及非法人组织' },
  { head: '92', ending: '经营部', kind: '个体工商户' },
  { head: '93', ending: '专业合作社', kind: '法人及非法人组织' },
];

// 示例 in the name and EXMP in the code: nobody can take them for a real firm.
const firm = (no: number): Firm => {
  const chance = seeded(no);
  const { head, ending, kind } = chance.pick(forms);
  const name = `${chance.pick(PLACES)}示例${String(no).padStart(4, '0')}${chance.pick(TRADES)}${ending}`;
  return { uscc: sampleUscc(no, head), name, head, kind };
};

const person = (no: number): Person => {
  const chance = seeded(no);
  return {
    idNo: sampleCitizenId(no),
    name: `${chance.pick(SURNAMES)}示${chance.pick(GIVEN)}${chance.pick(GIVEN)}`,
  };
};

export const firms: readonly Firm[] = Array.from({ length: 700 }, (_, place) => firm(1000 + place));
export const persons: readonly Person[] = Array.from({ length: 400 }, (_, place) => person(200 + place));

const company = (no: number, name: string): Firm => ({
  uscc: sampleUscc(no),
  name,
  head: '91',
  kind: '法人及非法人组织',
});

// Those whom the demonstration follows; no other row names them.
export const honoured = company(11, '云岫示例建材有限公司');
export const listed = company(12, '砚池示例食品有限公司');
export const ledByDefaulter = company(13, '鹤汀示例装饰有限公司');
export const defaulter: Person = { idNo: sampleCitizenId(88), name: '刘示䶮' };
