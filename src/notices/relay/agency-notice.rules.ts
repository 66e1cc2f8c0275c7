import type { AgencyEventContent } from '../../platform/door/agency-events.ts';

export type AgencyEvent = {
  id: number;
  agencyId: number;
  topic: string;
  subject: string;
  subjectSeq: number;
  content: AgencyEventContent;
  at: string;
};
type Telling = { noticeId: string; seq: number; epoch: number; source: string };

// The same words on every channel, whatever room they come from: the number of the thing and where it is
// found, never whom it is about.
export const agencyNoticeBody = (event: AgencyEvent, told: Telling): string => {
  const { place, ...content } = event.content;
  return JSON.stringify({
    specversion: '1.0',
    id: told.noticeId,
    source: told.source,
    type: event.topic,
    subject: event.subject,
    time: event.at,
    datacontenttype: 'application/json',
    epoch: told.epoch,
    data: {
      noticeId: told.noticeId,
      seq: told.seq,
      subjectSeq: event.subjectSeq,
      initial: false,
      ...content,
      place,
      url: `${told.source}/api/v1${place}`,
      needsReceipt: false,
      supersedes: [],
    },
  });
};
