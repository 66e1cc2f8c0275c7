import { issueKey } from '../../src/access/agencies/issue-key.ts';
import { revokeKey } from '../../src/access/agencies/revoke-key.ts';
import { asOperator } from './as-operator.ts';
import { type Command, UsageFault } from './command.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const keyCommands: readonly Command[] = [
  {
    name: 'key issue',
    about: '为单位签发接口密钥；密钥只显示这一次',
    options: { agency: { type: 'string', value: 'SCJG', about: '单位代码', required: true } },
    run: async ({ env, text }) => {
      const issued = await asOperator(env, (ctx) => issueKey(ctx, { agency: text('agency') ?? '' }));
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
