import type { Day } from '../../kernel/day.ts';
import type { NewAgencyEvent } from '../../platform/door/agency-events.ts';
import type { Finding } from './assistance.rules.ts';
import { findingWords } from './assistance-words.rules.ts';

type Told = { no: string; agencyId: number; dueOn: Day };
type News = { state: string; title: string; text: string };

// The number of the request and what is to be done; whoever is told fetches the question with its own key.
// Basis: 个人信息保护法第六条（最小必要）
const toldOf =
  (topic: NewAgencyEvent['topic']) =>
  ({ no, agencyId, dueOn }: Told, news: News): NewAgencyEvent => ({
    agencyId,
    topic,
    subject: `assistance/${no}`,
    content: { ...news, dueOn, place: `/assistance/${no}` },
  });
const toAsked = toldOf('credit.assistance.asked');
const toAsking = toldOf('credit.assistance.answered');

export const tellAsked = (told: Told, from: string): NewAgencyEvent =>
  toAsked(told, {
    state: 'asked',
    title: `协查请求 ${told.no}`,
    text: `${from}请你单位协查，请于 ${told.dueOn}（含当日）前反馈。`,
  });

export const tellReminded = (told: Told): NewAgencyEvent =>
  toAsked(told, {
    state: 'due-soon',
    title: `协查即将到期 ${told.no}`,
    text: `该协查请求最迟于 ${told.dueOn}（含当日）反馈；逾期的列入督办，并计入月度考核。`,
  });

export const tellWithdrawn = (told: Told, from: string): NewAgencyEvent =>
  toAsked(told, {
    state: 'withdrawn',
    title: `协查已撤回 ${told.no}`,
    text: `${from}已撤回该协查请求，不必再反馈。`,
  });

export const tellAnswered = (told: Told, { by, finding }: { by: string; finding: Finding }): NewAgencyEvent =>
  toAsking(told, {
    state: 'answered',
    title: `协查反馈 ${told.no}`,
    text: `${by}已反馈：${findingWords[finding]}。`,
  });

export const tellReturned = (told: Told, by: string): NewAgencyEvent =>
  toAsking(told, {
    state: 'returned',
    title: `协查退回 ${told.no}`,
    text: `${by}认为不属本单位，已退回；请查看原因，另行选择单位。`,
  });
