import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';

type Asked = { subject: { type: IdentifierType }; caseNo?: string | undefined };

// Nobody looks into a natural person's credit without a case that the look belongs to.
// Basis: 个人信息保护法第六条、第三十四条；办件编号为本市设定，参照上海市社会信用条例第十七条
export const assureCase = ({ subject: { type }, caseNo }: Asked): void => {
  if (caseNo !== undefined || !isPersonIdentifier(type)) return;
  const message = '请填写办件编号';
  throw new Problem('file.case-no-required', {
    errors: [{ pointer: '/caseNo', code: 'field.required', message }],
  });
};
