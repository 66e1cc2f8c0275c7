import type { FC } from 'hono/jsx';
import { Facts, Moment, Tag } from '../../platform/web/pieces.view.tsx';
import { QrView } from '../../platform/web/qr.view.tsx';
import { publicKindWords } from '../../public/public-lists/public-entry.rules.ts';
import { identifierWords, proofWords, purposeWords } from '../checks/check-words.rules.ts';
import { Inquiries } from './inquiry.view.tsx';
import type { ReportOut } from './report.schema.ts';
import { Cases, Section } from './report-cases.view.tsx';

type Shown = { report: ReportOut };
type Item = ReportOut['sections'][number]['items'][number];

// Head and foot stand in a table's head and foot: a printer repeats those on every page, and no entry is
// split.
export const ReportView: FC<Shown> = ({ report }) => (
  <>
    <table class="sheet" role="presentation">
      <thead>
        <tr>
          <td>
            <Running left={`公共信用信息报告　${report.no}`} right={<Moment at={report.madeAt} />} />
          </td>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td>
            <Running
              left={`数据版本 ${report.dataVersion}`}
              right="本报告只反映出具时可以展示的公共信用信息"
            />
          </td>
        </tr>
      </tfoot>
      <tbody>
        <tr>
          <td class="stack">
            <Content report={report} />
          </td>
        </tr>
      </tbody>
    </table>
    <p class="row no-print">
      <button type="button" class="plain" data-print hidden>
        打印报告
      </button>
      <a class="button plain" href="/desk/reports">
        返回
      </a>
    </p>
  </>
);

const Running: FC<{ left: string; right: unknown }> = ({ left, right }) => (
  <div class="running">
    <span>{left}</span>
    <span>{right as string}</span>
  </div>
);

const Content: FC<Shown> = ({ report }) => (
  <>
    <h1>公共信用信息报告</h1>
    <Identity report={report} />
    {report.sections.map(({ no, name, items }) => (
      <Section title={`${no}. ${name}`} count={items.length}>
        {items.map((item, nth) => (
          <Entry item={item} place={`${no}-${nth + 1}`} />
        ))}
      </Section>
    ))}
    <Cases report={report} />
    {report.notified && <Notified notified={report.notified} />}
    {report.inquiries && (
      <Section title="谁查询过、收到过本人信息" count={report.inquiries.length}>
        <Inquiries inquiries={report.inquiries} />
      </Section>
    )}
    <Verification report={report} />
  </>
);

const Identity: FC<Shown> = ({ report: { subject, ...report } }) => (
  <section class="card two-up" aria-label="主体与查询">
    <Facts
      lines={[
        ['主体名称', subject.name ?? '（未登记名称）'],
        ['主体类别', publicKindWords[subject.kind as keyof typeof publicKindWords] ?? subject.kind],
        ...subject.identifiers.map(
          ({ type, code }) => [identifierWords[type], <span class="code">{code}</span>] as const,
        ),
        ['曾用名', subject.formerNames.join('、')],
        ['注销日期', subject.dissolvedOn],
        ['信用档案', subject.isKnown ? '有' : '登记系统中没有该主体的信息'],
        ['报告编号', <span class="code">{report.no}</span>],
        ['出具时间', <Moment at={report.madeAt} />],
        ['出具单位', report.agency],
        ['查询目的', purposeWords[report.purpose]],
        ['办件编号', report.caseNo],
        ['身份核验', report.identityProof && proofOf(report.identityProof)],
      ]}
    />
  </section>
);

const proofOf = ({ kind, reference }: NonNullable<ReportOut['identityProof']>) =>
  reference ? `${proofWords[kind]}（${reference}）` : proofWords[kind];

const Entry: FC<{ item: Item; place: string }> = ({ item, place }) => (
  <article class="entry">
    <h3>
      {place} {item.catalogName} {item.isListed && <Tag tone="calm" word="在列" />}{' '}
      {item.isDisputed && <Tag tone="warn" word="异议处理中" />}{' '}
      {item.isStayed && <Tag tone="warn" word="复议诉讼期间停止执行" />}
      {item.isUnderAppeal && !item.isStayed && <Tag tone="calm" word="复议诉讼审理中" />}
    </h3>
    <Facts
      lines={[
        ['认定机关', item.authority],
        ['文书号', item.documentNo],
        ['认定日期', item.decidedOn],
        ['截止日期', item.until],
        ...item.lines.map(({ label, text }) => [label, text] as const),
      ]}
    />
  </article>
);

const Notified: FC<{ notified: NonNullable<ReportOut['notified']> }> = ({ notified }) => (
  <Section title="已告知、尚未列入的名单（仅本人可见）" count={notified.length}>
    {notified.map((one) => (
      <article class="entry">
        <Facts
          lines={[
            ['名单', one.list],
            ['认定单位', one.authority],
            ['告知书文号', one.documentNo],
            ['拟列入事由', one.reason],
            ['依据', one.basis],
            ['告知日期', one.notifiedOn],
            ['陈述申辩期限', one.statementsUntil],
          ]}
        />
      </article>
    ))}
  </Section>
);

const Verification: FC<Shown> = ({ report }) => {
  const [address = '', code = ''] = report.verifyUrl.split('?code=');
  return (
    <section class="card verify" aria-label="报告验证">
      <QrView text={report.verifyUrl} label="报告验证二维码" />
      <div>
        <p>
          <strong>扫码或访问下列地址验证本报告，验证页不显示主体信息。</strong>
        </p>
        <p class="code">{address}</p>
        <p>
          校验码 <strong class="code">{code}</strong>
        </p>
        <p>
          本报告不代表任何行政处理意见。认为信息有误的，可以向认定机关或政务服务窗口提出异议；符合条件的，可以申请信用修复。
        </p>
      </div>
    </section>
  );
};
