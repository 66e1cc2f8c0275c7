import { makeApp } from './app.ts';
import { aCitizenId, aUscc } from './identities.ts';

export const person = { type: 'citizen-id', code: aCitizenId('协查'), name: '示例协' };
export const firm = { type: 'uscc', code: aUscc('91协'), name: '示例协查食品有限公司' };
export const QUESTION = '该经营场所现在是否由当事人使用？';
export const found = { finding: 'consistent', text: '经查，情况属实。', evidence: '不动产登记簿第 12 号' };

// An office that asks, the one that knows, a third that neither asks nor is asked, and those who watch.
export const makeOffices = async (now?: string) => {
  const app = await makeApp(now ? { now } : {});
  const window = await app.agency('ZWFW', ['window'], [], '示例市政务服务中心');
  const police = await app.agency('GAJ', ['feeder', 'subscriber'], [], '示例市公安局');
  const third = await app.agency('CZJ', ['window', 'subscriber'], [], '示例市财政局');
  const registrar = await app.agency('XXZX', ['registrar'], [], '示例市信用中心');
  const auditor = await app.agency('SJJ', ['auditor'], [], '示例市审计局');
  type Office = typeof window;
  const post = (by: Office, path: string, json: unknown, headers: Record<string, string> = {}) =>
    by.api(path, { method: 'POST', json, headers });
  const ask = (more: object = {}, by = window) =>
    post(by, '/assistance', { to: police.code, subject: person, question: QUESTION, ...more });
  return {
    ...app,
    window,
    police,
    third,
    registrar,
    auditor,
    post,
    ask,
    asked: async (more: object = {}): Promise<string> => {
      const answer = await ask(more);
      const made = await answer.json();
      if (answer.status !== 201) throw new Error(JSON.stringify(made));
      return made.id;
    },
    step: (by: Office, id: string, step: string, json: object) => post(by, `/assistance/${id}/${step}`, json),
    read: async (by: Office, path: string) => (await by.api(path)).json(),
  };
};
export type Offices = Awaited<ReturnType<typeof makeOffices>>;
export const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
