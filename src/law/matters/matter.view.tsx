import type { FC } from 'hono/jsx';
import { ownValue } from '../../kernel/own-keys.ts';
import { FileField, optionsOf, SelectField, TextField, untouched } from '../../platform/web/form.view.tsx';
import { Facts, NextPage, PageTitle, Table, Tag, type Tone } from '../../platform/web/pieces.view.tsx';
import type { MatterRow } from './matter.rules.ts';
import {
  listWords,
  type MatterList,
  matterKindWords,
  replacementWords,
  riskWords,
} from './matter-columns.ts';

export type Search = { q?: string; list?: string; kind?: string; department?: string };
type ListProps = { matters: readonly MatterRow[]; search: Search; next: string | null; mayLoad: boolean };

const tones: Record<MatterList, Tone> = { commitment: 'good', retained: 'calm', cancelled: 'warn' };
const riskWord = (risk: string | null) => (risk && ownValue(riskWords, risk)) ?? risk;

export const MatterListView: FC<ListProps> = ({ matters, search, next, mayLoad }) => (
  <>
    <PageTitle
      title="事项目录"
      lead="证明事项与涉企经营许可事项的三张清单：保留、取消、适用告知承诺。已取消的证明不得再向申请人索要。"
    />
    <form class="card no-print" method="get" action="/desk/matters">
      <div class="pair">
        <TextField name="q" label="名称、编码或部门" value={search.q} isOptional refusal={untouched} />
        <SelectField
          name="list"
          label="清单"
          blank="全部清单"
          value={search.list}
          options={optionsOf(listWords)}
          isOptional
          refusal={untouched}
        />
        <SelectField
          name="kind"
          label="类别"
          blank="全部类别"
          value={search.kind}
          options={optionsOf(matterKindWords)}
          isOptional
          refusal={untouched}
        />
        <TextField
          name="department"
          label="实施部门"
          value={search.department}
          isOptional
          refusal={untouched}
        />
      </div>
      <button type="submit">查询</button>
    </form>
    <Table
      caption="事项"
      columns={['编码', '名称', '清单', '实施部门', '替代方式']}
      count={matters.length}
      empty="没有符合条件的事项。"
    >
      {matters.map((matter) => (
        <tr>
          <td class="code">{matter.code}</td>
          <th scope="row">
            <a href={`/desk/matters/${encodeURIComponent(matter.code)}`}>{matter.name}</a>
          </th>
          <td>
            <Tag tone={tones[matter.list]} word={listWords[matter.list]} />
          </td>
          <td>{matter.department}</td>
          <td>{matter.replacement ? replacementWords[matter.replacement] : '—'}</td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/matters" next={next} filter={search} />
    <p class="no-print">
      <a href="/public/matters">公众查询页</a>，<a href="/desk/matter-poster">打印大厅海报</a>
    </p>
    {mayLoad && <ImportForm />}
  </>
);

const ImportForm: FC = () => (
  <form
    class="card no-print"
    method="post"
    action="/desk/matter-editions?mode=dry-run"
    enctype="multipart/form-data"
  >
    <h2>导入新版目录</h2>
    <p>
      下载模板：<a href="/api/v1/matters/template.xlsx">XLSX</a>、
      <a href="/api/v1/matters/template.csv">CSV</a>
      。逐行校验，退回的行列明原因；整表替换时有一行退回即不写入。
    </p>
    <FileField name="file" label="选择文件" hint="XLSX 或 CSV" accept=".xlsx,.csv" refusal={untouched} />
    <div class="row">
      <button type="submit">试校验</button>
      <button type="submit" class="plain" formaction="/desk/matter-editions?mode=append">
        增改所列事项
      </button>
      <button type="submit" class="danger" formaction="/desk/matter-editions?mode=full">
        整表替换
      </button>
    </div>
  </form>
);

export type MatterShown = MatterRow & {
  versions: readonly { edition: number; name: string; publishedOn: string; list: MatterList | null }[];
};

export const MatterView: FC<{ matter: MatterShown }> = ({ matter }) => (
  <>
    <PageTitle title={matter.name} lead={`${matterKindWords[matter.kind]} ${matter.code}`} />
    <Facts
      lines={[
        ['清单', <Tag tone={tones[matter.list]} word={listWords[matter.list]} />],
        ['办理事项', matter.item],
        ['实施部门', matter.department],
        ['开具单位', matter.issuingUnit],
        ['设定依据', matter.basis],
        ['替代方式', matter.replacement && replacementWords[matter.replacement]],
        ['替代方式说明', matter.replacementNote],
        ['风险等级', riskWord(matter.riskClass)],
      ]}
    />
    {matter.list === 'cancelled' && (
      <div class="notice warn">
        <p>该证明已取消，请直接办理，不得要求申请人提交证明或作出承诺。</p>
      </div>
    )}
    <Text title="告知书" text={matter.noticeText} />
    <Text title="承诺书" text={matter.commitmentText} />
    <Table
      caption="历次版本"
      columns={['版本', '名称', '日期', '所在清单']}
      count={matter.versions.length}
      empty="没有版本记录。"
    >
      {matter.versions.map((version) => (
        <tr>
          <th scope="row" class="number">
            {version.edition}
          </th>
          <td>{version.name}</td>
          <td class="number">{version.publishedOn}</td>
          <td>{version.list ? listWords[version.list] : '移出目录'}</td>
        </tr>
      ))}
    </Table>
  </>
);

const Text: FC<{ title: string; text: string | null }> = ({ title, text }) =>
  text ? (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <p class="excerpt">{text}</p>
    </section>
  ) : null;
