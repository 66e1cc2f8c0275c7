import type { FC } from 'hono/jsx';
import { ErrorSummary, FileField, type Refusal } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import {
  MappingForm,
  type SavedMapping,
  SavedMappingView,
  type UnknownColumn,
} from '../reading/column-mapping.view.tsx';
import type { BatchStatus } from './batch.rules.ts';
import { modeWords, statusWords } from './batch-words.rules.ts';

export type Mode = keyof typeof modeWords;
export type BatchLine = {
  id: string;
  catalog: string;
  mode: Mode;
  fileName: string | null;
  status: BatchStatus;
  counts: { rows: number; rejected: number };
  createdAt: string;
};
export type CatalogChoice = { code: string; name: string; updateFrequency: string };
export type BatchNames = Readonly<Record<string, string>>;

type Desk = {
  choices: readonly CatalogChoice[];
  batches: readonly BatchLine[];
  names: BatchNames;
  next: string | null;
};

export const BatchDeskView: FC<Desk> = ({ choices, batches, names, next }) => (
  <>
    <PageTitle title="数据报送" lead="选择目录上传文件；系统逐行校验，退回的行可下载更正后再报。" />
    {choices.length > 0 && (
      <nav aria-label="选择目录上传">
        <ul class="tiles">
          {choices.map((choice) => (
            <li>
              <a href={`/desk/batches/new?catalog=${choice.code}`}>
                <strong>上传：{choice.name}</strong>
                <span>更新频次：{choice.updateFrequency}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
    <Table
      caption="报送批次"
      columns={[
        '文件',
        '目录',
        '方式',
        '状态',
        { label: '行数', isNumber: true },
        { label: '退回', isNumber: true },
        '上传时间',
      ]}
      count={batches.length}
      empty="还没有报送批次。"
    >
      {batches.map((batch) => (
        <tr>
          <th scope="row">
            <a href={`/desk/batches/${batch.id}`}>{batch.fileName ?? '未命名文件'}</a>
          </th>
          <td>{names[batch.catalog] ?? batch.catalog}</td>
          <td>{modeWords[batch.mode]}</td>
          <td>
            <Tag {...statusWords[batch.status]} />
          </td>
          <td class="number">{batch.counts.rows}</td>
          <td class="number">{batch.counts.rejected}</td>
          <td>
            <Moment at={batch.createdAt} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/batches" next={next} />
  </>
);

type UploadProps = {
  catalog: {
    code: string;
    name: string;
    fields: readonly { name: string; header: string; required: boolean }[];
  };
  maxUploadMb: number;
  refusal: Refusal;
  unknown: readonly UnknownColumn[];
  mapping: SavedMapping | null;
  isJustSaved: boolean;
};

// The catalogue and the way stand in the address: the file streams past, and nothing after it is waited for.
export const UploadView: FC<UploadProps> = (props) => {
  const { catalog, maxUploadMb, refusal, unknown, mapping, isJustSaved } = props;
  const action = (mode: Mode) => `/desk/batches?catalog=${catalog.code}&mode=${mode}`;
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle title={`上传：${catalog.name}`} lead="同一文件重复上传不会产生重复记录。" />
      <div class="duo">
        <form class="card" method="post" enctype="multipart/form-data" action={action('append')}>
          <FileField
            name="file"
            label="选择文件"
            hint={`CSV、TSV（UTF-8、GB18030 或 UTF-16）、XLSX、JSON、NDJSON，或它们的 zip，不超过 ${maxUploadMb} MB`}
            accept=".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.zip"
            refusal={refusal}
          />
          <div class="row">
            <button type="submit">上传并入库</button>
            <button type="submit" class="plain" formaction={action('dry-run')}>
              只校验，不入库
            </button>
          </div>
          <details>
            <summary>全量替换</summary>
            <p>
              文件视为本单位在该目录的全部现有记录，文件中没有的记录将被撤回。撤回较多时系统先暂停，待您确认后再执行。
            </p>
            <button type="submit" class="danger" formaction={action('full')}>
              上传并全量替换
            </button>
          </details>
        </form>
        <FileDemands catalog={catalog} />
      </div>
      {unknown.length > 0 && <MappingForm catalog={catalog} unknown={unknown} refusal={refusal} />}
      {mapping && <SavedMappingView catalog={catalog} mapping={mapping} isJustSaved={isJustSaved} />}
    </>
  );
};

const FileDemands: FC<Pick<UploadProps, 'catalog'>> = ({ catalog }) => {
  const api = `/api/v1/catalogs/${catalog.code}/template`;
  return (
    <section class="card" aria-labelledby="columns">
      <h2 id="columns">文件要求</h2>
      <p>
        请使用模板填报：<a href={`${api}.xlsx`}>XLSX 模板</a>、<a href={`${api}.csv`}>CSV 模板</a>
      </p>
      <details>
        <summary>查看 {catalog.fields.length} 个列名</summary>
        <ul class="plain-list">
          {catalog.fields.map((field) => (
            <li>
              {field.header}
              {field.required ? '（必填）' : ''}
            </li>
          ))}
        </ul>
      </details>
      <p>
        本期间没有应报信息的，不必上传空文件，请
        <a href={`/desk/feeds/zero-report?catalog=${catalog.code}`}>作零报告</a>。
      </p>
      <p>治安管理处罚等依法封存的信息以及目录以外的敏感信息请勿上传，系统将予退回且不保存内容。</p>
    </section>
  );
};
