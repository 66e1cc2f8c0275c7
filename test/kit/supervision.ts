import { jobNamed } from '../../src/jobs.ts';
import { eventOf, makePush, type PushApp, type TestListing } from './push.ts';

export type Item = {
  kind: string;
  id: string;
  agency: string;
  subjectName: string;
  dueOn: string;
  state: string;
};
type Agency = Awaited<ReturnType<PushApp['agency']>>;

// Tuesday; the third working day is Friday 27 November, the tenth Tuesday 8 December.
export const START = '2026-11-24T02:00:00.000Z';

// A registrar who watches, and departments whose duties are reckoned as the job does, with its sweep.
export const makeSupervision = async () => {
  const push = await makePush();
  push.setNow(START);
  const registrar = await push.agency('XXZX', ['registrar'], [], '虚构市信用中心');
  const reckon = () => jobNamed('reckon-duties').run(push.deps, new Date('2026-01-01T00:30:00Z'));
  const told = async (listing: TestListing, ...steps: ('created' | 'changed' | 'removed')[]) => {
    for (const step of steps) await push.tell(eventOf(listing, step));
    await push.relay();
    await reckon();
  };
  const board = async (query = '', by: Agency = registrar) => {
    const answer = await by.api(`/supervision${query}`);
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as { items: Item[]; next: string | null; today: string };
  };
  type Notice = { id: string; seq: number; type: string; measures: string[] };
  const notices = async (by: Agency) =>
    ((await (await by.api('/notices')).json()) as { items: Notice[] }).items;
  const answer = async (by: Agency, id: string, json: object) =>
    by.api(`/notices/${id}/feedback`, { method: 'POST', json });
  return {
    ...push,
    registrar,
    reckon,
    told,
    board,
    notices,
    answer,
    lines: async (query = '', by: Agency = registrar) =>
      (await board(query, by)).items.map(({ kind, agency, state }) => `${agency} ${kind} ${state}`),
    answerAll: async (by: Agency, notice: Notice, result = 'executed') => {
      for (const measure of notice.measures) await answer(by, notice.id, { measure, result, reason: '说明' });
    },
  };
};
