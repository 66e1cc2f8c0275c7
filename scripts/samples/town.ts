import { sampleUscc } from './identities.ts';

export type TownAgency = {
  code: string;
  name: string;
  uscc: string;
  roles: readonly ('feeder' | 'window' | 'subscriber' | 'registrar' | 'auditor')[];
  catalogs: readonly string[];
  people: readonly { name: string; roles: readonly string[]; for: string }[];
};

const agency = (no: number, about: Omit<TownAgency, 'uscc'>): TownAgency => ({
  ...about,
  uscc: sampleUscc(no, '11'),
});

const fgj = agency(1, {
  code: 'FGJ',
  name: '示例市发展和改革局',
  roles: ['feeder', 'registrar', 'auditor'],
  catalogs: ['honour', 'false-commitment'],
  people: [
    { name: '登记员', roles: ['registrar', 'feeder'], for: '登记、核查记录、订阅管理' },
    { name: '审计员', roles: ['auditor'], for: '审计记录' },
    { name: '系统管理员', roles: ['system-administrator'], for: '单位与用户' },
    { name: '安全管理员', roles: ['security-administrator'], for: '密钥的签发与吊销' },
  ],
});
const scjg = agency(2, {
  code: 'SCJG',
  name: '示例市市场监督管理局',
  roles: ['feeder'],
  catalogs: ['administrative-penalty', 'serious-violation'],
  people: [{ name: '报送员', roles: ['feeder'], for: '上传文件、查看逐行结果' }],
});
const fy = agency(3, {
  code: 'FY',
  name: '示例市中级人民法院',
  roles: ['feeder'],
  catalogs: ['judgment-defaulter'],
  people: [{ name: '报送员', roles: ['feeder'], for: '上传失信被执行人' }],
});
const gaj = agency(4, {
  code: 'GAJ',
  name: '示例市公安局',
  roles: ['feeder'],
  catalogs: ['administrative-penalty'],
  people: [{ name: '报送员', roles: ['feeder'], for: '上传行政处罚' }],
});
const jrb = agency(5, {
  code: 'JRB',
  name: '示例市金融工作办公室',
  roles: ['feeder'],
  catalogs: ['administrative-penalty'],
  people: [{ name: '报送员', roles: ['feeder'], for: '上传行政处罚' }],
});
const window = agency(6, {
  code: 'ZWZX',
  name: '示例市政务服务中心',
  roles: ['window'],
  catalogs: [],
  people: [{ name: '窗口一号', roles: ['window'], for: '窗口核查、打印结果单' }],
});
const housing = agency(7, {
  code: 'ZJJ',
  name: '示例市住房和城乡建设局',
  roles: ['subscriber'],
  catalogs: [],
  people: [{ name: '联络员', roles: ['subscriber'], for: '名单通知、签收与反馈、投递记录' }],
});

export const town = { fgj, scjg, fy, gaj, jrb, window, housing };
export const agencies: readonly TownAgency[] = Object.values(town);
