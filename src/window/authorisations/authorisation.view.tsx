import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ErrorSummary,
  FileField,
  optionsOf,
  type Refusal,
  SelectField,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { purposeWords } from '../checks/check-words.rules.ts';
import { SubjectFields } from '../checks/inquiry-fields.view.tsx';
import type { AuthorisationState } from './authorisation.rules.ts';
import type { AuthorisationOut } from './authorisation.schema.ts';

type Desk = {
  refusal: Refusal;
  onceKey: string;
  may: { record: boolean; withdraw: boolean; open: boolean };
  items: readonly AuthorisationOut[];
  next: string | null;
};

const stateWords: Record<AuthorisationState, { word: string; tone: 'good' | 'warn' | 'calm' }> = {
  valid: { word: '有效', tone: 'good' },
  'not-yet': { word: '尚未生效', tone: 'warn' },
  expired: { word: '已到期', tone: 'calm' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};

export const AuthorisationDeskView: FC<Desk> = (props) => (
  <>
    <ErrorSummary refusal={props.refusal} />
    <PageTitle
      title="本人授权"
      lead="登记自然人的书面授权，取得编号后据以查询。本人随时可以撤回，不必说明理由。列表不含姓名和号码。"
    />
    {props.may.record && <RecordForm refusal={props.refusal} onceKey={props.onceKey} />}
    <Recorded items={props.items} may={props.may} />
    <NextPage path="/desk/authorisations" next={props.next} />
  </>
);

const RecordForm: FC<{ refusal: Refusal; onceKey: string }> = ({ refusal, onceKey }) => (
  <form class="card" method="post" action="/desk/authorisations" enctype="multipart/form-data">
    <h2>登记授权</h2>
    <input type="hidden" name="onceKey" value={onceKey} />
    <div class="pair">
      <SubjectFields isPerson refusal={refusal} hints={{ code: '授权人的证件号码，提交后不回显' }} />
      <SelectField
        name="purpose"
        label="查询目的"
        hint="授权书写明的目的"
        value="recruitment"
        options={optionsOf(purposeWords)}
        refusal={refusal}
      />
      <TextField name="validFrom" label="起始日期" type="date" refusal={refusal} />
      <TextField name="validUntil" label="截止日期" hint="含当日，不超过一年" type="date" refusal={refusal} />
      <FileField
        name="scan"
        label="授权书扫描件"
        hint="PDF、JPEG 或 PNG，512 KB 以内；加密保存"
        accept=".pdf,.jpg,.jpeg,.png"
        refusal={refusal}
      />
    </div>
    <button type="submit">登记</button>
  </form>
);

const Recorded: FC<Pick<Desk, 'items' | 'may'>> = ({ items, may }) => (
  <Table
    caption="已登记的授权"
    columns={[
      '授权编号',
      '查询目的',
      '期限',
      '状态',
      '登记时间',
      ...(may.open || may.withdraw ? ['办理'] : []),
    ]}
    count={items.length}
    empty="还没有登记过授权。"
  >
    {items.map((one) => (
      <tr>
        <th scope="row">
          <span class="code">{one.id}</span>
        </th>
        <td>{purposeWords[one.purpose]}</td>
        <td>
          {one.validFrom} 至 {one.validUntil}
        </td>
        <td>
          <Tag {...stateWords[one.state]} />
        </td>
        <td>
          <Moment at={one.recordedAt} />
        </td>
        {(may.open || may.withdraw) && (
          <td>
            {may.open && one.hasScan && <a href={`/desk/authorisations/${one.id}/scan`}>下载扫描件</a>}{' '}
            {may.withdraw && one.withdrawnAt === null && (
              <ActionButton
                action={`/desk/authorisations/${one.id}/withdraw`}
                label="本人撤回"
                about={one.id}
                look="plain"
              />
            )}
          </td>
        )}
      </tr>
    ))}
  </Table>
);
