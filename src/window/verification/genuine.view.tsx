import type { FC } from 'hono/jsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';

type Verdict = { title: string; lead: string };

const CODE_FITS = '编号与校验码相符，确为本系统出具。';

/** What a verification page says before anything else, and of what kind of sheet. */
export const verdictOf = (what: string, lost: string | null): Verdict =>
  lost === null
    ? { title: `✓ ${what}真实有效`, lead: CODE_FITS }
    : { title: `✗ ${what}真实，但已失效`, lead: `${CODE_FITS}${lost}` };

export const forged = (what: string): Verdict => ({
  title: `✗ 查无此${what}`,
  lead: `编号与校验码不相符：不能证明这是本系统出具的${what}，请勿采信。如系手工输入，请核对后重试。`,
});

export const VerdictView: FC<{ verdict: Verdict }> = ({ verdict }) => <PageTitle {...verdict} />;
