import type { FC } from 'hono/jsx';
import { ChoiceField, type Refusal, TextArea } from '../../platform/web/form.view.tsx';
import { Facts, Moment } from '../../platform/web/pieces.view.tsx';
import type { CheckOutcome } from './check.rules.ts';
import { type ConfirmChoice, choiceWords } from './check-words.rules.ts';

type ConfirmationProps = {
  check: {
    no: string;
    outcome: CheckOutcome;
    matter: string | null;
    confirmation: { choice: ConfirmChoice; note: string | null; at: string } | null;
  };
  refusal: Refusal;
  isOwn: boolean;
};

export const ConfirmationView: FC<ConfirmationProps> = (props) => {
  const { check, refusal, isOwn } = props;
  if (check.confirmation)
    return (
      <section class="card" aria-labelledby="confirmation">
        <h2 id="confirmation">经办人确认</h2>
        <Facts
          lines={[
            ['决定', choiceWords[check.confirmation.choice]],
            ['理由', check.confirmation.note],
            ['确认时间', <Moment at={check.confirmation.at} />],
          ]}
        />
        {isOwn && mayPromise(check) && (
          <p class="no-print">
            <a class="button" href={`/desk/commitments/new?check=${check.no}`}>
              出具告知承诺书
            </a>
          </p>
        )}
      </section>
    );
  if (!isOwn) return null;
  return (
    <form class="card no-print" method="post" action={`/desk/checks/${check.no}/confirm`}>
      <h2>经办人确认</h2>
      <ChoiceField
        name="choice"
        label="您的决定"
        hint="系统结果只是建议，由您作出决定；确认后不能更改。"
        options={Object.entries(choiceWords).map(([value, label]) => ({ value, label }))}
        refusal={refusal}
      />
      <TextArea
        name="note"
        label="理由"
        hint="不按核查建议办理的必须填写；请勿填写个人证件号码。"
        refusal={refusal}
        isOptional
      />
      <button type="submit">确认</button>
    </form>
  );
};

const mayPromise = ({ outcome, matter, confirmation }: ConfirmationProps['check']) =>
  outcome === 'eligible' && matter !== null && confirmation?.choice === 'followed';
