import type { FC } from 'hono/jsx';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { ANY_DEPARTMENT, type Measure } from '../../law/measures/measure.rules.ts';
import {
  ChoiceField,
  FileField,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import { ChangeFormFrame, type FormFrame, FromField } from './change-form.view.tsx';

const MEASURES = '/desk/changes/new/measures';
export const listNames = (lists: readonly string[]): string =>
  lists.map((list) => catalogNames[list] ?? list).join('、');
export const departmentNames = (departments: readonly string[]): string =>
  departments.map((word) => (word === ANY_DEPARTMENT ? '各公共管理机构' : word)).join('、');

const kindOptions = [
  { value: 'I', label: 'I 类（减损权益或增加义务）' },
  { value: 'II', label: 'II 类（履职管理措施）' },
  { value: 'III', label: 'III 类（其他组织自主实施）' },
];

const EditionField: FC<{ next: number; refusal: Refusal }> = ({ next, refusal }) => (
  <TextField
    name="edition"
    label="版次"
    hint="须大于现行版次"
    value={String(next)}
    maxLength={4}
    refusal={refusal}
  />
);

export const MeasureListView: FC<{ measures: readonly Measure[] }> = ({ measures }) => (
  <>
    <PageTitle
      title="更改措施清单"
      lead="更改、增加一项，或上传整版清单；新一版施行后，未列入的措施不再要求。"
    />
    <div class="row no-print">
      <a class="button plain" href={`${MEASURES}/one`}>
        增加一项措施
      </a>
      <a class="button plain" href={`${MEASURES}/sheet`}>
        上传整版清单
      </a>
    </div>
    <Table
      caption={`现行措施（${measures.length}）`}
      columns={['措施', '类别', '适用名单', '依据']}
      count={measures.length}
      empty="没有现行措施。"
    >
      {measures.map(({ code, title, kind, lists, basis }) => (
        <tr>
          <th scope="row">
            <a href={`${MEASURES}/one?code=${encodeURIComponent(code)}`}>{title}</a>
          </th>
          <td>{kind} 类</td>
          <td>{listNames(lists)}</td>
          <td>{basis}</td>
        </tr>
      ))}
    </Table>
    <p class="no-print">
      <a href="/desk/changes">返回变更列表</a>
    </p>
  </>
);

type SheetProps = FormFrame & { next: number; today: string };

export const MeasureSheetView: FC<SheetProps> = ({ next, today, ...frame }) => (
  <ChangeFormFrame
    {...frame}
    title="上传整版措施清单"
    lead="一行一项措施：措施代码、类别、措施名称、措施内容、适用对象、法规政策依据、实施单位、适用名单、只对自然人；单位与名单用顿号分隔。"
    action={`${MEASURES}/sheet`}
    isUpload
  >
    <FileField
      name="file"
      label="选择文件"
      hint="XLSX 或 CSV，至多 256 kB"
      accept=".xlsx,.csv"
      refusal={frame.refusal}
    />
    <EditionField next={next} refusal={frame.refusal} />
    <FromField name="validFrom" today={today} refusal={frame.refusal} />
  </ChangeFormFrame>
);

const AboutFields: FC<{ measure: Measure | undefined; refusal: Refusal }> = ({ measure, refusal }) => (
  <>
    <SelectField
      name="kind"
      label="类别"
      value={measure?.kind ?? 'II'}
      options={kindOptions}
      refusal={refusal}
    />
    <TextField name="title" label="措施名称" value={measure?.title} maxLength={200} refusal={refusal} />
    <TextArea name="content" label="措施内容" value={measure?.content} refusal={refusal} />
    <TextArea name="target" label="适用对象" value={measure?.target} rows={2} refusal={refusal} />
    <TextArea name="measureBasis" label="该措施的法规政策依据" value={measure?.basis} refusal={refusal} />
    <TextArea
      name="departments"
      label="实施单位"
      hint="用顿号分隔；所有单位写“各公共管理机构”"
      value={departmentNames(measure?.departments ?? [])}
      refusal={refusal}
    />
    <TextArea
      name="lists"
      label="适用名单"
      hint="名单名称，用顿号分隔"
      value={listNames(measure?.lists ?? [])}
      refusal={refusal}
    />
    <SelectField
      name="personsOnly"
      label="只对自然人适用"
      value={measure?.personsOnly ? 'yes' : 'no'}
      options={optionsOf({ no: '否', yes: '是' })}
      refusal={refusal}
    />
  </>
);

type OneProps = FormFrame & { measure: Measure | undefined; next: number; today: string };

export const MeasureFormView: FC<OneProps> = ({ measure, next, today, ...frame }) => {
  const { refusal } = frame;
  return (
    <ChangeFormFrame
      {...frame}
      title={measure ? `更改措施：${measure.title}` : '增加一项措施'}
      lead="其余措施照现行清单不变，连同本项成为新的一版；由另一名登记员批准后施行。"
      action={measure ? `${MEASURES}/one?code=${encodeURIComponent(measure.code)}` : `${MEASURES}/one`}
    >
      {!measure && (
        <TextField
          name="code"
          label="措施代码"
          hint="大写字母、数字、下划线和点；激励措施以 INCENTIVE. 开头"
          isCode
          maxLength={64}
          refusal={refusal}
        />
      )}
      <AboutFields measure={measure} refusal={refusal} />
      {measure && (
        <ChoiceField
          name="drop[]"
          label="取消该措施"
          isOptional
          options={[{ value: 'yes', label: '新一版不再列入该措施' }]}
          refusal={refusal}
        />
      )}
      <EditionField next={next} refusal={refusal} />
      <FromField name="validFrom" today={today} refusal={refusal} />
    </ChangeFormFrame>
  );
};
