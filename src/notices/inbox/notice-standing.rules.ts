import { isLift } from '../relay/notice-body.rules.ts';
import type { NoticeState } from './feedback.rules.ts';

type Seen = Pick<NoticeState, 'isSigned' | 'liftedOn' | 'answered'> & {
  type: string;
  supersededBy: string | null;
  measures: readonly string[];
};

/** What is known of a notice, as the rules of its execution ask for it. */
export const noticeStateOf = ({
  type,
  supersededBy,
  isSigned,
  liftedOn,
  measures,
  answered,
}: Seen): NoticeState => ({
  isLift: isLift(type),
  isSuperseded: supersededBy !== null,
  isSigned,
  liftedOn,
  required: measures,
  answered,
});
