import type { FC, PropsWithChildren } from 'hono/jsx';
import { Facts } from '../../platform/web/pieces.view.tsx';
import { appealKindWords, appealStateWords } from '../../remedy/appeals/appeal-words.rules.ts';
import { disputeEffectWords, disputeStateWords } from '../../remedy/disputes/dispute-words.rules.ts';
import { repairStateWords } from '../../remedy/repairs/repair-words.rules.ts';
import type { ReportOut } from './report.schema.ts';

const NONE = '无相关记录';

export const Section: FC<PropsWithChildren<{ title: string; count: number }>> = ({
  title,
  count,
  children,
}) => (
  <section class="card report-section">
    <h2>{title}</h2>
    {count === 0 ? <p>{NONE}</p> : children}
  </section>
);

// A case names the record that it is about by its place in the report.
const placeOf = (sections: ReportOut['sections'], recordId: number) =>
  sections.flatMap(({ no, items }) =>
    items.flatMap((item, nth) =>
      item.recordId === recordId ? [`${no}-${nth + 1} ${item.catalogName}`] : [],
    ),
  )[0] ?? '';

const Appeals: FC<Pick<ReportOut, 'sections' | 'appeals'>> = ({ sections, appeals }) => (
  <Section title="行政复议与行政诉讼" count={appeals.length}>
    {appeals.map(({ recordId, kind, authority, caseNo, state, startedOn, endedOn }) => (
      <article class="entry">
        <Facts
          lines={[
            ['所涉信息', placeOf(sections, recordId)],
            ['类别', appealKindWords[kind]],
            ['受理机关', authority],
            ['案号', caseNo],
            ['状态', appealStateWords[state].word],
            ['受理或立案', startedOn],
            ['办结', endedOn],
          ]}
        />
      </article>
    ))}
  </Section>
);

export const Cases: FC<{ report: ReportOut }> = ({ report: { sections, repairs, disputes, appeals } }) => (
  <>
    <Section title="信用修复" count={repairs.length}>
      {repairs.map(({ recordId, state, appliedOn, dueOn }) => (
        <article class="entry">
          <Facts
            lines={[
              ['所涉信息', placeOf(sections, recordId)],
              ['状态', repairStateWords[state].word],
              ['申请日期', appliedOn],
              ['办理期限', dueOn],
            ]}
          />
        </article>
      ))}
    </Section>
    <Section title="异议处理" count={disputes.length}>
      {disputes.map(({ recordId, state, raisedOn, effect, note }) => (
        <article class="entry">
          <Facts
            lines={[
              ['所涉信息', placeOf(sections, recordId)],
              ['状态', disputeStateWords[state].word],
              ['提出日期', raisedOn],
              ['处理结果', effect && disputeEffectWords[effect]],
              ['说明', note],
            ]}
          />
        </article>
      ))}
    </Section>
    {appeals.length > 0 && <Appeals sections={sections} appeals={appeals} />}
  </>
);
