import type { FC } from 'hono/jsx';
import { replacementWords, riskWords } from '../../law/matters/matter-columns.ts';
import {
  ErrorSummary,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import type { ProposalShown } from './matter-proposal.schema.ts';
import { fateWords, groundWords, partyWords } from './proposal-words.rules.ts';

const HOME = '/desk/matter-proposals';
type FormProps = { shown: ProposalShown | null; refusal: Refusal; onceKey: string };

export const ProposalFormView: FC<FormProps> = ({ shown, refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title={shown ? `修改 ${shown.no}` : '登记一项证明'}
      lead="填写本单位向申请人索要的一项证明，以及拟怎样处理。"
    />
    <form class="card" method="post" action={shown ? `${HOME}/${shown.no}` : HOME}>
      <input type="hidden" name="onceKey" value={onceKey} />
      <WhatFields shown={shown} refusal={refusal} />
      <FateFields shown={shown} refusal={refusal} />
      <TextFields shown={shown} refusal={refusal} />
      <div class="row">
        <button type="submit">保存</button>
        <a class="button plain" href={HOME}>
          返回
        </a>
      </div>
    </form>
  </>
);

type FieldsProps = Pick<FormProps, 'shown' | 'refusal'>;
const WhatFields: FC<FieldsProps> = ({ shown, refusal }) => (
  <>
    <TextField name="name" label="证明名称" value={shown?.name} maxLength={200} refusal={refusal} isFirst />
    <TextField name="item" label="办理事项" value={shown?.item} maxLength={200} refusal={refusal} />
    <TextArea
      name="basis"
      label="设定依据"
      hint="法律、法规、国务院决定的名称和条款；没有的留空"
      value={shown?.basis ?? ''}
      refusal={refusal}
      isOptional
    />
    <TextField
      name="issuingUnit"
      label="开具单位"
      value={shown?.issuingUnit ?? ''}
      refusal={refusal}
      isOptional
    />
    <SelectField
      name="party"
      label="对象"
      blank="请选择"
      value={shown?.party}
      options={optionsOf(partyWords)}
      refusal={refusal}
    />
    <TextField
      name="matterCode"
      label="现行事项编码"
      hint="修改现行目录中的事项时填写；新增的留空"
      value={shown?.matterCode ?? ''}
      refusal={refusal}
      isCode
      isOptional
    />
  </>
);

const FateFields: FC<FieldsProps> = ({ shown, refusal }) => (
  <>
    <SelectField
      name="ground"
      label="符合的“七个一律”情形"
      blank="没有"
      value={shown?.ground ?? undefined}
      options={optionsOf(groundWords)}
      refusal={refusal}
      isOptional
    />
    <SelectField
      name="fate"
      label="处理意见"
      blank="请选择"
      value={shown?.fate}
      options={optionsOf(fateWords)}
      refusal={refusal}
    />
    <SelectField
      name="replacement"
      label="替代方式"
      blank="没有"
      value={shown?.replacement ?? undefined}
      options={optionsOf(replacementWords)}
      refusal={refusal}
      isOptional
    />
    <TextArea
      name="replacementNote"
      label="替代方式说明"
      hint="怎样办理；取消而没有替代方式的，说明理由"
      value={shown?.replacementNote ?? ''}
      refusal={refusal}
      isOptional
    />
  </>
);

const TextFields: FC<FieldsProps> = ({ shown, refusal }) => (
  <>
    <SelectField
      name="riskClass"
      label="风险等级"
      blank="未定"
      value={shown?.riskClass ?? undefined}
      options={optionsOf(riskWords)}
      refusal={refusal}
      isOptional
    />
    <TextArea
      name="noticeText"
      label="告知书文本"
      value={shown?.noticeText ?? ''}
      refusal={refusal}
      isOptional
    />
    <TextArea
      name="commitmentText"
      label="承诺书文本"
      value={shown?.commitmentText ?? ''}
      refusal={refusal}
      isOptional
    />
  </>
);
