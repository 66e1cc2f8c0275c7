import type { FC } from 'hono/jsx';
import { ruleOutcomeWords } from '../../law/rulebook/rule-words.rules.ts';
import { ActionButton } from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import type { CheckOutcome } from '../checks/check.rules.ts';
import { checkOutcomeWords } from '../checks/check-words.rules.ts';
import type { ExampleTurn } from './rule-example.rules.ts';
import type { OutcomeTurn, Simulation } from './simulation.schema.ts';
import type { WeighedOutcome } from './weights.rules.ts';

type Names = Readonly<Record<string, string>>;
type Props = {
  version: number;
  simulation: SimulationShown | null;
  turns: { items: readonly OutcomeTurn[]; next: string | null } | null;
  names: Names;
};

type SimulationShown = Omit<Simulation, 'summary'> & {
  summary: Omit<Simulation['summary'], 'examples'> & { examples?: readonly ExampleTurn[] };
};
type StaleFeed = Simulation['summary']['staleFeeds']['after'][number];

const arrow = (turn: { before: WeighedOutcome; after: WeighedOutcome }) =>
  `${ruleOutcomeWords[turn.before]} → ${ruleOutcomeWords[turn.after]}`;
const tidy = (count: number) => count.toLocaleString('zh-CN');

export const SimulationView: FC<Props> = ({ version, simulation, turns, names }) => (
  <>
    <PageTitle
      title={`模拟第 ${version} 版规则`}
      lead="对现有全部主体按现行版本与该版本各判断一次，只看结论有何不同；不改变任何核查。"
    />
    <div class="row no-print">
      <ActionButton
        action={`/desk/rule-sets/${version}/simulate`}
        label={simulation ? '重新模拟' : '开始模拟'}
      />
      <a class="button plain" href={`/desk/rule-sets/${version}`}>
        返回第 {version} 版
      </a>
    </div>
    {simulation && <Result simulation={simulation} names={names} />}
    {simulation && <Turns version={version} turns={turns} />}
  </>
);

const Result: FC<{ simulation: SimulationShown; names: Names }> = ({ simulation, names }) => {
  const { summary } = simulation;
  return (
    <>
      <dl class="counts">
        <div>
          <dt>有现行信息的主体</dt>
          <dd>{tidy(simulation.subjectCount)}</dd>
        </div>
        <div>
          <dt>结论会改变的主体</dt>
          <dd>{tidy(simulation.turnCount)}</dd>
        </div>
      </dl>
      <Facts
        lines={[
          ['与之比较', `第 ${simulation.against} 版（模拟时的现行版本）`],
          ['数据时点', <Moment at={simulation.at} />],
          ['模拟人', simulation.byName],
        ]}
      />
      <StaleWarning before={summary.staleFeeds.before} after={summary.staleFeeds.after} names={names} />
      <Table
        caption="改变的方向与原因"
        columns={['方向', '规则', { label: '主体数', isNumber: true }]}
        count={summary.reasons.length}
        empty="没有主体的结论会改变。"
      >
        {summary.reasons.map((reason) => (
          <tr>
            <th scope="row">{arrow(reason)}</th>
            <td class="code">{reason.code}</td>
            <td class="number">{tidy(reason.count)}</td>
          </tr>
        ))}
      </Table>
      <ExampleTurns turns={summary.examples ?? []} />
      {summary.directions.length > 0 && (
        <p class="hint">
          合计：
          {summary.directions.map((one) => `${arrow(one)} ${tidy(one.count)} 个`).join('；')}
          。一个主体可因几条规则改变。
        </p>
      )}
    </>
  );
};

const outcomeWord = (outcome: string) =>
  outcome in checkOutcomeWords ? checkOutcomeWords[outcome as CheckOutcome].word : outcome;

// The law's own examples, beside the subjects it hits: a turned example is often a mistake in the draft.
const ExampleTurns: FC<{ turns: readonly ExampleTurn[] }> = ({ turns }) => (
  <Table
    caption="结论会改变的示例"
    columns={['已知', '核查日', '方向', '规则']}
    count={turns.length}
    empty="规则与依据所列示例的结论都不改变。"
  >
    {turns.map((turn) => (
      <tr>
        <th scope="row">{turn.given}</th>
        <td>{turn.on}</td>
        <td>
          {outcomeWord(turn.before)} → {outcomeWord(turn.after)}
        </td>
        <td class="code">{turn.code}</td>
      </tr>
    ))}
  </Table>
);

type StaleProps = { before: readonly StaleFeed[]; after: readonly StaleFeed[]; names: Names };

const StaleWarning: FC<StaleProps> = ({ before, after, names }) => {
  const known = new Set(before.map(({ catalog, agency }) => `${catalog} ${agency}`));
  const added = after.filter(({ catalog, agency }) => !known.has(`${catalog} ${agency}`));
  return added.length === 0 ? null : (
    <div class="notice warn">
      <p>
        <strong>批准后，所有核查都将转为人工复核，</strong>
        直到下列数据按时更新：
        {added
          .map(
            ({ catalog, agency, lastGoodOn }) =>
              `${names[catalog] ?? catalog}（${agency}，${lastGoodOn ?? '尚未报送'}）`,
          )
          .join('；')}
        。
      </p>
    </div>
  );
};

const Turns: FC<{ version: number; turns: Props['turns'] }> = ({ version, turns }) =>
  turns === null ? (
    <p class="empty">主体名单只在模拟当日可看；请重新模拟。</p>
  ) : (
    <>
      <Table
        caption="结论会改变的主体"
        columns={['主体', '统一社会信用代码', '方向', '规则']}
        count={turns.items.length}
        empty="没有主体的结论会改变。"
      >
        {turns.items.map((turn) => (
          <tr>
            <th scope="row">{turn.subject.name}</th>
            <td class="code">{turn.subject.uscc ?? '—'}</td>
            <td>{arrow(turn)}</td>
            <td class="code">{turn.codes.join('，')}</td>
          </tr>
        ))}
      </Table>
      {turns.next && (
        <p class="no-print">
          <a
            class="button plain"
            href={`/desk/rule-sets/${version}/simulation?after=${encodeURIComponent(turns.next)}`}
          >
            下一页
          </a>
        </p>
      )}
    </>
  );
