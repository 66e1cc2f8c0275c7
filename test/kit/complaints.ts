import { makeCity } from './cases.ts';
import { postForm } from './page.ts';
import type { Agency } from './uploads.ts';

export const aComplaint = {
  kind: 'proof-demanded',
  subject: '已取消的证明仍被要求提交',
  text: '示例：办理登记时窗口的示例赵某仍要求提交已经取消的使用证明。',
  unit: '示例市市场监督管理局',
  contact: '13800001111',
};

// A city with a hotline that enters and a unit that answers.
export const makeComplaintCity = async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  const { registrar, market, window, post, read } = city;
  const file = async (form: Record<string, string> = aComplaint) => {
    const html = await (await postForm(city, '/public/complaints', form)).text();
    const [, no = ''] = /(TS\d{8}-[0-9A-Z]{8})/.exec(html) ?? [];
    const [, code = ''] = /((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})/.exec(html) ?? [];
    return { no, code, html };
  };
  const step = (no: string, event: string, said: object = {}, by: Agency = registrar) =>
    post(by, `/complaints/${no}/${event}`, { note: '示例：已核实相关材料', ...said });
  return {
    ...city,
    file,
    step,
    enter: (said: object = {}, by: Agency = window) => post(by, '/complaints', { ...aComplaint, ...said }),
    follow: async (no: string, code: string) => {
      const answer = await postForm(city, '/public/complaints/follow', { no, code });
      return { status: answer.status, html: await answer.text() };
    },
    shown: (no: string, by: Agency = registrar) => read(by.api(`/complaints/${no}`)),
    asked: async () => {
      const { no, code } = await file();
      await step(no, 'accept');
      await step(no, 'ask', { agency: market.code });
      return { no, code };
    },
  };
};
export type ComplaintCity = Awaited<ReturnType<typeof makeComplaintCity>>;
