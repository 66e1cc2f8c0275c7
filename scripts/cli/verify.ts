import { repeatDrawsOfSeed } from '../../src/promise/verifications/repeat-draws-of-seed.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

export const verifyCommands: readonly Command[] = [
  {
    name: 'verify sample',
    about: '以留存的种子重新抽取一次承诺核查的随机抽查，与当时的结果比较',
    options: {
      seed: { type: 'string', value: '种子', about: '抽查时留存的种子', required: true },
    },
    run: async ({ env, text }) => {
      const draws = await asOperator(env, (ctx) => repeatDrawsOfSeed(ctx, text('seed') ?? ''));
      const lines = draws.map(({ no, drawn, digest, isSame, missing, added }) =>
        isSame
          ? `抽查 ${no}：一致，抽中 ${drawn} 件，摘要 ${digest}`
          : `抽查 ${no}：不一致；漏列 ${missing.join('、') || '无'}；多列 ${added.join('、') || '无'}`,
      );
      return {
        text: lines.length > 0 ? lines.join('\n') : '没有用过这个种子的抽查；请核对种子（大小写须一致）',
        json: { draws },
        isGood: draws.length > 0 && draws.every(({ isSame }) => isSame),
      };
    },
  },
];
