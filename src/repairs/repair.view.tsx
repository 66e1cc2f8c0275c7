import type { FC } from 'hono/jsx';
import {
  BoardLinks,
  DecisionEnd,
  type DecisionFields,
  DecisionStart,
  DueTag,
  StepTable,
  TargetFields,
} from '../cases/case.view.tsx';
import type { CaseStep } from '../cases/case-step.rules.ts';
import { ChoiceField, ErrorSummary, type Option, type Refusal, TextArea } from '../platform/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../platform/pieces.view.tsx';
import { materialNames } from './repair-materials.rules.ts';
import type { RepairLine } from './repair-out.ts';
import { classWords, repairStateWords, repairStepWords } from './repair-words.rules.ts';

type Names = Readonly<Record<string, string>>;
const materialOptions = Object.entries(materialNames).map(([value, label]) => ({ value, label }));

type BoardProps = {
  repairs: readonly RepairLine[];
  listNames: Names;
  next: string | null;
  isOverdueOnly: boolean;
  mayApply: boolean;
};

export const RepairBoardView: FC<BoardProps> = ({ repairs, listNames, next, isOverdueOnly, mayApply }) => (
  <>
    <PageTitle title="信用修复" lead="谁认定、谁修复。先到期的在前，已超期的最前；准予修复即时生效。" />
    <BoardLinks
      path="/desk/repairs"
      isOverdueOnly={isOverdueOnly}
      newLabel={mayApply ? '登记修复申请' : null}
    />
    <Table
      caption={isOverdueOnly ? '已超期的案件' : '修复案件'}
      columns={[{ label: '编号', isNumber: true }, '主体', '信息', '认定单位', '状态', '期限', '待确认解除']}
      count={repairs.length}
      empty={isOverdueOnly ? '没有超期的案件。' : '没有修复案件。'}
    >
      {repairs.map((repair) => (
        <tr>
          <td class="number">{repair.id}</td>
          <th scope="row">
            <a href={`/desk/repairs/${repair.id}`}>{repair.subject.name}</a>
          </th>
          <td>{listNames[repair.target.catalog] ?? repair.target.catalog}</td>
          <td>{repair.target.authority}</td>
          <td>
            <Tag {...repairStateWords[repair.state]} />
          </td>
          <td>
            <DueTag due={repair.due} />
          </td>
          <td>{repair.awaiting.length > 0 ? repair.awaiting.join('、') : '—'}</td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/repairs" next={next} />
  </>
);

export const RepairFormView: FC<{ refusal: Refusal; onceKey: string; identifiers: readonly Option[] }> = (
  props,
) => (
  <>
    <ErrorSummary refusal={props.refusal} />
    <PageTitle
      title="登记修复申请"
      lead="材料只登记是否收到，不上传。提交后即转认定单位，三个工作日内受理。"
    />
    <form class="card" method="post" action="/desk/repairs">
      <input type="hidden" name="onceKey" value={props.onceKey} />
      <TargetFields refusal={props.refusal} identifiers={props.identifiers} />
      <TextArea name="reason" label="申请理由" hint="请勿填写个人证件号码" refusal={props.refusal} />
      <ChoiceField
        name="received[]"
        label="已收到的材料"
        options={materialOptions}
        refusal={props.refusal}
        isOptional
      />
      <button type="submit">提交认定单位</button>
    </form>
    <p>
      <a href="/desk/repairs">返回信用修复</a>
    </p>
  </>
);

type CaseProps = {
  repair: RepairLine & { steps: readonly CaseStep[] };
  listNames: Names;
  decision: DecisionFields;
};

export const RepairView: FC<CaseProps> = ({ repair, listNames, decision }) => (
  <>
    <ErrorSummary refusal={decision.refusal} />
    <PageTitle title={repair.subject.name} lead={`修复案件 ${repair.id}`} />
    <div class="duo">
      <About repair={repair} listNames={listNames} />
      {decision.options.length > 0 && <Decision repair={repair} decision={decision} />}
    </div>
    <StepTable steps={repair.steps} words={repairStepWords} />
    <p class="no-print">
      <a href="/desk/repairs">返回信用修复</a>
    </p>
  </>
);

const About: FC<{ repair: RepairLine; listNames: Names }> = ({ repair, listNames }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">案件</h2>
    <Facts
      lines={[
        ['状态', <Tag {...repairStateWords[repair.state]} />],
        ['期限', <DueTag due={repair.due} />],
        ['信息', listNames[repair.target.catalog] ?? repair.target.catalog],
        ['文书号', repair.target.documentNo],
        ['认定单位', repair.target.authority],
        ['失信程度', classWords[repair.class]],
        ['适用规定', `${repair.rule.name}（${repair.rule.basis}）`],
        ['最早可申请', repair.possibleFrom],
        [
          '申请',
          `${repair.appliedOn}，${repair.appliedBy}${repair.applicant === 'authority' ? '（依职权）' : ''}`,
        ],
        ['理由', repair.reason],
        [
          '材料',
          repair.materials.map(({ name, received }) => `${name}（${received ? '已收' : '未收'}）`).join('；'),
        ],
        ['准予修复', repair.grantedAt && <Moment at={repair.grantedAt} />],
        ['待确认解除', repair.awaiting.join('、')],
        ['恢复日期', repair.restoredOn],
        ['救济途径', repair.remedy],
      ]}
    />
  </section>
);

const Decision: FC<{ repair: RepairLine; decision: DecisionFields }> = ({ repair, decision }) => {
  const missing = repair.materials.filter(({ received }) => !received);
  const canSupply = decision.options.some(({ value }) => value === 'supply') && missing.length > 0;
  return (
    <form class="card no-print" method="post" action={decision.action}>
      <h2>办理</h2>
      <DecisionStart {...decision} />
      {canSupply && (
        <ChoiceField
          name="received[]"
          label="补收的材料"
          options={missing.map(({ code, name }) => ({ value: code, label: name }))}
          refusal={decision.refusal}
          isOptional
        />
      )}
      <DecisionEnd {...decision} />
    </form>
  );
};
