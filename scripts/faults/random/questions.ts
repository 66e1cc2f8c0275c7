import { succeeded } from './call.ts';
import type { City } from './city.ts';
import { type Asked, companies } from './model.ts';

type Question = { company: number; caseNo: string };
type Answer = { outcome: string; reasons: { documentNo: string | null }[] };
type Heard = { askedAt: number; heardAt: number };

const questionOf = ({ life }: City, { company, caseNo }: Question) => ({
  subject: { type: 'uscc', code: companies[company]?.uscc },
  purpose: 'commitment',
  caseNo: `${life}-${caseNo}`,
});

const askedOf = ({ company, caseNo }: Question, { outcome, reasons }: Answer, heard: Heard): Asked => ({
  ...{ caseNo, company, outcome, askedAt: heard.askedAt, heardAt: heard.heardAt },
  documentNos: reasons.map(({ documentNo }) => documentNo),
});

export const askOne = async (city: City, question: Question) => {
  const { fleet, keys, model, life } = city;
  const heard = await succeeded(fleet, {
    ...{ method: 'POST', path: '/api/v1/checks', key: keys.window, json: questionOf(city, question) },
    headers: { 'idempotency-key': `${life}-${question.caseNo}` },
  });
  model.questions.set(`${life}-${question.caseNo}`, 1);
  model.asked.push(askedOf(question, heard.body as Answer, heard));
};

type Item = { ok: boolean; check?: Answer; error?: { code: string } };

// Without a key, so that a repeat asks anew.
export const askMany = async (city: City, questions: readonly Question[]) => {
  const { fleet, keys, model, life } = city;
  const heard = await succeeded(fleet, {
    ...{ method: 'POST', path: '/api/v1/checks/batch', key: keys.window },
    json: { checks: questions.map((one) => questionOf(city, one)) },
  });
  const { items } = heard.body as { items: Item[] };
  for (const [place, question] of questions.entries()) {
    const { check, error } = items[place] ?? { ok: false };
    model.questions.set(`${life}-${question.caseNo}`, heard.attempts);
    if (check) model.asked.push(askedOf(question, check, heard));
    else if (error?.code !== 'database.unavailable')
      throw new Error(`a check of a batch was refused: ${error?.code}`);
  }
};
