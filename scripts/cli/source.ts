import { addDropSource } from '../../src/intake/drop-sources/add-drop-source.ts';
import { DropSourceIn, dropSourceOut } from '../../src/intake/drop-sources/drop-source.schema.ts';
import type { DropSourceRow } from '../../src/intake/drop-sources/drop-source.table.ts';
import { listDropSources } from '../../src/intake/drop-sources/list-drop-sources.ts';
import { removeDropSource } from '../../src/intake/drop-sources/remove-drop-source.ts';
import { asOperator } from './as-operator.ts';
import { checkedInput } from './checked-input.ts';
import { type Call, type Command, UsageFault } from './command.ts';
import { readPassword } from './read-password.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST = 500;

// A secret given as an option would stand in the list of processes.
const placeOf = async ({ text }: Call) => {
  if (text('kind') !== 's3') return {};
  const accessKeyId = text('access-key');
  if (!accessKeyId) throw new UsageFault('缺少 --access-key');
  const secretAccessKey = await readPassword('私有访问密钥');
  return {
    credentials: { accessKeyId, secretAccessKey },
    ...(text('region') ? { region: text('region') } : {}),
  };
};

const lineOf = ({
  id,
  agency,
  catalog,
  mode,
  kind,
  location,
  isPaused,
  lastPolledAt,
  lastResult,
}: DropSourceRow) =>
  `${id} ${agency} ${catalog} ${mode} ${kind} ${location}${isPaused ? '（已暂停）' : ''} ` +
  (lastPolledAt ? `最近查看 ${new Date(lastPolledAt).toISOString()}` : '尚未查看') +
  (lastResult?.problem ? `；${lastResult.problem.code} ${lastResult.problem.detail}` : '');

export const sourceCommands: readonly Command[] = [
  {
    name: 'source add',
    about: '添加一个定时取件的来源；存储桶的私有密钥在终端询问，或从标准输入读取',
    options: {
      agency: { type: 'string', value: 'SCJG', about: '以哪个单位的名义报送', required: true },
      catalog: { type: 'string', value: '目录代码', about: '目录', required: true },
      mode: { type: 'string', value: 'append', about: 'append 追加或更正，full 全量替换' },
      kind: { type: 'string', value: 'folder', about: 'folder 文件夹，s3 兼容 S3 的存储桶', required: true },
      location: {
        type: 'string',
        value: '位置',
        about: 'DROP_ROOT 之下的相对路径，或 https://主机/桶/前缀/',
        required: true,
      },
      region: { type: 'string', value: 'us-east-1', about: '存储桶的区域' },
      'access-key': { type: 'string', value: '编号', about: '存储桶的访问密钥编号' },
    },
    run: async (call) => {
      const { env, text } = call;
      const input = checkedInput(DropSourceIn, {
        agency: text('agency'),
        catalog: text('catalog'),
        ...(text('mode') ? { mode: text('mode') } : {}),
        kind: text('kind'),
        location: text('location'),
        ...(await placeOf(call)),
      });
      const added = await asOperator(env, (ctx) => addDropSource(ctx, DropSourceIn.parse(input)));
      return { text: `已添加来源 ${added.id}，每分钟查看一次 ${added.location}`, json: dropSourceOut(added) };
    },
  },
  {
    name: 'source list',
    about: '列出定时取件的来源，及最近一次查看的结果',
    options: {},
    run: async ({ env }) => {
      const { items } = await asOperator(env, (ctx) => listDropSources(ctx, { limit: MOST }));
      return { text: items.map(lineOf).join('\n') || '还没有来源。', json: items.map(dropSourceOut) };
    },
  },
  {
    name: 'source remove',
    about: '删除一个来源；已报送的批次保留，放着的文件不动',
    words: ['来源编号'],
    options: {},
    run: async ({ env, words: [id = ''] }) => {
      if (!UUID.test(id)) throw new UsageFault('来源编号是添加时给出的 id，可用 source list 查看');
      await asOperator(env, (ctx) => removeDropSource(ctx, id));
      return { text: `已删除来源 ${id}`, json: { id } };
    },
  },
];
