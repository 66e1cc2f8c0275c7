import type { FC } from 'hono/jsx';
import { replacementWords, riskWords } from '../../law/matters/matter-columns.ts';
import { ErrorSummary, type Refusal } from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { ProposalShown, SheetRead } from './matter-proposal.schema.ts';
import {
  fateWords,
  groundWords,
  officeWords,
  partyWords,
  proposalStateWords,
  stanceWords,
} from './proposal-words.rules.ts';

const HOME = '/desk/matter-proposals';
export const ProposalView: FC<{ shown: ProposalShown; mayAmend: boolean }> = ({ shown, mayAmend }) => (
  <>
    <PageTitle title={shown.name} lead={`清理事项 ${shown.no}`} />
    {shown.flags.map(({ message }) => (
      <div class="notice warn">
        <p>{message}</p>
      </div>
    ))}
    <Content shown={shown} />
    <Opinions shown={shown} />
    <p class="row no-print">
      {mayAmend && (
        <a class="button" href={`${HOME}/${shown.no}/edit`}>
          修改
        </a>
      )}
      <a class="button plain" href={HOME}>
        返回
      </a>
    </p>
  </>
);

const Content: FC<{ shown: ProposalShown }> = ({ shown }) => (
  <section class="card" aria-label="内容">
    <Facts
      lines={[
        ['状态', <Tag {...proposalStateWords[shown.state]} />],
        ['索要单位', shown.agency],
        ['办理事项', shown.item],
        ['设定依据', shown.basis],
        ['开具单位', shown.issuingUnit],
        ['对象', partyWords[shown.party]],
        ['“七个一律”情形', shown.ground && groundWords[shown.ground]],
        ['处理意见', fateWords[shown.fate]],
        ['替代方式', shown.replacement && replacementWords[shown.replacement]],
        ['替代方式说明', shown.replacementNote],
        ['风险等级', shown.riskClass && riskWords[shown.riskClass]],
        ['现行事项编码', shown.matterCode],
        ['告知书文本', shown.noticeText],
        ['承诺书文本', shown.commitmentText],
        ['征求意见至', shown.commentEndsOn],
        ['退回理由', shown.state === 'returned' ? shown.returnedFor : null],
        ['决定', shown.decision && `${shown.decision.documentNo}（${shown.decision.decidedOn}）`],
        [
          '公布',
          shown.decision && (
            <a href={`/desk/matters/${encodeURIComponent(shown.decision.matter)}`}>
              {shown.decision.edition === null ? '与现行目录相同' : `事项目录第 ${shown.decision.edition} 版`}
            </a>
          ),
        ],
      ]}
    />
  </section>
);

const Opinions: FC<{ shown: ProposalShown }> = ({ shown: { opinions } }) => (
  <Table
    caption="审核意见"
    columns={['机构', '意见', '说明', '经办', '时间']}
    count={opinions.length}
    empty="尚无审核意见。"
  >
    {opinions.map((one) => (
      <tr>
        <th scope="row">{officeWords[one.office]}</th>
        <td>
          {stanceWords[one.stance]}
          {!one.isCurrent && '（前次提交）'}
        </td>
        <td>{one.words ?? '—'}</td>
        <td>
          {one.agency} {one.byName}
        </td>
        <td>
          <Moment at={one.at} />
        </td>
      </tr>
    ))}
  </Table>
);

const rowTags = {
  rejected: <Tag tone="bad" word="退回" />,
  warned: <Tag tone="warn" word="提示" />,
  unchanged: <Tag tone="calm" word="已在办" />,
};

export const SheetReadView: FC<{ read: SheetRead | null; refusal: Refusal }> = ({ read, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title={read ? '汇总表上传结果' : '汇总表没有上传'}
      lead={
        read
          ? `${read.counts.rows} 行：登记 ${read.counts.drafted}，已在办 ${read.counts.unchanged}，退回 ${read.counts.rejected}。`
          : '请按提示更正文件后重新上传。'
      }
    />
    {read && (
      <Table
        caption="逐行结果"
        columns={[{ label: '行', isNumber: true }, '结果', '原因']}
        count={read.rows.length}
        empty="没有退回或需提示的行。"
      >
        {read.rows.map(({ row, verdict, errors }) => (
          <tr>
            <th scope="row" class="number">
              {row}
            </th>
            <td>{rowTags[verdict]}</td>
            <td>{errors.map(({ message }) => message).join(' ')}</td>
          </tr>
        ))}
      </Table>
    )}
    <p>
      <a class="button plain" href={HOME}>
        返回证明清理
      </a>
    </p>
  </>
);
