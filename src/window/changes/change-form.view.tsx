import type { FC, PropsWithChildren } from 'hono/jsx';
import type { SettingBounds } from '../../law/rulebook/setting-bounds.rules.ts';
import type { SettingShown } from '../../law/rulebook/setting-out.rules.ts';
import {
  ErrorSummary,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
  untouched,
} from '../../platform/web/form.view.tsx';
import { PageTitle, Table } from '../../platform/web/pieces.view.tsx';

export type FormFrame = { refusal: Refusal; onceKey: string };

type FrameProps = PropsWithChildren<
  FormFrame & { action: string; title: string; lead?: string; isUpload?: boolean }
>;

// Every change says on what document it stands, and nothing counts before another registrar has approved it.
export const ChangeFormFrame: FC<FrameProps> = ({
  action,
  title,
  lead,
  refusal,
  onceKey,
  isUpload,
  children,
}) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={title} lead={lead ?? '保存为草案，由另一名登记员批准后才生效。'} />
    <form class="card" method="post" action={action} enctype={isUpload ? 'multipart/form-data' : undefined}>
      <input type="hidden" name="onceKey" value={onceKey} />
      {children}
      <TextArea
        name="basis"
        label="依据"
        hint="文件名称或文号、条款；本市自行确定的，写“本市设定：”并说明参照什么"
        refusal={refusal}
      />
      <button type="submit">保存草案</button>
    </form>
    <p class="no-print">
      <a href="/desk/changes">返回变更列表</a>
    </p>
  </>
);

export const FromField: FC<{ name: string; today: string; refusal: Refusal }> = ({
  name,
  today,
  refusal,
}) => (
  <TextField
    name={name}
    label="生效日"
    hint={`不早于今天（${today}）；不填即批准之日`}
    type="date"
    isOptional
    refusal={refusal}
  />
);

export const SettingChoiceView: FC<{ settings: readonly SettingShown[] }> = ({ settings }) => (
  <>
    <PageTitle title="更改期限或参数" lead="先选择要更改的一项；下表列出现行数值与依据。" />
    <form class="card no-print" method="get" action="/desk/changes/new/settings">
      <SelectField
        name="key"
        label="更改哪一项"
        blank="请选择"
        options={settings.map(({ key, name, words }) => ({ value: key, label: `${name}（现为 ${words}）` }))}
        refusal={untouched}
      />
      <button type="submit">下一步</button>
    </form>
    <Table
      caption={`现行各项（${settings.length}）`}
      columns={['项目', '现为', '依据', '起始日']}
      count={settings.length}
      empty="没有设置。"
    >
      {settings.map(({ key, name, words, basis, validFrom, later }) => (
        <tr>
          <th scope="row">
            {name}
            <br />
            <span class="code hint">{key}</span>
          </th>
          <td>
            {words}
            {later.map((one) => (
              <>
                <br />
                <span class="hint">
                  自 {one.validFrom} 起 {one.words}
                </span>
              </>
            ))}
          </td>
          <td>{basis}</td>
          <td class="number">{validFrom}</td>
        </tr>
      ))}
    </Table>
    <p class="no-print">
      <a href="/desk/changes">返回变更列表</a>
    </p>
  </>
);

export type SettingField = {
  field: string;
  name: string;
  hint: string;
  value: string;
  choices: SettingBounds['choices'];
};

export const SettingFormView: FC<
  FormFrame & { settingKey: string; fields: readonly SettingField[]; today: string }
> = ({ settingKey, fields, today, ...frame }) => (
  <ChangeFormFrame
    {...frame}
    title="更改期限或参数"
    action={`/desk/changes/new/settings?key=${encodeURIComponent(settingKey)}`}
  >
    {fields.map(({ field, name, hint, value, choices }) =>
      choices ? (
        <SelectField
          name={field}
          label={name}
          hint={hint}
          value={value}
          options={Object.entries(choices).map(([one, label]) => ({ value: one, label }))}
          refusal={frame.refusal}
        />
      ) : (
        <TextField name={field} label={name} hint={hint} value={value} refusal={frame.refusal} />
      ),
    )}
    <FromField name="validFrom" today={today} refusal={frame.refusal} />
  </ChangeFormFrame>
);

type ListProps = FormFrame & {
  list: { code: string; name: string };
  basis: string | null;
  terms: readonly { field: string; label: string; value: number | null }[];
  today: string;
};

export const SevereListFormView: FC<ListProps> = ({ list, basis, terms, today, ...frame }) => (
  <ChangeFormFrame
    {...frame}
    title={`更改严重失信名单：${list.name}`}
    action={`/desk/changes/new/severe-lists?list=${encodeURIComponent(list.code)}`}
  >
    {terms.map(({ field, label, value }) => (
      <TextField
        name={field}
        label={`${label}（个月）`}
        hint={value === null ? '现未规定' : `现为 ${value} 个月`}
        value={value === null ? '' : String(value)}
        isOptional
        refusal={frame.refusal}
      />
    ))}
    <TextField
      name="cityDocument"
      label="本市计入核查所依文件的文号"
      hint={`现行核查规则所依：${basis ?? '该名单不计入'}`}
      isOptional
      refusal={frame.refusal}
    />
    <FromField name="validFrom" today={today} refusal={frame.refusal} />
  </ChangeFormFrame>
);

export const ListChoiceView: FC<{
  lists: readonly { code: string; name: string; words: string; isDocumentMissing: boolean }[];
}> = ({ lists }) => (
  <>
    <PageTitle title="更改严重失信名单" lead="选择要更改的名单：期限，或本市将其计入核查所依的文件。" />
    <Table
      caption={`名单（${lists.length}）`}
      columns={['名单', '现行期限', '本市文件']}
      count={lists.length}
      empty="没有名单。"
    >
      {lists.map(({ code, name, words, isDocumentMissing }) => (
        <tr>
          <th scope="row">
            <a href={`/desk/changes/new/severe-lists?list=${encodeURIComponent(code)}`}>{name}</a>
          </th>
          <td>{words}</td>
          <td>{isDocumentMissing ? '文号待录入' : '—'}</td>
        </tr>
      ))}
    </Table>
    <p class="no-print">
      <a href="/desk/changes">返回变更列表</a>
    </p>
  </>
);

type CalendarProps = FormFrame & { year: string; holidays: string; workdays: string };

export const CalendarFormView: FC<CalendarProps> = ({ year, holidays, workdays, ...frame }) => (
  <ChangeFormFrame
    {...frame}
    title="更改节假日安排"
    lead="按国务院办公厅的通知填写；批准后，涉及该年的办理期限随即重新计算。"
    action="/desk/changes/new/calendar"
  >
    <TextField name="year" label="年度" value={year} maxLength={4} refusal={frame.refusal} />
    <TextArea
      name="holidays"
      label="放假"
      hint="一行一个假期：名称 起 止，例如：元旦 2027-01-01 2027-01-03"
      value={holidays}
      rows={9}
      refusal={frame.refusal}
    />
    <TextArea
      name="workdays"
      label="调休上班的周末"
      hint="例如：2027-02-07"
      value={workdays}
      isOptional
      refusal={frame.refusal}
    />
  </ChangeFormFrame>
);
