import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { asApplicant, assureLink, type PhoneCode } from './applicant.step.ts';
import type { ElectronicIn } from './commitment.schema.ts';
import { takeSignature } from './take-signature.step.ts';

// Errors: commitment.link, commitment.other-day, commitment.signature, commitment.wrong-stage.
export const signByPhone = (ctx: Ctx, { no, code, ...signed }: PhoneCode & ElectronicIn): Promise<void> => {
  const applicant = asApplicant(ctx, no);
  return act(applicant, 'commitment.sign', async (tx) => {
    const at = { ctx: applicant, tx };
    await assureLink(at, { no, code });
    await takeSignature(at, no, { way: 'electronic', ...signed });
    return { value: undefined, audit: { no, way: 'electronic', by: 'phone' }, events: [] };
  });
};
