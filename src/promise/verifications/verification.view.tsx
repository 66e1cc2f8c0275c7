import type { FC } from 'hono/jsx';
import { ErrorSummary, FilterField, optionsOf, type Refusal } from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { DueTag } from '../../remedy/cases/case-board.view.tsx';
import { identifierWords } from '../../window/checks/check-words.rules.ts';
import type { VerificationEvent, VerificationState } from './verification.rules.ts';
import type { VerificationLine, VerificationShown } from './verification.schema.ts';
import { VerificationForms } from './verification-form.view.tsx';
import {
  eventWords,
  methodWords,
  outcomeWords,
  verificationClassWords,
  verificationStateWords,
} from './verification-words.rules.ts';

const stateOptions = optionsOf(
  Object.fromEntries(Object.entries(verificationStateWords).map(([state, { word }]) => [state, word])),
);

type ListProps = {
  lines: readonly VerificationLine[];
  filter: { state?: VerificationState | undefined; overdue?: string | undefined };
  next: string | null;
};
export const VerificationListView: FC<ListProps> = ({ lines, filter, next }) => (
  <>
    <PageTitle
      title="承诺核查"
      lead="以承诺办结的事项，先到期的在前。核查不实只是拟处理意见；作出决定并填写文号后才记入信用记录。"
    />
    <form class="card no-print" method="get" action="/desk/verifications">
      <FilterField name="state" label="状态" blank="全部状态" value={filter.state} options={stateOptions} />
      <FilterField
        name="overdue"
        label="期限"
        blank="全部"
        value={filter.overdue}
        options={[{ value: 'true', label: '只看逾期' }]}
      />
      <button type="submit">查询</button>
    </form>
    <Table
      caption="承诺核查"
      columns={['核查编号', '承诺人', '事项', '类别', '状态', '期限']}
      count={lines.length}
      empty="没有承诺核查。承诺办结后自动列入。"
    >
      {lines.map((line) => (
        <tr>
          <th scope="row">
            <a class="code" href={`/desk/verifications/${line.no}`}>
              {line.no}
            </a>
          </th>
          <td>{line.subject.name}</td>
          <td>{line.matter.name}</td>
          <td>{verificationClassWords[line.class]}</td>
          <td>
            <Tag {...verificationStateWords[line.state]} />
          </td>
          <td class="number">
            <DueTag due={line.due} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/verifications" next={next} filter={filter} />
  </>
);

type Shown = { verification: VerificationShown };
type SheetProps = Shown & { may: ReadonlySet<VerificationEvent>; refusal: Refusal };

export const VerificationView: FC<SheetProps> = ({ verification, may, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={`承诺核查 ${verification.no}`} />
    <div class="duo wide-right">
      <div class="stack">
        <About verification={verification} />
        <OwnData verification={verification} />
      </div>
      <div class="stack">
        <VerificationForms verification={verification} may={may} refusal={refusal} />
        <section class="card" aria-labelledby="promise">
          <h2 id="promise">承诺的内容</h2>
          <p class="excerpt">{verification.promise}</p>
        </section>
      </div>
    </div>
    <Acts acts={verification.acts} />
    <div class="row no-print">
      <a class="button plain" href={`/desk/verifications/${verification.no}/record`}>
        打印核查工作记录
      </a>
      {verification.foundOn && (
        <a class="button plain" href={`/desk/verifications/${verification.no}/notice`}>
          打印核查结果告知书
        </a>
      )}
      <a class="button plain" href="/desk/verifications">
        返回承诺核查
      </a>
    </div>
  </>
);

const About: FC<Shown> = ({ verification: { subject, matter, due, ...of } }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">核查信息</h2>
    <Facts
      lines={[
        ['状态', <Tag {...verificationStateWords[of.state]} />],
        ['类别', verificationClassWords[of.class]],
        ['期限', <DueTag due={due} />],
        ['承诺人', subject.name],
        [identifierWords[subject.type], <span class="code">{subject.code}</span>],
        ['事项', `${matter.name}（${matter.code}）`],
        ['承诺作出日期', of.madeOn],
        [
          '承诺书',
          <a class="code" href={`/desk/commitments/${of.commitment}`}>
            {of.commitment}
          </a>,
        ],
        ['受理单位', of.agency],
        ['抽查编号', of.draw],
        ['随机选派的核查人员', of.officer],
        ['核查方式', of.method && methodWords[of.method]],
        ['协查编号', of.assistanceNo],
        ['整改期限', of.rectifyBy],
        ['决定', of.outcome && outcomeWords[of.outcome]],
        ['决定文号', of.documentNo],
        ['决定日期', of.decidedOn],
      ]}
    />
  </section>
);

const OwnData: FC<Shown> = ({ verification: { ownData } }) =>
  ownData && (
    <section class="card" aria-labelledby="own">
      <h2 id="own">登记系统现在所知</h2>
      <p>只供比对参考，不是核查结论。</p>
      {ownData.reasons.length === 0 ? (
        <p>没有影响承诺的信息。</p>
      ) : (
        <ul>
          {ownData.reasons.map(({ text, authority }) => (
            <li>{authority ? `${text}（${authority}）` : text}</li>
          ))}
        </ul>
      )}
    </section>
  );

export const Acts: FC<Pick<VerificationShown, 'acts'>> = ({ acts }) => (
  <Table
    caption="核查经过"
    columns={['时间', '办理', '方式、地点', '情况', '文号']}
    count={acts.length}
    empty="尚未开始。"
  >
    {acts.map((act) => (
      <tr>
        <td>
          <Moment at={act.at} />
        </td>
        <th scope="row">{eventWords[act.event]}</th>
        <td>
          {act.method && methodWords[act.method]} {act.site} {act.visitedAt && <Moment at={act.visitedAt} />}
        </td>
        <td>{act.note ?? '—'}</td>
        <td>{act.documentNo ?? '—'}</td>
      </tr>
    ))}
  </Table>
);
