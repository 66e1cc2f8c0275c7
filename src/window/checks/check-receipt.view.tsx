import type { FC } from 'hono/jsx';
import { Facts, Moment, Tag } from '../../platform/web/pieces.view.tsx';

export type ListNames = Readonly<Record<string, string>>;
export type Validity = { isValid: boolean; validUntil: string; why: 'expired' | 'recalled' | null };
export type Receipt = {
  dataVersion: string;
  validUntil: string;
  covers: readonly { catalog: string; source: string | null; lastGoodOn: string | null }[];
  signature: string;
};

export const ValidityTag: FC<{ validity: Validity }> = ({ validity }) => {
  if (validity.isValid) return <Tag tone="good" word="在有效期内" />;
  return validity.why === 'recalled' ? (
    <Tag tone="warn" word="所依据的信息已有变化，不再有效，请重新核查" />
  ) : (
    <Tag tone="warn" word="已过有效期，请重新核查" />
  );
};

type Cover = Receipt['covers'][number];

// The lists that were looked at, and how fresh each was: this makes a clean answer worth something. Lists
// that nobody feeds stand in one line, or a sheet would run to a second page.
export const CoverageView: FC<{ receipt: Receipt; listNames: ListNames }> = ({ receipt, listNames }) => {
  const nameOf = ({ catalog }: Cover) => listNames[catalog] ?? catalog;
  const unfed = receipt.covers.filter(({ source }) => source === null);
  return (
    <ul class="plain-list coverage">
      {receipt.covers
        .filter(({ source }) => source !== null)
        .map((one) => (
          <li>
            {nameOf(one)}（{one.source}）：<span class="number">{one.lastGoodOn ?? '尚未报送'}</span>
          </li>
        ))}
      {unfed.length > 0 && <li>无定期报送单位：{unfed.map(nameOf).join('、')}</li>}
    </ul>
  );
};

// On the sheet: until when the answer stands, on which data, and the signature that the registry can prove.
export const ReceiptView: FC<{ receipt: Receipt; listNames: ListNames }> = ({ receipt, listNames }) => (
  <section class="card two-up" aria-labelledby="receipt">
    <h2 id="receipt">回执</h2>
    <Facts
      lines={[
        ['有效期至', <Moment at={receipt.validUntil} />],
        ['数据版本', <span class="code">{receipt.dataVersion}</span>],
        ['签名', <span class="code">{receipt.signature}</span>],
        ['核查所及', <CoverageView receipt={receipt} listNames={listNames} />],
      ]}
    />
  </section>
);

export const GreenChannel: FC<{
  honours: readonly { title: string; authority: string; until: string | null }[];
  incentives: readonly { title: string; content: string }[];
}> = ({ honours, incentives }) => (
  <>
    <p>
      绿色通道：
      {honours
        .map(({ title, authority, until }) => `${title}（${authority}${until ? `，有效至 ${until}` : ''}）`)
        .join('、')}
    </p>
    {incentives.map(({ title, content }) => (
      <p>
        {title}：{content}
      </p>
    ))}
  </>
);
