import { aUscc } from './identities.ts';
import type { Agency } from './uploads.ts';

type Cells = Record<string, string>;

export const aRegistrationRow = (agency: Agency, seed: string, cells: Cells = {}): Cells => ({
  来源记录号: `DJ-${seed}`,
  主体名称: `示例${seed}贸易有限公司`,
  统一社会信用代码: aUscc(seed),
  工商注册号: '',
  法定代表人: '示例甲',
  法定代表人证件类型: '',
  法定代表人证件号码: '',
  登记状态: '存续',
  成立日期: '2020-05-06',
  核准日期: '2020-05-06',
  注销日期: '',
  登记机关: agency.name,
  登记机关统一社会信用代码: agency.uscc,
  ...cells,
});

export const aFalsePromiseRow = (agency: Agency, seed: string, cells: Cells = {}): Cells => ({
  来源记录号: `WN-${seed}`,
  主体类别: '法人及非法人组织',
  主体名称: `示例${seed}食品有限公司`,
  证件类型: '统一社会信用代码',
  证件号码: aUscc(seed),
  统一社会信用代码: aUscc(seed),
  承诺事项: '食品经营许可告知承诺',
  认定文书文号: `示监承〔2026〕${seed}号`,
  认定日期: '2026-04-08',
  虚假承诺内容: '承诺具备的经营场所条件经核查不属实',
  纠正日期: '',
  认定单位: agency.name,
  认定单位统一社会信用代码: agency.uscc,
  ...cells,
});

export const aDeathRow = (agency: Agency, seed: string, cells: Cells): Cells => ({
  来源记录号: `SW-${seed}`,
  姓名: '示例逝者',
  证件类型: '居民身份证',
  死亡日期: '2026-06-01',
  登记单位: agency.name,
  登记单位统一社会信用代码: agency.uscc,
  ...cells,
});
