import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import type { Refusal } from '../../platform/web/form.view.tsx';

export const complaintFormWords = {
  labels: {
    kind: '反映的问题',
    subject: '标题',
    text: '具体情况',
    unit: '被投诉的单位',
    contact: '联系电话或电子邮箱',
  },
} as const;

export const complaintStepFormWords = {
  labels: { event: '办理步骤', agency: '被投诉单位', to: '收件机关', by: '整改期限', note: '说明' },
  fields: { 'agency.unknown': 'agency', 'complaint.date': 'by' },
} as const;

// The typed words are given back, but for the figures of a person's number: the writer sees where it stood.
export const struckOut = ({ typed, faults }: Refusal): Refusal => ({
  typed: Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [
      name,
      name === 'contact' ? text : withoutPersonalNumbers(text),
    ]),
  ),
  faults,
});
