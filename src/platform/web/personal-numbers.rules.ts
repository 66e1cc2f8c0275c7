import type { Day } from '../../kernel/day.ts';
import { isOrganisationCode } from '../../kernel/person-codes.ts';
import {
  hasManyFigures,
  type PersonalNumber,
  type Place,
  personalNumberIn,
} from '../../kernel/personal-numbers.ts';
import { type Fault, Problem } from '../../kernel/problems.ts';

// Every text of a request is judged as words that people write, unless it stands here: a new field is judged
// unasked. Offices' own numbers and addresses, by their name:
const NUMBERS: ReadonlySet<string> = new Set([
  'caseNo',
  'documentNo',
  'stayDocumentNo',
  'sourceNo',
  'matter',
  'no',
  'code',
  'url',
  'location',
  'idempotency-key',
]);

// Not judged, by their place: declared identifiers, which are sealed; secrets; a cursor; money.
const APART: ReadonlySet<string> = new Set([
  '/subject/code',
  '/uscc',
  '/password',
  '/credentials/accessKeyId',
  '/credentials/secretAccessKey',
  '/drop/credentials/accessKeyId',
  '/drop/credentials/secretAccessKey',
  '/certificate',
  '/key',
  '/after',
  '/amount',
  // How to reach who complained, which is sealed; a number of a person does not fit its shape.
  '/contact',
  // Keys, signatures and pictures in base64.
  '/picture',
  '/publicKey',
  '/signature',
  '/scan',
]);
// By chance every third thousandth would hold eleven figures that begin like a mobile's.
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const OF_NUMBERS = '编号中不得含有个人证件号码，请删除并改用业务系统中的编号；当事人只以证件号码字段标明。';
const MESSAGES: Readonly<Record<PersonalNumber, string>> = {
  identity: '这里写有个人证件号码，请删除；当事人只以证件号码字段标明，不写在说明文字中。',
  'bank-card': '这里写有银行卡号码，请删除；说明文字中不得填写个人账号。',
  mobile: '这里写有手机号码，请删除；说明文字中不得填写个人联系方式。',
};

// The way to a place, from the innermost step: it is written out only where a text could hold a number.
type Steps = { above: Steps | undefined; step: string };

const pointerOf = (steps: Steps | undefined): string =>
  steps ? `${pointerOf(steps.above)}/${steps.step}` : '';

const faultOf = (text: string, at: string, today: Day): Fault[] => {
  if (APART.has(at) || UUID.test(text)) return [];
  const place: Place = NUMBERS.has(at.slice(at.lastIndexOf('/') + 1)) ? 'number' : 'text';
  const found = personalNumberIn(text, { place, today });
  const message = found && (place === 'number' ? OF_NUMBERS : MESSAGES[found]);
  return message ? [{ pointer: at || '/', code: 'text.personal-number', message }] : [];
};

// A key that holds a number is told by what holds it: the pointer repeats no number.
const addFaults = (input: unknown, at: Steps | undefined, to: { faults: Fault[]; today(): Day }): void => {
  if (typeof input === 'string') {
    if (hasManyFigures(input)) to.faults.push(...faultOf(input, pointerOf(at), to.today()));
    return;
  }
  if (typeof input !== 'object' || input === null) return;
  for (const step of Object.keys(input)) {
    const ofKey = hasManyFigures(step) ? faultOf(step, pointerOf(at), to.today()) : [];
    if (ofKey.length > 0) to.faults.push(...ofKey);
    else addFaults((input as Record<string, unknown>)[step], { above: at, step }, to);
  }
};

export const personalNumberProblem = (input: unknown, today: () => Day): Problem | undefined => {
  const faults: Fault[] = [];
  addFaults(input, undefined, { faults, today });
  return faults.length > 0 ? new Problem('text.personal-number', { errors: faults }) : undefined;
};

// A person's number is not sent back with a form, not even to whoever typed it and under whatever kind: the
// screen may face the hall.
export const withoutPersonNumber = (typed: Record<string, string>): Record<string, string> =>
  typed['subject.type'] === 'uscc' && isOrganisationCode(typed['subject.code'] ?? '')
    ? typed
    : { ...typed, 'subject.code': '' };
