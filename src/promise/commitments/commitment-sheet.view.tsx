import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ErrorSummary,
  FileField,
  type Refusal,
  TextArea,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { QrView } from '../../platform/web/qr.view.tsx';
import { identifierWords } from '../../window/checks/check-words.rules.ts';
import type { CommitmentEvent } from './commitment.rules.ts';
import type { CommitmentShown } from './commitment.schema.ts';
import { commitmentStateWords, signingWords } from './commitment-words.rules.ts';

type Shown = { commitment: CommitmentShown };
export type PhoneLink = { url: string; expiresAt: string };
type SheetProps = Shown & {
  may: ReadonlySet<CommitmentEvent>;
  link: PhoneLink | null;
  refusal: Refusal;
};

export const CommitmentView: FC<SheetProps> = ({ commitment, may, link, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={`告知承诺书 ${commitment.no}`} />
    {commitment.warning && <Warning warning={commitment.warning} />}
    <div class="duo wide-right">
      <div class="stack">
        <About commitment={commitment} />
        {may.has('sign') && <Signing no={commitment.no} link={link} refusal={refusal} />}
        {may.has('handle') && <Handling commitment={commitment} refusal={refusal} />}
        <Endings no={commitment.no} may={may} />
      </div>
      <div class="stack">
        <Statement statement={commitment.statement} />
        <Columns columns={commitment.columns} />
      </div>
    </div>
    <div class="row no-print">
      {commitment.statement && (
        <a class="button plain" href={`/desk/commitments/${commitment.no}/print`}>
          打印承诺书
        </a>
      )}
      {commitment.signature?.way === 'by-hand' && (
        <a class="button plain" href={`/desk/commitments/${commitment.no}/scan`}>
          查看扫描件
        </a>
      )}
      <a class="button plain" href="/desk/commitments">
        返回告知承诺
      </a>
    </div>
  </>
);

const Warning: FC<{ warning: NonNullable<CommitmentShown['warning']> }> = ({ warning }) => (
  <div class="notice warn" role="status">
    <p>
      <strong>承诺人的信用状况已有变化：</strong>
      按现在所知，结论已不是“可以适用告知承诺”。建议撤回并按一般程序办理；仍要办结的须填写理由。
    </p>
    <ul>
      {warning.reasons.map(({ text, authority }) => (
        <li>{authority ? `${text}（${authority}）` : text}</li>
      ))}
    </ul>
  </div>
);

const About: FC<Shown> = ({ commitment: { subject, matter, signature, ...of } }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">承诺信息</h2>
    <Facts
      lines={[
        ['状态', <Tag {...commitmentStateWords[of.state]} />],
        ['承诺人', subject?.name ?? '（已清除）'],
        [subject ? identifierWords[subject.type] : '', subject && <span class="code">{subject.code}</span>],
        ['事项', `${matter.name}（${matter.code}，第 ${matter.edition} 版）`],
        ['告知机关', of.agency],
        [
          '核查',
          <a class="code" href={`/desk/checks/${of.check}`}>
            {of.check}
          </a>,
        ],
        ['出具时间', <Moment at={of.draftedAt} />],
        ['公开类型', of.disclosure],
        ['签署方式', signature && signingWords[signature.way]],
        ['签署时间', signature && <Moment at={signature.at} />],
        ['签名验证', signature && genuineWord(signature.genuine)],
        ['最近办理', <Moment at={of.movedAt} />],
        ['仍予办结的理由', of.despite],
      ]}
    />
  </section>
);

const genuineWord = (genuine: boolean | null) =>
  genuine === null ? null : genuine ? (
    <Tag tone="good" word="与全文相符" />
  ) : (
    <Tag tone="bad" word="与全文不符，请勿采信" />
  );

const Signing: FC<{ no: string; link: PhoneLink | null; refusal: Refusal }> = ({ no, link, refusal }) => (
  <>
    <section class="card no-print" aria-labelledby="phone">
      <h2 id="phone">手机签署</h2>
      {link ? (
        <div class="verify">
          <QrView text={link.url} label="手机签署二维码" />
          <div>
            <p>
              <strong>请申请人用手机扫码，阅读全文后签署。</strong>
            </p>
            <p>
              有效至 <Moment at={link.expiresAt} />
              ，签署一次即失效。签署后请刷新本页。
            </p>
          </div>
        </div>
      ) : (
        <ActionButton action={`/desk/commitments/${no}/link`} label="出示二维码" look="plain" />
      )}
    </section>
    <form
      class="card no-print"
      method="post"
      action={`/desk/commitments/${no}/sign`}
      enctype="multipart/form-data"
    >
      <h2>书面签署</h2>
      <FileField
        name="scan"
        label="已签名承诺书的扫描件"
        hint="打印、签名后扫描；JPEG 或 PNG，至多 4 MB，加密留存"
        accept="image/jpeg,image/png"
        refusal={refusal}
      />
      <button type="submit">登记签署</button>
    </form>
  </>
);

const Handling: FC<Shown & { refusal: Refusal }> = ({ commitment: { no, warning }, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/commitments/${no}/handle`}>
    <h2>办结</h2>
    <p>以承诺代替证明办结后，登记系统随即写入信用承诺信息（履行中），待核查。办结后不能撤回。</p>
    {warning && (
      <TextArea
        name="despite"
        label="仍予办结的理由"
        hint="信用状况已有变化；请勿填写个人证件号码"
        refusal={refusal}
      />
    )}
    <button type="submit">以承诺办结</button>
  </form>
);

const Endings: FC<{ no: string; may: ReadonlySet<CommitmentEvent> }> = ({ no, may }) =>
  may.has('refuse') || may.has('withdraw') ? (
    <section class="card no-print" aria-labelledby="endings">
      <h2 id="endings">按一般程序办理</h2>
      <p>不选择承诺或撤回的，不留不良记录，不通知任何单位；承诺书、签名和其人的信息随即清除。</p>
      <div class="row">
        {may.has('refuse') && (
          <ActionButton action={`/desk/commitments/${no}/refuse`} label="申请人不选择承诺" look="plain" />
        )}
        {may.has('withdraw') && (
          <ActionButton action={`/desk/commitments/${no}/withdraw`} label="申请人撤回" look="danger" />
        )}
      </div>
    </section>
  ) : null;

const Statement: FC<{ statement: string | null }> = ({ statement }) =>
  statement ? (
    <section class="card" aria-labelledby="statement">
      <h2 id="statement">承诺书全文</h2>
      <p class="excerpt">{statement}</p>
    </section>
  ) : null;

const Columns: FC<Pick<CommitmentShown, 'columns'>> = ({ columns }) => (
  <details class="card no-print">
    <summary>全国归集 20 项</summary>
    <Table caption="信用承诺数据归集标准" columns={['项', '名称', '内容']} count={columns.length} empty="">
      {columns.map(({ no, header, text }) => (
        <tr>
          <td class="number">{no}</td>
          <th scope="row">{header}</th>
          <td>{text ?? '—'}</td>
        </tr>
      ))}
    </Table>
  </details>
);
