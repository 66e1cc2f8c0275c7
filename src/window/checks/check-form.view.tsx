import type { FC } from 'hono/jsx';
import { ErrorSummary, type Option, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { type RecallCause, recallWords } from '../recalls/recall-cause.rules.ts';
import type { CheckOutcome } from './check.rules.ts';
import { checkOutcomeWords } from './check-words.rules.ts';
import { PurposeFields, SubjectFields } from './inquiry-fields.view.tsx';

export type CheckLine = {
  no: string;
  outcome: CheckOutcome;
  subject: { code: string; name: string | null };
  caseNo: string | null;
  decidedAt: string;
};
export type Recall = {
  checkNo: string;
  why: RecallCause;
  outcomeBefore: CheckOutcome;
  outcomeNow: CheckOutcome | null;
  at: string;
};
export type CheckDesk = {
  refusal: Refusal;
  mayRun: boolean;
  matters: readonly Option[];
  recalls: readonly Recall[];
  turned: readonly { name: string; count: number }[];
  checks: readonly CheckLine[];
  next: string | null;
};

export const CheckDeskView: FC<CheckDesk> = (desk) => (
  <>
    <ErrorSummary refusal={desk.refusal} />
    <PageTitle
      title="窗口核查"
      lead="核查申请人能否适用告知承诺。结果供经办参考，由经办人确认；每次核查均留痕。"
    />
    {desk.recalls.length > 0 && <Recalls recalls={desk.recalls} />}
    {desk.turned.length > 0 && <Turned turned={desk.turned} />}
    {desk.mayRun && <CheckForm refusal={desk.refusal} matters={desk.matters} />}
    <CheckTable checks={desk.checks} />
    <NextPage path="/desk/checks" next={desk.next} />
  </>
);

// An applicant who was refused, or let through, for what was not so must hear of it.
const Recalls: FC<{ recalls: readonly Recall[] }> = ({ recalls }) => (
  <section class="notice warn" aria-labelledby="recalls">
    <h2 id="recalls">请告知申请人</h2>
    <p>以下核查的依据此后已有变化，或按现在所知结果应有不同，请重新核查并告知申请人：</p>
    <ul class="plain-list">
      {recalls.map(({ checkNo, why, outcomeBefore, outcomeNow, at }) => (
        <li>
          <a class="code" href={`/desk/checks/${checkNo}`}>
            {checkNo}
          </a>{' '}
          {recallWords[why]}，<Moment at={at} />
          {outcomeNow && (
            <>
              <br />
              当时：{checkOutcomeWords[outcomeBefore].word}；按现在所知应为：
              {checkOutcomeWords[outcomeNow].word}
            </>
          )}
        </li>
      ))}
    </ul>
  </section>
);

// The registrar sees what a silent source costs the windows.
const Turned: FC<Pick<CheckDesk, 'turned'>> = ({ turned }) => (
  <section class="notice warn" aria-labelledby="turned">
    <h2 id="turned">因数据未更新转为人工复核</h2>
    <p>近三十日，下列目录的数据未按时更新，仅因此转为人工复核的核查次数：</p>
    <ul class="plain-list">
      {turned.map(({ name, count }) => (
        <li>
          {name}：<span class="number">{count}</span> 次
        </li>
      ))}
    </ul>
  </section>
);

const CheckForm: FC<{ refusal: Refusal; matters: readonly Option[] }> = ({ refusal, matters }) => (
  <form class="card" method="post" action="/desk/checks">
    <h2>申请人</h2>
    <div class="pair">
      <SubjectFields
        refusal={refusal}
        hints={{
          type: '按申请人出示的证照选择',
          code: '全角、空格与小写会自动规整；个人号码提交后不回显',
          name: '填写后与登记名称比对，不符的转人工复核',
        }}
      />
    </div>
    <h2>办理事项</h2>
    <div class="pair">
      <CaseFields refusal={refusal} matters={matters} />
    </div>
    <button type="submit">核查</button>
  </form>
);

const CaseFields: FC<{ refusal: Refusal; matters: readonly Option[] }> = ({ refusal, matters }) => (
  <>
    <PurposeFields
      refusal={refusal}
      purpose="commitment"
      hints={{ purpose: '每次查询都须有正当目的', caseNo: '自然人必填；其他便于日后核对，请尽量填写' }}
    />
    <TextField
      name="matter"
      label="事项代码"
      hint={matters.length > 0 ? '可输入代码或从提示中选择' : '填写所办事项的代码'}
      maxLength={64}
      suggestions={matters}
      refusal={refusal}
      isOptional
    />
  </>
);

const CheckTable: FC<{ checks: readonly CheckLine[] }> = ({ checks }) => (
  <Table
    caption="最近的核查"
    columns={['核查编号', '申请人', '结果', '办件编号', '核查时间']}
    count={checks.length}
    empty="还没有核查记录。"
  >
    {checks.map((check) => {
      const { tone, word } = checkOutcomeWords[check.outcome];
      return (
        <tr>
          <th scope="row">
            <a class="code" href={`/desk/checks/${check.no}`}>
              {check.no}
            </a>
          </th>
          <td>
            {check.subject.name ?? '（未登记名称）'}
            <br />
            <span class="code">{check.subject.code}</span>
          </td>
          <td>
            <Tag tone={tone} word={word} />
          </td>
          <td>{check.caseNo ?? '—'}</td>
          <td>
            <Moment at={check.decidedAt} />
          </td>
        </tr>
      );
    })}
  </Table>
);
