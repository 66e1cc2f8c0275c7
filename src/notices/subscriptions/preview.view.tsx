import type { FC } from 'hono/jsx';
import { Moment, Table } from '../../platform/web/pieces.view.tsx';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import { noticeSubjectWords, topicWords } from '../inbox/notice-words.rules.ts';

export type PreviewShown = {
  from: string;
  to: string;
  notices: number;
  lifts: number;
  digests: number | null;
  deliveries: number | null;
  counts: readonly { list: string; type: string; day: string; count: number }[];
  sample: readonly {
    type: string;
    at: string;
    list: string;
    subjectKind: string;
    subjectName: string;
    code: string | null;
  }[];
};

type Total = { list: string; type: string; count: number; days: number; most: number };
const totalsOf = (counts: PreviewShown['counts']): Total[] => {
  const totals = new Map<string, Total>();
  for (const { list, type, count } of counts) {
    const known = totals.get(`${list} ${type}`) ?? { list, type, count: 0, days: 0, most: 0 };
    const most = Math.max(known.most, count);
    totals.set(`${list} ${type}`, { ...known, count: known.count + count, days: known.days + 1, most });
  }
  return [...totals.values()];
};

const wordOf = (words: NamesByCode, key: string) => words[key] ?? key;

export const PreviewPanel: FC<{ preview: PreviewShown; listNames: NamesByCode }> = ({
  preview,
  listNames,
}) => (
  <section class="stack" aria-labelledby="preview" role="status">
    <h2 id="preview">
      预览：{preview.from} 至 {preview.to}
    </h2>
    <dl class="counts">
      <Count term="通知" value={preview.notices} />
      <Count term="其中移出" value={preview.lifts} />
      <Count term="汇总次数" value={preview.digests} />
      <Count term="投递次数" value={preview.deliveries} />
    </dl>
    <Totals preview={preview} listNames={listNames} />
    {preview.sample.length > 0 && <Sample preview={preview} listNames={listNames} />}
  </section>
);

const Count: FC<{ term: string; value: number | null }> = ({ term, value }) => (
  <div>
    <dt>{term}</dt>
    <dd>{value ?? '—'}</dd>
  </div>
);

const Totals: FC<{ preview: PreviewShown; listNames: NamesByCode }> = ({ preview, listNames }) => {
  const totals = totalsOf(preview.counts);
  const number = (label: string) => ({ label, isNumber: true }) as const;
  return (
    <Table
      caption="按名单和变动"
      columns={['名单', '变动', number('通知'), number('有通知的天数'), number('最多一天')]}
      count={totals.length}
      empty="这段时间没有符合条件的通知。"
    >
      {totals.map(({ list, type, count, days, most }) => (
        <tr>
          <th scope="row">{wordOf(listNames, list)}</th>
          <td>{wordOf(topicWords, type)}</td>
          <td class="number">{count}</td>
          <td class="number">{days}</td>
          <td class="number">{most}</td>
        </tr>
      ))}
    </Table>
  );
};

const Sample: FC<{ preview: PreviewShown; listNames: NamesByCode }> = ({ preview, listNames }) => (
  <Table
    caption={`前 ${preview.sample.length} 条样例（自然人已遮盖）`}
    columns={['主体', '主体类型', '代码或证件号码', '名单', '变动', '时间']}
    count={preview.sample.length}
    empty=""
  >
    {preview.sample.map((one) => (
      <tr>
        <th scope="row">{one.subjectName}</th>
        <td>{wordOf(noticeSubjectWords, one.subjectKind)}</td>
        <td class="code">{one.code ?? '—'}</td>
        <td>{wordOf(listNames, one.list)}</td>
        <td>{wordOf(topicWords, one.type)}</td>
        <td>
          <Moment at={one.at} />
        </td>
      </tr>
    ))}
  </Table>
);
