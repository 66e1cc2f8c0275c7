import type { Child, FC } from 'hono/jsx';
import { momentInChina } from '../../kernel/day.ts';
import { Facts } from '../../platform/web/pieces.view.tsx';
import { identifierWords } from '../../window/checks/check-words.rules.ts';
import type { VerificationShown } from './verification.schema.ts';
import { Acts } from './verification.view.tsx';
import { methodWords, outcomeWords, verificationClassWords } from './verification-words.rules.ts';

type Shown = { verification: VerificationShown };

const Paper: FC<Shown & { title: string; number: string; children?: Child }> = (props) => (
  <>
    <article class="promise">
      <p class="issuer">{props.verification.agency}</p>
      <h1>{props.title}</h1>
      <p class="number">{props.number}</p>
      {props.children}
    </article>
    <p class="row no-print">
      <button type="button" class="plain" data-print hidden>
        打印
      </button>
      <a class="button plain" href={`/desk/verifications/${props.verification.no}`}>
        返回
      </a>
    </p>
  </>
);

// Form 9.
// Basis: 国办发〔2020〕42号；本市设定：实施方案附件 9（核查工作记录）
export const WorkRecordView: FC<Shown> = ({ verification }) => {
  const { subject, matter, due } = verification;
  return (
    <Paper verification={verification} title="核查工作记录" number={`${verification.no}-9`}>
      <Facts
        lines={[
          ['承诺人', `${subject.name}（${identifierWords[subject.type]} ${subject.code}）`],
          ['事项', `${matter.name}（${matter.code}）`],
          ['承诺编码', verification.commitment],
          ['承诺作出日期', verification.madeOn],
          ['承诺的内容', verification.promise],
          ['核查类别', verificationClassWords[verification.class]],
          ['核查期限', due?.on ?? null],
          ['核查方式', verification.method && methodWords[verification.method]],
          ['核查日期', verification.foundOn],
          ['核查结论', conclusionOf(verification)],
        ]}
      />
      <Acts acts={verification.acts} />
      <div class="hands">
        <div>
          <p>核查人（两人签名）：</p>
          <p>日期：　　　　年　　月　　日</p>
        </div>
        <div>
          <p>当事人或见证人（签名）：</p>
          <p>日期：　　　　年　　月　　日</p>
        </div>
      </div>
    </Paper>
  );
};

const conclusionOf = ({ state, foundOn, outcome, documentNo }: VerificationShown): string | null => {
  if (foundOn === null) return null;
  if (state === 'true') return '承诺属实';
  if (state === 'undone') return '原决定已撤销';
  return outcome ? `承诺不实；决定：${outcomeWords[outcome]}（${documentNo}）` : '承诺不实（拟处理意见）';
};

const REMEDY =
  '对核查结果有异议的，可以向本机关提出异议；对决定不服的，可以依法申请行政复议或者提起行政诉讼。' +
  '已纠正的，可以依法申请信用修复。';

// Form 8.
// Basis: 国办发〔2020〕42号；本市设定：实施方案附件 8（核查结果告知书）
export const ResultNoticeView: FC<Shown> = ({ verification }) => {
  const { subject, matter, rectifyBy, outcome, foundOn, acts } = verification;
  const found = acts.findLast(({ event }) => event === 'find-true' || event === 'find-not-true');
  const isFalse = verification.state !== 'undone' && outcome !== null && outcome !== 'fulfilled';
  return (
    <Paper verification={verification} title="核查结果告知书" number={`${verification.no}-8`}>
      <p class="line">
        {subject.name}（{identifierWords[subject.type]} {subject.code}）：
      </p>
      <p class="line">
        你（单位）于 {verification.madeOn} 就“{matter.name}”作出的承诺（承诺编码 {verification.commitment}
        ），本机关于 {foundOn} 以{verification.method && methodWords[verification.method]}方式核查。
      </p>
      <h2>核查结果</h2>
      <p class="line">{conclusionOf(verification)}</p>
      <p class="line">{found?.note}</p>
      {rectifyBy && <p class="line">请于 {rectifyBy} 前整改并书面报告；逾期未整改的，依法作出处理。</p>}
      {isFalse && <p class="line">该决定记入虚假承诺信息；信用修复前，办理各类事项不再适用告知承诺。</p>}
      <h2>权利</h2>
      <p class="line">{REMEDY}</p>
      <div class="hands">
        <div>
          <p>签收人：</p>
          <p>日期：　　　　年　　月　　日</p>
        </div>
        <div>
          <p>核查机关（盖章处）：</p>
          <p>{acts.at(-1) ? momentInChina(acts.at(-1)?.at ?? '').slice(0, 10) : ''}</p>
        </div>
      </div>
    </Paper>
  );
};
