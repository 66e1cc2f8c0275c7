import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal } from '../../platform/web/form.view.tsx';
import { PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { Imported } from './matter-import.schema.ts';

const countWords = {
  rows: '行数',
  added: '新增',
  changed: '变更',
  unchanged: '未变',
  removed: '移出',
  rejected: '退回',
  warned: '提示',
} as const;

const leadOf = ({ mode, edition, counts }: Imported): string => {
  if (edition !== null) return `已生成第 ${edition} 版目录。`;
  if (mode === 'dry-run') return '试校验，没有写入任何内容。';
  return mode === 'full' && counts.rejected > 0
    ? '有退回的行，整表替换没有写入任何内容；请更正后重新上传。'
    : '与现行目录相同，没有生成新版本。';
};

export const MatterImportView: FC<{ done: Imported }> = ({ done }) => (
  <>
    <PageTitle title="事项目录导入结果" lead={leadOf(done)} />
    <dl class="counts">
      {(Object.keys(countWords) as (keyof typeof countWords)[]).map((name) => (
        <div>
          <dt>{countWords[name]}</dt>
          <dd>{done.counts[name]}</dd>
        </div>
      ))}
    </dl>
    <Table
      caption="逐行结果"
      columns={[{ label: '行', isNumber: true }, '结果', '原因']}
      count={done.errors.length}
      empty="没有退回或需提示的行。"
    >
      {done.errors.map(({ row, verdict, errors }) => (
        <tr>
          <th scope="row" class="number">
            {row}
          </th>
          <td>{verdict === 'rejected' ? <Tag tone="bad" word="退回" /> : <Tag tone="warn" word="提示" />}</td>
          <td>
            <ul class="plain-list">
              {errors.map(({ message }) => (
                <li>{message}</li>
              ))}
            </ul>
          </td>
        </tr>
      ))}
    </Table>
    <Back />
  </>
);

export const RefusedImportView: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="事项目录没有导入" lead="请按提示更正文件后重新上传。" />
    <Back />
  </>
);

const Back: FC = () => (
  <p class="no-print">
    <a class="button plain" href="/desk/matters">
      返回事项目录
    </a>
  </p>
);
