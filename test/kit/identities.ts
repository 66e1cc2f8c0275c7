import { createHash } from 'node:crypto';
import { idCheckChar, orgCheckChar, usccCheckChar } from '../../src/kernel/check-characters.ts';

const digitsOf = (seed: string, count: number) => {
  const bytes = createHash('sha256').update(seed).digest();
  return Array.from({ length: count }, (_, place) => String((bytes[place] ?? 0) % 10)).join('');
};

// Synthetic and valid: region 440300, a made-up body, both check characters right. The seed may begin with
// department and category ('92…'); 11 and 12 count only before a word, since tests number their firms.
export const aUscc = (seed: string): string => {
  const head = /^(91|92|93|51|52|1[12](?=\D))/.exec(seed)?.[1] ?? '91';
  const body = digitsOf(seed, 8);
  const seventeen = `${head}440300${body}${orgCheckChar(body)}`;
  return `${seventeen}${usccCheckChar(seventeen)}`;
};

export const aCitizenId = (seed: string): string => {
  const digits = digitsOf(`person:${seed}`, 5);
  const year = 1960 + (Number(digits.slice(0, 2)) % 40);
  const month = String(1 + (Number(digits[2]) % 9)).padStart(2, '0');
  const seventeen = `440300${year}${month}1${digits[3]}${digits.slice(3, 5)}${digitsOf(seed, 1)}`;
  return `${seventeen}${idCheckChar(seventeen)}`;
};

// Synthetic: an issuer's prefix, made-up figures and a fitting Luhn digit.
export const aBankCard = (seed: string, length = 19): string => {
  const head = `621700${digitsOf(`card:${seed}`, length - 7)}`;
  const sum = [...head].reverse().reduce((total, figure, at) => {
    const value = at % 2 === 0 ? Number(figure) * 2 : Number(figure);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${head}${(10 - (sum % 10)) % 10}`;
};

export const aMobile = (seed: string): string => `139${digitsOf(`mobile:${seed}`, 8)}`;

// Synthetic: born on this day.
export const aCitizenBornOn = (day: string, seed = '1'): string => {
  const seventeen = `440300${day.replaceAll('-', '')}${digitsOf(`born:${seed}`, 3)}`;
  return `${seventeen}${idCheckChar(seventeen)}`;
};
