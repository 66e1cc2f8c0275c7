import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ErrorSummary,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { type Column, Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { CountedList } from './counted-lists.rules.ts';
import { ruleSetStateWords } from './rule-set.rules.ts';
import type { RuleSet } from './rule-set.schema.ts';
import type { RuleSetShown } from './rule-set-out.ts';
import { ruleOutcome, ruleOutcomeWords, ruleText } from './rule-words.rules.ts';

export type May = {
  draft: boolean;
  approve: boolean;
  withdraw: boolean;
  rollBack: boolean;
  simulate: boolean;
};

export const RuleSetListView: FC<{ sets: readonly RuleSetShown[]; may: May }> = ({ sets, may }) => (
  <>
    <PageTitle
      title="核查规则"
      lead="每一版规则都注明依据。起草后先模拟会影响哪些主体，再由另一名登记员批准；已作出的核查不受影响。"
    />
    {may.draft && (
      <p>
        <a class="button" href="/desk/rule-sets/new">
          起草新版本
        </a>
      </p>
    )}
    <Table
      caption="各版本，最新在前"
      columns={['版本', '名称', '状态', '生效日', '起草', '批准']}
      count={sets.length}
      empty="没有规则版本。"
    >
      {sets.map((set) => (
        <tr>
          <th scope="row" class="number">
            <a href={`/desk/rule-sets/${set.version}`}>第 {set.version} 版</a>
          </th>
          <td>{set.content.name}</td>
          <td>
            <Tag {...ruleSetStateWords[set.state]} />
          </td>
          <td class="number">{set.effectiveFrom}</td>
          <td>{handName(set.draftedByName, set.draftedBy)}</td>
          <td>{set.approved ? handName(set.approved.name, set.approved.by) : '—'}</td>
        </tr>
      ))}
    </Table>
  </>
);

const handName = (name: string | null, by: string) => name ?? (by === 'reference' ? '随系统提供' : by);

type OneProps = { set: RuleSetShown & { isOwn: boolean }; may: May; refusal: Refusal };

export const RuleSetView: FC<OneProps> = ({ set, may, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={`第 ${set.version} 版规则`} lead={set.content.name} />
    <Facts
      lines={[
        ['状态', <Tag {...ruleSetStateWords[set.state]} />],
        ['生效日', <span class="number">{set.effectiveFrom}</span>],
        ['起草', `${handName(set.draftedByName, set.draftedBy)}`],
        ['起草时间', <Moment at={set.draftedAt} />],
        ['批准', set.approved && handName(set.approved.name, set.approved.by)],
        ['批准时间', set.approved?.at && <Moment at={set.approved.at} />],
        [
          '撤回',
          set.withdrawn && `${handName(set.withdrawn.name, set.withdrawn.by)}：${set.withdrawn.reason}`,
        ],
        ['说明', set.note],
      ]}
    />
    <div class="row no-print">
      {set.basedOn !== null && (
        <a class="button plain" href={`/desk/rule-sets/${set.version}/diff`}>
          与第 {set.basedOn} 版比较
        </a>
      )}
      {may.simulate && (
        <a class="button plain" href={`/desk/rule-sets/${set.version}/simulation`}>
          模拟
        </a>
      )}
      {may.draft && (
        <a class="button plain" href={`/desk/rule-sets/new?from=${set.version}`}>
          以此为底本起草
        </a>
      )}
    </div>
    <RuleTable set={set.content} />
    <ListTable lists={set.lists} />
    <Steps set={set} may={may} refusal={refusal} />
  </>
);

const ruleColumns: readonly Column[] = ['情形', '结论', '依据', '恢复办法'];

const RuleTable: FC<{ set: RuleSet }> = ({ set }) => (
  <Table
    caption={`规则（${set.rules.length} 条）`}
    columns={ruleColumns}
    count={set.rules.length}
    empty="没有规则。"
  >
    {set.rules.map((rule) => (
      <tr>
        <th scope="row">
          {ruleText(rule)}
          <br />
          <span class="code hint">{rule.code}</span>
        </th>
        <td>{ruleOutcome(rule)}</td>
        <td>{rule.basis}</td>
        <td>{rule.restore}</td>
      </tr>
    ))}
  </Table>
);

const ListTable: FC<{ lists: readonly CountedList[] }> = ({ lists }) => (
  <Table
    caption={`严重失信主体名单（可归集 ${lists.length} 个，计入 ${lists.filter(({ outcome }) => outcome).length} 个）`}
    columns={['名单', '本版规则', '所依文件']}
    count={lists.length}
    empty="没有可归集的名单。"
  >
    {lists.map(({ list, name, outcome, basis, isDocumentMissing }) => (
      <tr>
        <th scope="row">
          {name}
          <br />
          <span class="code hint">{list}</span>
        </th>
        <td>{outcome ? `计入：${ruleOutcomeWords[outcome]}` : '不计入'}</td>
        <td>
          {basis ?? '—'} {isDocumentMissing && <Tag tone="warn" word="本市文件文号待录入" />}
        </td>
      </tr>
    ))}
  </Table>
);

const Steps: FC<OneProps> = ({ set, may, refusal }) => {
  const action = `/desk/rule-sets/${set.version}`;
  return (
    <>
      {set.state === 'draft' && may.approve && (
        <section class="card no-print" aria-labelledby="approve">
          <h2 id="approve">批准</h2>
          <p>自生效日零时起对每一次核查有效；起草人不能批准自己的草案。批准前请先查看比较与模拟结果。</p>
          {set.isOwn ? (
            <p class="hint">这是您起草的版本，须由另一名登记员批准。</p>
          ) : (
            <ActionButton action={`${action}/approve`} label={`批准第 ${set.version} 版`} />
          )}
        </section>
      )}
      {(set.state === 'draft' || set.state === 'approved') && may.withdraw && (
        <form class="card no-print" method="post" action={`${action}/withdraw`}>
          <h2>撤回</h2>
          <TextArea name="reason" label="撤回理由" refusal={refusal} />
          <button type="submit" class="danger">
            撤回该版本
          </button>
        </form>
      )}
      {set.state === 'superseded' && may.rollBack && (
        <form class="card no-print" method="post" action={`${action}/rollback`}>
          <h2>回退到该版本</h2>
          <p>将生成内容相同的新版本，即刻生效；本版本不改动，已作出的核查不变。</p>
          <TextArea name="reason" label="回退理由" refusal={refusal} />
          <button type="submit" class="danger">
            立即回退
          </button>
        </form>
      )}
    </>
  );
};

type DraftProps = { from: RuleSet; refusal: Refusal; onceKey: string; today: string };

export const DraftView: FC<DraftProps> = ({ from, refusal, onceKey, today }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="起草新版本"
      lead={`底本：第 ${from.version} 版。草案保存后不再改动，需要修改的请另起一版。`}
    />
    <form class="card" method="post" action={`/desk/rule-sets?from=${from.version}`}>
      <input type="hidden" name="onceKey" value={onceKey} />
      <TextField name="name" label="名称" value={from.name} maxLength={200} refusal={refusal} />
      <TextField
        name="effectiveFrom"
        label="生效日"
        hint={`不早于今天（${today}）；不填即批准之日`}
        type="date"
        isOptional
        refusal={refusal}
      />
      <TextArea name="note" label="起草说明" isOptional refusal={refusal} />
      <TextArea
        name="rules"
        label="规则"
        hint="JSON 数组，每条规则须写明 code、basis（依据）、restore（恢复办法）；可从规则文件粘贴"
        value={JSON.stringify(from.rules, null, 2)}
        rows={24}
        isCode
        refusal={refusal}
      />
      <button type="submit">保存草案</button>
    </form>
  </>
);
