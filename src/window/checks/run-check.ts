import { actTogether } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { CheckIn } from './check.schema.ts';
import type { CheckAnswer } from './check-answer.ts';
import { checkTogether, itemOf } from './check-group.ts';

// The answer to "may this applicant use commitment?", kept with its facts before it is given.
// Errors: subject.identifier (422, never echoing a person's number), access.denied, database.unavailable.
export const runCheck = async (ctx: Ctx, input: CheckIn): Promise<CheckAnswer> =>
  actTogether(ctx, checkTogether, itemOf(ctx, input));
