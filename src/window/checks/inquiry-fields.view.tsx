import type { FC } from 'hono/jsx';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { optionsOf, type Refusal, SelectField, TextField } from '../../platform/web/form.view.tsx';
import { identifierWords, proofWords, purposeWords } from './check-words.rules.ts';

type Hints = { type?: string; code: string; name?: string };

const everyType = optionsOf(identifierWords);
const personTypes = everyType.filter(({ value }) => isPersonIdentifier(value as IdentifierType));

type Subject = { refusal: Refusal; hints: Hints; isPerson?: true };

// The subject of the inquiry. A person's number goes out once and is not shown again.
export const SubjectFields: FC<Subject> = ({ refusal, hints, isPerson }) => (
  <>
    <SelectField
      name="subject.type"
      label="证件类型"
      hint={hints.type}
      value={isPerson ? 'citizen-id' : 'uscc'}
      options={isPerson ? personTypes : everyType}
      refusal={refusal}
    />
    <TextField
      name="subject.code"
      label="证件号码"
      hint={hints.code}
      maxLength={40}
      refusal={refusal}
      isCode
      isFirst
    />
    <TextField
      name="subject.country"
      label="护照签发国（地区）"
      hint="仅护照填写，如 美国 或 USA；不填的，已有档案的护照号码转人工复核"
      maxLength={60}
      refusal={refusal}
      isOptional
    />
    <TextField
      name="subject.name"
      label="名称或姓名"
      hint={hints.name}
      maxLength={200}
      refusal={refusal}
      isOptional
    />
  </>
);

type Purpose = { refusal: Refusal; purpose: string; hints: { purpose?: string; caseNo: string } };

// Basis: 个人信息保护法第六条；本市设定，参照上海市社会信用条例第十七条（每次查询须有正当目的并留痕）
export const PurposeFields: FC<Purpose> = ({ refusal, purpose, hints }) => (
  <>
    <SelectField
      name="purpose"
      label="查询目的"
      hint={hints.purpose}
      value={purpose}
      options={optionsOf(purposeWords)}
      refusal={refusal}
    />
    <TextField
      name="caseNo"
      label="办件编号"
      hint={hints.caseNo}
      maxLength={64}
      refusal={refusal}
      isOptional
    />
    <SelectField
      name="identityProof.kind"
      label="身份核验"
      hint="自然人申请查询本人的必填；核验之后再查询"
      blank="不是本人申请"
      options={optionsOf(proofWords)}
      refusal={refusal}
      isOptional
    />
    <TextField
      name="identityProof.reference"
      label="核验编号"
      hint="认证流水号或委托书编号，当面核对的可不填；请勿填写证件号码"
      maxLength={64}
      refusal={refusal}
      isOptional
    />
  </>
);
