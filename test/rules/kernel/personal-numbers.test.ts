import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckChar } from '../../../src/kernel/check-characters.ts';
import { addDays, addYears, type Day, day } from '../../../src/kernel/day.ts';
import { personalNumberIn, withoutPersonalNumbers } from '../../../src/kernel/personal-numbers.ts';
import { aBankCard, aCitizenId, aMobile, aUscc } from '../../kit/identities.ts';

const today = day('2026-11-29');
const inNumber = (text: string, on: Day = today) => personalNumberIn(text, { place: 'number', today: on });
const inText = (text: string) => personalNumberIn(text, { place: 'text', today });

const wide = (text: string) =>
  text.replace(/[\dX]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0));
const spaced = (text: string, by: string) =>
  `${text.slice(0, 6)}${by}${text.slice(6, 14)}${by}${text.slice(14)}`;
const numberOf = (region: string, born: string, order: string) => {
  const seventeen = region + born.replaceAll('-', '') + order;
  return seventeen + idCheckChar(seventeen);
};
const seeds = fc.nat({ max: 99_999 }).map(String);

describe('a person’s number', () => {
  it('is found however people write it, in numbers and in sentences', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('', '案', '身份证号：', 'ID', '（'), (seed, before) => {
        const id = aCitizenId(seed);
        const written = [
          id,
          id.toLowerCase(),
          wide(id),
          ...[' ', '-', '　', '－', '—'].map((by) => spaced(id, by)),
        ];
        for (const text of written) {
          const isPlain = !/ID/.test(before) || !/[^\dXx０-９Ｘ]/.test(text);
          if (isPlain) expect([text, inNumber(before + text)]).toEqual([text, 'identity']);
          if (isPlain) expect(inText(`${before}${text}等二人`)).toBe('identity');
        }
      }),
    );
  });

  it('is found among other numbers', () => {
    const id = aCitizenId('among');
    for (const text of [
      `2026-03-02 ${id} 13800138000`,
      `100 ${id} 2`,
      `${id}、${aCitizenId('b')}`,
      `第12号 ${wide(id)}`,
    ])
      expect([text, inNumber(text)]).toEqual([text, 'identity']);
  });

  it('is not found in a longer run of figures, nor with another check character', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 9 }), (seed, figure) => {
        const id = aCitizenId(seed).replace('X', '');
        if (id.length < 18) return;
        expect([
          inNumber(`${figure}${id}`),
          inNumber(`${id}${figure}`),
          inNumber(`${figure}-${spaced(id, '-')}`),
        ]).toEqual([undefined, undefined, undefined]);
        expect(inNumber(`${id.slice(0, 17)}${(Number(id[17]) + 1 + (figure % 8)) % 10}`)).toBeUndefined();
      }),
    );
  });

  it('counts from the fourteenth birthday on', () => {
    const born = day('2012-03-01');
    const id = numberOf('440300', born, '123');
    const birthday = addYears(born, 14);
    expect([inNumber(id, addDays(birthday, -1)), inNumber(id, birthday)]).toEqual([undefined, 'identity']);
  });

  it('is a permanent residence card’s too', () => {
    expect(inNumber(numberOf('944156', '1980-01-01', '123'))).toBe('identity');
  });
});

it('of a hundred thousand office numbers none is refused, in a number nor in a sentence', () => {
  const regions = ['110000', '440300', '320501', '410100', '510700', '530100', '620100', '650000'];
  const refused: string[] = [];
  for (let at = 0; at < 100_000; at += 1) {
    const made = addDays(today, -((at * 7919) % 3652)).replaceAll('-', '');
    const no = `${regions[at % regions.length]}${made}${String((at * 6101) % 10_000).padStart(4, '0')}`;
    if (inNumber(no) || inText(`依据${no}号决定`) || inNumber(`${no.slice(0, 6)}-${made}-${no.slice(14)}`))
      refused.push(no);
  }
  expect(refused).toEqual([]);
});

describe('in sentences only', () => {
  it.each([
    ['a card', aBankCard('1'), 'bank-card'],
    ['a shorter card', aBankCard('2', 16), 'bank-card'],
    ['a card in groups', aBankCard('3', 16).replace(/(\d{4})(?=\d)/g, '$1 '), 'bank-card'],
    ['a mobile', aMobile('1'), 'mobile'],
    ['a mobile with the country', `+86 ${aMobile('1')}`, 'mobile'],
    ['a mobile in groups', aMobile('2').replace(/(\d{3})(\d{4})/, '$1-$2-'), 'mobile'],
    ['a mobile in full width', wide(aMobile('3')), 'mobile'],
  ])('%s is found', (_, number, kind) => {
    expect([inText(`请联系${number}。`), inNumber(number)]).toEqual([kind, undefined]);
  });

  it.each([
    [
      'a card with another last figure',
      aBankCard('1').replace(/\d$/, (figure) => String((Number(figure) + 1) % 10)),
    ],
    ['a mobile in a longer run', `5${aMobile('1')}`],
    ['a credit code', aUscc('1')],
    ['an amount', '罚款人民币12345678.90元'],
    ['days', '自2026-03-02至2027-03-02，共2026年'],
    ['a landline', '0755-12345678'],
    ['a document', '示市监罚〔2026〕12345678号'],
  ])('%s is none', (_, text) => {
    expect(inText(text)).toBeUndefined();
  });
});

it('what is masked holds none, and a text without any stays as it is', () => {
  fc.assert(
    fc.property(seeds, fc.string(), (seed, noise) => {
      const text = `${noise}，${aCitizenId(seed)}、${wide(aCitizenId(seed))}、${aBankCard(seed)}、${aMobile(seed)}。`;
      expect(inText(withoutPersonalNumbers(text))).toBeUndefined();
      expect(withoutPersonalNumbers(`示例，第${seed}号，２０２６年`)).toBe(`示例，第${seed}号，２０２６年`);
    }),
  );
});
