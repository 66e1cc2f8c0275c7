import type { FC } from 'hono/jsx';
import { ownValue } from '../../kernel/own-keys.ts';
import { ActionButton } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { modeWords } from '../uploads/batch-words.rules.ts';

export const sourceKindWords = { folder: '服务器文件夹', s3: '兼容 S3 的存储桶' } as const;

type PollShown = {
  found: number;
  waiting: number;
  submitted: number;
  settled: number;
  problem: { detail: string } | null;
};
type SourceShown = {
  id: string;
  agency: string;
  catalog: string;
  mode: 'append' | 'full';
  kind: 'folder' | 's3';
  location: string;
  isPaused: boolean;
  lastPolledAt: string | null;
  lastResult: PollShown | null;
};

const doneWords: Readonly<Record<string, string>> = {
  add: '已添加。一分钟内开始查看，结果请刷新本页。',
  pause: '已暂停。放着的文件不动，恢复后再取。',
  resume: '已恢复。一分钟内再次查看。',
  remove: '已删除。放着的文件不动，已报送的批次保留。',
};

type Desk = {
  sources: readonly SourceShown[];
  names: Readonly<Record<string, string>>;
  next: string | null;
  done: string;
};

export const DropSourceListView: FC<Desk> = ({ sources, names, next, done }) => (
  <>
    <PageTitle
      title="取件来源"
      lead="每分钟到各单位约定的文件夹或存储桶取件报送，结果写回原处；此处为最近一次查看所见。"
    />
    {ownValue(doneWords, done) && (
      <p class="notice good" role="status">
        {ownValue(doneWords, done)}
      </p>
    )}
    <p>
      <a class="button" href="/desk/drop-sources/new">
        添加来源
      </a>
    </p>
    <Table
      caption="来源"
      columns={['位置', '单位与目录', '方式', '状态', '最近一次查看', '操作']}
      count={sources.length}
      empty="还没有取件来源。单位能自行上传或调用接口的，不需要添加。"
    >
      {sources.map((source) => (
        <tr>
          <th scope="row">
            <span class="excerpt">{source.location}</span>
            <p class="hint">{sourceKindWords[source.kind]}</p>
          </th>
          <td>
            {source.agency}
            <br />
            {names[source.catalog] ?? source.catalog}
          </td>
          <td>{modeWords[source.mode]}</td>
          <td>
            <Standing source={source} />
          </td>
          <td>
            <LastLook source={source} />
          </td>
          <td>
            <Actions source={source} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/drop-sources" next={next} />
  </>
);

type OfSource = FC<{ source: SourceShown }>;

const Standing: OfSource = ({ source: { isPaused, lastResult } }) => {
  if (isPaused) return <Tag tone="calm" word="已暂停" />;
  if (!lastResult) return <Tag tone="calm" word="尚未查看" />;
  return lastResult.problem ? <Tag tone="bad" word="有问题" /> : <Tag tone="good" word="正常" />;
};

const LastLook: OfSource = ({ source: { lastPolledAt, lastResult } }) => (
  <>
    <Moment at={lastPolledAt} />
    {lastResult && (
      <p class="hint">
        见到 {lastResult.found} 个文件：取走 {lastResult.submitted} 个，写回结果 {lastResult.settled}{' '}
        个，未写完或处理中 {lastResult.waiting} 个
      </p>
    )}
    {lastResult?.problem && <p class="excerpt">{lastResult.problem.detail}</p>}
  </>
);

const Actions: OfSource = ({ source: { id, isPaused, location } }) => (
  <>
    <ActionButton
      action={`/desk/drop-sources/${id}/${isPaused ? 'resume' : 'pause'}`}
      label={isPaused ? '恢复' : '暂停'}
      about={location}
      look="plain"
    />
    <details>
      <summary>
        删除<span class="visually-hidden">：{location}</span>
      </summary>
      <ActionButton
        action={`/desk/drop-sources/${id}/remove`}
        label="确认删除"
        about={location}
        look="danger"
      />
    </details>
  </>
);
