import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  FileField,
  FilterField,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
  untouched,
} from '../../platform/web/form.view.tsx';
import { NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { Office, ProposalState } from './matter-proposal.rules.ts';
import type { ProposalShown } from './matter-proposal.schema.ts';
import { fateWords, officeWords, proposalStateWords, stanceWords } from './proposal-words.rules.ts';

const HOME = '/desk/matter-proposals';
const stateOptions = optionsOf(
  Object.fromEntries(Object.entries(proposalStateWords).map(([state, { word }]) => [state, word])),
);

// Acts that this actor may do with what the filter shows.
export type ListActs = { proposes: boolean; office: Office | null; decides: boolean };
type Props = {
  lines: readonly ProposalShown[];
  state: ProposalState | undefined;
  next: string | null;
  acts: ListActs;
  refusal: Refusal;
};

export const ProposalListView: FC<Props> = ({ lines, state, next, acts, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="证明清理"
      lead="各单位登记索要的证明和拟处理意见；两家机构审核、公开征求意见后，由领导小组决定，一并公布为新版事项目录。"
    />
    <Links acts={acts} state={state} />
    <form class="card no-print" method="get" action={HOME}>
      <FilterField name="state" label="状态" blank="全部状态" value={state} options={stateOptions} />
      <button type="submit">查询</button>
    </form>
    <form method="post" action={`${HOME}/submit`} class="stack">
      <Lines lines={lines} />
      {lines.length > 0 && <Acts acts={acts} state={state} refusal={refusal} />}
    </form>
    <NextPage path={HOME} next={next} filter={{ state }} />
    {acts.proposes && <UploadForm />}
  </>
);

const Links: FC<{ acts: ListActs; state: ProposalState | undefined }> = ({ acts, state }) => {
  const query = state ? `?state=${state}` : '';
  return (
    <p class="row no-print">
      {acts.proposes && (
        <a class="button" href={`${HOME}/new`}>
          登记一项证明
        </a>
      )}
      <a class="button plain" href={`/api/v1/matter-proposals/form-4.xlsx${query}`}>
        导出汇总表（附件 4）
      </a>
      <a class="button plain" href={`${HOME}/print${query}`}>
        打印汇总表
      </a>
    </p>
  );
};

const Lines: FC<{ lines: readonly ProposalShown[] }> = ({ lines }) => (
  <Table
    caption="清理事项"
    columns={['选择', '证明名称', '办理事项', '索要单位', '处理意见', '状态', '提示与意见']}
    count={lines.length}
    empty="没有清理事项。"
  >
    {lines.map((line) => (
      <tr>
        <td>
          <label>
            <input type="checkbox" name="proposals[]" value={line.no} />
            <span class="visually-hidden">选择 {line.name}</span>
          </label>
        </td>
        <th scope="row">
          <a href={`${HOME}/${line.no}`}>{line.name}</a>
          <br />
          <span class="code">{line.no}</span>
        </th>
        <td>{line.item}</td>
        <td>{line.agency}</td>
        <td>{fateWords[line.fate]}</td>
        <td>
          <Tag {...proposalStateWords[line.state]} />
          {line.state === 'commenting' && <p class="hint">至 {line.commentEndsOn}</p>}
        </td>
        <td>
          <Notes line={line} />
        </td>
      </tr>
    ))}
  </Table>
);

const Notes: FC<{ line: ProposalShown }> = ({ line }) => (
  <ul class="plain-list">
    {line.flags.map(({ message }) => (
      <li>
        <strong>提示：</strong>
        {message}
      </li>
    ))}
    {line.opinions
      .filter(({ isCurrent }) => isCurrent)
      .map(({ office, stance, words }) => (
        <li>
          {officeWords[office]}：{[stanceWords[stance], words].filter(Boolean).join('，')}
        </li>
      ))}
    {line.state === 'returned' && line.returnedFor && <li>退回：{line.returnedFor}</li>}
  </ul>
);

type ActProps = { acts: ListActs; state: ProposalState | undefined; refusal: Refusal };
const Acts: FC<ActProps> = ({ acts: { proposes, office, decides }, state, refusal }) => {
  if (office !== null && state === 'submitted') return <OpinionFields office={office} refusal={refusal} />;
  if (decides && state === 'commenting') return <DecisionFields refusal={refusal} />;
  return proposes ? (
    <div class="row no-print">
      <button type="submit" formaction={`${HOME}/submit`}>
        提交所选
      </button>
      <button type="submit" class="plain" formaction={`${HOME}/withdraw`}>
        撤回所选
      </button>
    </div>
  ) : null;
};

const OpinionFields: FC<{ office: Office; refusal: Refusal }> = ({ office, refusal }) => (
  <fieldset class="card no-print">
    <legend>{officeWords[office]}的审核意见</legend>
    <SelectField
      name="stance"
      label="意见"
      blank="请选择"
      options={optionsOf(stanceWords)}
      refusal={refusal}
    />
    <TextArea name="words" label="说明" hint="不同意或者退回的必填" refusal={refusal} isOptional />
    <div class="row">
      <button type="submit" formaction={`${HOME}/opinions`}>
        对所选提出意见
      </button>
      <button type="submit" class="plain" formaction={`${HOME}/return`}>
        退回所选
      </button>
    </div>
  </fieldset>
);

const DecisionFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <fieldset class="card no-print">
    <legend>领导小组的决定</legend>
    <p class="hint">所选各项一并公布为新版事项目录，要么都公布，要么都不公布；核查随即依新版作答。</p>
    <TextField name="documentNo" label="文号" maxLength={100} refusal={refusal} />
    <TextField
      name="decidedOn"
      label="决定日期"
      type="date"
      hint="须在征求意见的最后一日之后"
      refusal={refusal}
    />
    <TextArea name="words" label="退回理由" hint="只在退回时填写" refusal={refusal} isOptional />
    <div class="row">
      <button type="submit" formaction={`${HOME}/decisions`}>
        公布所选
      </button>
      <button type="submit" class="plain" formaction={`${HOME}/return`}>
        退回所选
      </button>
    </div>
  </fieldset>
);

const UploadForm: FC = () => (
  <form class="card no-print" method="post" action={`${HOME}/sheets`} enctype="multipart/form-data">
    <h2>上传汇总表（附件 4）</h2>
    <p>
      下载 <a href="/api/v1/matter-proposals/template.xlsx">填报模板</a>
      。逐行给出结果，好的行登记为草拟，退回的行写明原因；同一文件再次上传不重复登记。
    </p>
    <FileField
      name="file"
      label="选择文件"
      hint="XLSX 或 CSV，至多 5000 行"
      accept=".xlsx,.csv"
      refusal={untouched}
    />
    <button type="submit">上传</button>
  </form>
);
