import type { FC } from 'hono/jsx';
import { SelectField, untouched } from '../../platform/web/form.view.tsx';
import { PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import type { Rule } from './rule-set.schema.ts';
import type { RuleSetDiff } from './rule-set-diff.rules.ts';
import { fieldWords, ruleOutcome, ruleText } from './rule-words.rules.ts';

export type DiffShown = RuleSetDiff & { version: number; against: number };

export const RuleSetDiffView: FC<{ diff: DiffShown; versions: readonly number[] }> = ({ diff, versions }) => (
  <>
    <PageTitle title={`第 ${diff.version} 版与第 ${diff.against} 版比较`} />
    <form class="card no-print" method="get" action={`/desk/rule-sets/${diff.version}/diff`}>
      <div class="pair">
        <SelectField
          name="against"
          label="比较对象"
          value={String(diff.against)}
          options={versions
            .filter((version) => version !== diff.version)
            .map((version) => ({ value: String(version), label: `第 ${version} 版` }))}
          refusal={untouched}
        />
        <div>
          <button type="submit" class="plain">
            比较
          </button>
        </div>
      </div>
    </form>
    <Entries caption="增加的规则" entries={diff.added} />
    <Entries caption="删除的规则" entries={diff.removed} />
    <Table
      caption={`改动的规则（${diff.changed.length}）`}
      columns={['规则', '项目', '原为', '改为']}
      count={diff.changed.length}
      empty="没有改动的规则。"
    >
      {diff.changed.flatMap(({ code, fields }) =>
        fields.map(({ field, before, after }) => (
          <tr>
            <th scope="row" class="code">
              {code}
            </th>
            <td>{fieldWords[field] ?? field}</td>
            <td>{written(before)}</td>
            <td>{written(after)}</td>
          </tr>
        )),
      )}
    </Table>
    {diff.isOrderChanged && <p class="hint">规则次序不同；次序不影响结论。</p>}
    <p class="no-print">
      <a href={`/desk/rule-sets/${diff.version}`}>返回第 {diff.version} 版</a>
    </p>
  </>
);

const written = (value: unknown): string =>
  value === undefined ? '（无）' : typeof value === 'string' ? value : JSON.stringify(value);

const Entries: FC<{ caption: string; entries: readonly { code: string; rule: Rule }[] }> = ({
  caption,
  entries,
}) => (
  <Table
    caption={`${caption}（${entries.length}）`}
    columns={['情形', '结论', '依据']}
    count={entries.length}
    empty="没有。"
  >
    {entries.map(({ code, rule }) => (
      <tr>
        <th scope="row">
          {ruleText(rule)}
          <br />
          <span class="code hint">{code}</span>
        </th>
        <td>{ruleOutcome(rule)}</td>
        <td>{rule.basis}</td>
      </tr>
    ))}
  </Table>
);
