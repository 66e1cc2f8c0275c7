import type { FC } from 'hono/jsx';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { ErrorSummary, type Refusal } from '../../platform/web/form.view.tsx';
import { Facts, Moment, OutcomePanel, PageTitle, Tag } from '../../platform/web/pieces.view.tsx';
import { QrView } from '../../platform/web/qr.view.tsx';
import type { CheckOutcome } from './check.rules.ts';
import { ConfirmationView } from './check-confirmation.view.tsx';
import {
  GreenChannel,
  type ListNames,
  type Receipt,
  ReceiptView,
  type Validity,
} from './check-receipt.view.tsx';
import { CheckValidity, type Difference } from './check-validity.view.tsx';
import {
  type ConfirmChoice,
  checkOutcomeWords,
  type InquiryPurpose,
  identifierWords,
  purposeWords,
} from './check-words.rules.ts';

type Reason = {
  text: string;
  list?: string;
  authority: string | null;
  documentNo: string | null;
  basis: string;
  since: string | null;
  until?: string;
  restore: string;
  isDisputed?: boolean;
  isStayed?: boolean;
};
export type CheckShown = {
  advice: string;
  no: string;
  agency: string;
  outcome: CheckOutcome;
  greenChannel: {
    honours: readonly { title: string; authority: string; until: string | null }[];
    incentives: readonly { title: string; content: string }[];
  } | null;
  receipt: Receipt | null;
  validity: Validity;
  recheck: Difference | null;
  recheckedBy: readonly string[];
  reasons: readonly Reason[];
  subject: { type: IdentifierType; code: string; name: string | null; isKnown: boolean };
  matter: string | null;
  matterNote: string | null;
  purpose: InquiryPurpose;
  caseNo: string | null;
  ruleSetVersion: number;
  decidedAt: string;
  verifyUrl: string;
  confirmation: { choice: ConfirmChoice; note: string | null; at: string } | null;
};
type ResultProps = {
  check: CheckShown;
  matterName: string | null;
  listNames: ListNames;
  refusal: Refusal;
  // The asking agency's own clerk: may confirm and ask again.
  isOwn: boolean;
};

export const CheckResultView: FC<ResultProps> = (props) => {
  const { check, matterName, listNames, refusal, isOwn } = props;
  const { tone, word, meaning } = checkOutcomeWords[check.outcome];
  // The advice on a matter without commitment says which way is open: with the proof, or with none at all.
  const isOfMatter = check.outcome === 'matter-not-allowed';
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle title="告知承诺适用核查结果单" />
      <OutcomePanel tone={tone} word={word}>
        <p>{isOfMatter ? check.advice : meaning}</p>
        {check.greenChannel && <GreenChannel {...check.greenChannel} />}
      </OutcomePanel>
      <CheckValidity check={check} />
      <div class="notice">
        <p>
          本结果为经办参考；{!isOfMatter && '不适用告知承诺不等于不予受理，请按一般程序提交证明材料。'}
          是否适用由经办人确认。
        </p>
      </div>
      <div class="duo wide-right">
        <div class="stack">
          <About check={check} matterName={matterName} />
          <Verification check={check} />
        </div>
        <div class="stack">
          <Reasons reasons={check.reasons} listNames={listNames} />
          {check.receipt && <ReceiptView receipt={check.receipt} listNames={listNames} />}
        </div>
      </div>
      {check.reasons.length > 0 && <Remedies />}
      <ConfirmationView check={check} refusal={refusal} isOwn={isOwn} />
      <div class="print-only signatures">
        <p>经办人（签名）</p>
        <p>申请人已知悉（签名）</p>
        <p>日期</p>
      </div>
      <div class="row no-print">
        <button type="button" class="plain" data-print hidden>
          打印结果单
        </button>
        {isOwn && (
          <form method="post" action={`/desk/checks/${check.no}/recheck`}>
            <button type="submit" class="plain">
              重新核查
            </button>
          </form>
        )}
        <a class="button plain" href="/desk/checks">
          核查下一位
        </a>
      </div>
    </>
  );
};

const Reasons: FC<Pick<ResultProps, 'listNames'> & { reasons: readonly Reason[] }> = (props) => (
  <section class="card" aria-labelledby="reasons">
    <h2 id="reasons">{props.reasons.length > 0 ? `原因（${props.reasons.length} 项）` : '原因'}</h2>
    {props.reasons.length === 0 && (
      <p>核查各项均未命中：没有在列名单，没有未修复的虚假承诺或严重失信处罚。</p>
    )}
    {props.reasons.map((reason, place) => (
      <article class="reason">
        <h3>
          {place + 1}. {reason.text}{' '}
          {reason.isDisputed && !reason.text.includes('异议') && <Tag tone="warn" word="异议处理中" />}
          {reason.isStayed && <Tag tone="warn" word="停止执行" />}
        </h3>
        <Facts
          lines={[
            ['名单或目录', reason.list && (props.listNames[reason.list] ?? reason.list)],
            ['认定单位', reason.authority],
            ['文书号', reason.documentNo],
            ['起始日期', reason.since && <time datetime={reason.since}>{reason.since}</time>],
            ['截止日期', reason.until && <time datetime={reason.until}>{reason.until}</time>],
            ['依据', reason.basis],
            ['如何恢复', reason.restore],
          ]}
        />
      </article>
    ))}
  </section>
);

const About: FC<Pick<ResultProps, 'check' | 'matterName'>> = ({ check, matterName }) => (
  <section class="card two-up" aria-labelledby="about">
    <h2 id="about">核查信息</h2>
    <Facts
      lines={[
        ['核查编号', <span class="code">{check.no}</span>],
        ['申请人', check.subject.name ?? '（未登记名称）'],
        [identifierWords[check.subject.type], <span class="code">{check.subject.code}</span>],
        ['信用档案', check.subject.isKnown ? '有' : '无（登记系统中没有该主体的信息）'],
        ['事项', check.matter && (matterName ? `${matterName}（${check.matter}）` : check.matter)],
        ['事项说明', check.matterNote],
        ['查询目的', purposeWords[check.purpose]],
        ['办件编号', check.caseNo],
        ['核查单位', check.agency],
        ['核查时间', <Moment at={check.decidedAt} />],
        ['规则版本', `第 ${check.ruleSetVersion} 版`],
      ]}
    />
  </section>
);

const Remedies: FC = () => (
  <section class="card" aria-labelledby="remedies">
    <h2 id="remedies">修复与异议</h2>
    <p>
      <strong>信用修复：</strong>
      符合条件的，向作出认定的单位申请，或在本窗口提出。修复后有关信息不再影响核查。
    </p>
    <p>
      <strong>异议：</strong>
      认为信息有误、遗漏或侵犯合法权益的，向作出认定的单位或本窗口提出，并附证明材料；异议处理期间予以标注。
    </p>
  </section>
);

const Verification: FC<{ check: CheckShown }> = ({ check }) => {
  const { code, address } = verifyParts(check.verifyUrl);
  return (
    <section class="card verify" aria-label="结果单验证">
      <QrView text={check.verifyUrl} label="结果单验证二维码" />
      <div>
        <p>
          <strong>扫码或访问下列地址验证本结果单，验证页不显示申请人信息。</strong>
        </p>
        <p class="code">{address}</p>
        <p>
          校验码 <strong class="code">{code}</strong>
        </p>
      </div>
    </section>
  );
};

const verifyParts = (verifyUrl: string) => {
  const [address = '', code = ''] = verifyUrl.split('?code=');
  return { address, code };
};
