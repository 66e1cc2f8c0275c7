import { isLift } from '../relay/notice-body.rules.ts';
import type { Standing } from './feedback.rules.ts';

type Seen = Pick<Standing, 'isSigned' | 'liftedOn' | 'answered'> & {
  type: string;
  supersededBy: string | null;
  measures: readonly string[];
};

/** What is known of a notice, as the rules of its execution ask for it. */
export const standingOf = ({
  type,
  supersededBy,
  isSigned,
  liftedOn,
  measures,
  answered,
}: Seen): Standing => ({
  isLift: isLift(type),
  isSuperseded: supersededBy !== null,
  isSigned,
  liftedOn,
  asked: measures,
  answered,
});
