import { existsSync } from 'node:fs';
import { asOperator } from './as-operator.ts';
import { checkedCatalogs } from './checked-input.ts';
import { type Command, UsageFault } from './command.ts';
import { batchLine, importFile } from './import-file.ts';

export const importCommands: readonly Command[] = [
  {
    name: 'import',
    about: '以单位名义报送一个文件，等待处理完成并给出逐行结果',
    words: ['文件'],
    options: {
      catalog: { type: 'string', value: '目录代码', about: '目录', required: true },
      agency: { type: 'string', value: 'SCJG', about: '报送单位代码', required: true },
    },
    run: async ({ env, text, words: [file = ''] }) => {
      const [catalog = ''] = checkedCatalogs([text('catalog') ?? '']);
      if (!existsSync(file)) throw new UsageFault(`没有这个文件：${file}`);
      const batch = await asOperator(env, (ctx) =>
        importFile(ctx, { file, catalog, agency: text('agency') ?? '' }),
      );
      return { text: batchLine(batch), json: batch, isGood: batch.status === 'done' };
    },
  },
];
