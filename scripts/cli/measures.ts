import { readFileSync } from 'node:fs';
import { loadEdition } from '../../src/law/measures/load-edition.ts';
import { EditionIn } from '../../src/law/measures/measure.schema.ts';
import { asOperator } from './as-operator.ts';
import { checkedInput } from './checked-input.ts';
import { type Command, UsageFault } from './command.ts';

const editionIn = (file: string): Record<string, unknown> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageFault(`读不出 ${file}：应为 JSON，含 edition、validFrom、source、measures`);
  }
};

export const measureCommands: readonly Command[] = [
  {
    name: 'measures load',
    about: '载入官方印发的新一版措施清单，自施行日起替代现行清单；本市自行更改的，请在系统内起草变更',
    words: ['文件.json'],
    options: {},
    run: async ({ env, words: [file = ''] }) => {
      const edition = EditionIn.parse(checkedInput(EditionIn, editionIn(file)));
      const loaded = await asOperator(env, (ctx) => loadEdition(ctx, edition));
      return {
        text: `已载入第 ${loaded.edition} 版措施 ${loaded.count} 项，自 ${loaded.validFrom} 起施行`,
        json: loaded,
      };
    },
  },
];
