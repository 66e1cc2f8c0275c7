import { issueKey } from '../../src/access/keys/issue-key.ts';
import { KeyIn, RotationIn } from '../../src/access/keys/key.schema.ts';
import { revokeKey } from '../../src/access/keys/revoke-key.ts';
import { rotateKey } from '../../src/access/keys/rotate-key.ts';
import { asOperator } from './as-operator.ts';
import { type Command, UsageFault } from './command.ts';

const listed = (text: string | undefined) => text?.split(/[\s,]+/).filter(Boolean);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const keyCommands: readonly Command[] = [
  {
    name: 'key issue',
    about: '为单位签发接口密钥；密钥只显示这一次',
    options: {
      agency: { type: 'string', value: 'SCJG', about: '单位代码', required: true },
      roles: { type: 'string', value: 'feeder,window', about: '本密钥的职权；不填为单位全部职权' },
      catalogs: { type: 'string', value: 'a,b', about: '只可报送的目录；不填为单位全部目录' },
      addresses: { type: 'string', value: '192.0.2.0/24', about: '只可从这些地址或网段使用；不填不限' },
      expires: { type: 'string', value: '2027-11-30', about: '自此日起失效；不填则直到吊销' },
      label: { type: 'string', value: '生产环境', about: '用于何处' },
    },
    run: async ({ env, text }) => {
      const bounds = KeyIn.safeParse({
        label: text('label'),
        roles: listed(text('roles')),
        catalogs: listed(text('catalogs')),
        addresses: listed(text('addresses')),
        expiresOn: text('expires'),
      });
      if (!bounds.success) throw new UsageFault(bounds.error.issues.map(({ message }) => message).join('；'));
      const agency = text('agency') ?? '';
      const issued = await asOperator(env, (ctx) => issueKey(ctx, { ...bounds.data, agency }));
      return { text: `编号 ${issued.id}\n密钥 ${issued.key}\n密钥只显示这一次，请妥善保存。`, json: issued };
    },
  },
  {
    name: 'key rotate',
    about: '签发一个与原密钥相同的新密钥，原密钥在交接时间内仍可使用；新密钥只显示这一次',
    words: ['密钥编号'],
    options: {
      overlap: { type: 'string', value: '24', about: '新旧同时可用的小时数，至多 720；不填为 24' },
    },
    run: async ({ env, text, words: [id = ''] }) => {
      if (!UUID.test(id)) throw new UsageFault('密钥编号是签发时给出的 id，不是密钥本身');
      const hours = text('overlap');
      const asked = RotationIn.safeParse(hours === undefined ? {} : { overlapHours: Number(hours) });
      if (!asked.success) throw new UsageFault('--overlap 是 0 至 720 之间的整数（小时）');
      const issued = await asOperator(env, (ctx) => rotateKey(ctx, { replaces: id, ...asked.data }));
      return { text: `编号 ${issued.id}\n密钥 ${issued.key}\n密钥只显示这一次，请妥善保存。`, json: issued };
    },
  },
  {
    name: 'key revoke',
    about: '吊销接口密钥；本进程立即生效，其他进程一秒内生效',
    words: ['密钥编号'],
    options: {},
    run: async ({ env, words: [id = ''] }) => {
      if (!UUID.test(id)) throw new UsageFault('密钥编号是签发时给出的 id，不是密钥本身');
      const revoked = await asOperator(env, (ctx) => revokeKey(ctx, { id }));
      return { text: `已吊销 ${revoked.id}`, json: revoked };
    },
  },
];
