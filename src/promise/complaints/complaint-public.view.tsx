import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, PageTitle, Tag } from '../../platform/web/pieces.view.tsx';
import type { FiledComplaint, FollowedComplaint } from './complaint.schema.ts';
import { complaintKindWords, complaintStateWords } from './complaint-words.rules.ts';

const NO_NUMBERS = '请勿填写任何人的证件号码、银行卡号、手机号码';
const kindOptions = optionsOf(complaintKindWords);

/** The same fields for a citizen's phone and for the hotline's clerk. */
export const ComplaintFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <SelectField name="kind" label="反映的问题" options={kindOptions} blank="请选择" refusal={refusal} />
    <TextField name="subject" label="标题" maxLength={100} refusal={refusal} />
    <TextArea
      name="text"
      label="具体情况"
      hint={`何时、何处、办理何事、发生了什么；${NO_NUMBERS}`}
      rows={7}
      refusal={refusal}
    />
    <TextField name="unit" label="被投诉的单位" maxLength={100} refusal={refusal} isOptional />
    <TextField
      name="contact"
      label="联系电话或电子邮箱"
      hint="可以匿名：不填也受理。填写的加密留存，不提供给被投诉单位"
      maxLength={60}
      refusal={refusal}
      isOptional
    />
  </>
);

type FormProps = { refusal: Refusal; onceKey: string };
export const ComplaintFormView: FC<FormProps> = ({ refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="投诉举报"
      lead="已取消的证明仍被索要、符合条件而不让承诺、他人承诺不实、违规使用信用信息的，可以在此反映。"
    />
    <form class="card" method="post" action="/public/complaints">
      <input type="hidden" name="onceKey" value={onceKey} />
      <ComplaintFields refusal={refusal} />
      <button type="submit">提交</button>
    </form>
    <p>
      <a href="/public/complaints">已经提交过？凭编号和查询码查看办理状态</a>
    </p>
  </>
);

export const NumberAndCode: FC<{ filed: FiledComplaint }> = ({ filed }) => (
  <Facts
    lines={[
      ['投诉编号', <strong class="code">{filed.no}</strong>],
      ['查询码', <strong class="code">{filed.code}</strong>],
    ]}
  />
);

export const ComplaintFiledView: FC<{ filed: FiledComplaint }> = ({ filed }) => (
  <>
    <PageTitle title="✓ 已收到您的投诉" lead="请现在抄下或截屏保存：查询码只显示这一次，遗失不能补发。" />
    <section class="card">
      <NumberAndCode filed={filed} />
      <p>
        凭编号和查询码，可以在<a href="/public/complaints">办理状态查询</a>页查看进展，无须说明您是谁。
      </p>
    </section>
  </>
);

export const ComplaintFollowView: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="投诉办理状态" lead="填写提交时给出的编号和查询码。" />
    <form class="card" method="post" action="/public/complaints/follow">
      <TextField name="no" label="投诉编号" maxLength={40} refusal={refusal} isCode />
      <TextField name="code" label="查询码" maxLength={60} refusal={refusal} isCode />
      <button type="submit">查看</button>
    </form>
    <p>
      <a href="/public/complaints/new">我要投诉举报</a>
    </p>
  </>
);

export const ComplaintStateView: FC<{ followed: FollowedComplaint }> = ({ followed }) => {
  const { word, tone, told } = complaintStateWords[followed.state];
  return (
    <>
      <PageTitle title="投诉办理状态" />
      <section class="card">
        <Facts
          lines={[
            ['投诉编号', <span class="code">{followed.no}</span>],
            ['状态', <Tag tone={tone} word={word} />],
            ['办理情况', told],
            ['转送机关', followed.handedTo],
            ['整改期限', followed.by],
          ]}
        />
      </section>
      <p>
        <a href="/public/complaints">返回</a>
      </p>
    </>
  );
};
