import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

type Decider = { isAuthority: boolean; isRegistrar: boolean };

// The agency that determined the information decides about it, or the agency that took over its duties. The
// registrar decides nothing of its own: it enters a decision that the authority gave on paper, under that
// paper's number.
// Basis: 信用修复管理办法（发展改革委令第36号）：谁认定、谁修复
export const mayDecide = (
  { isAuthority, isRegistrar }: Decider,
  documentNo: string | undefined,
): Ruling<void> => {
  if (isAuthority || (isRegistrar && documentNo)) return granted(undefined);
  return refused(
    'case.not-authority',
    isRegistrar ? '登记机构代录认定单位的决定时，须填写 documentNo（认定单位决定文书号）。' : undefined,
  );
};
