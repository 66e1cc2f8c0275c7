import {
  idCheckChar,
  orgCheckChar,
  USCC_ALPHABET,
  usccCheckChar,
} from '../../src/kernel/check-characters.ts';

const base31 = (value: number, length: number): string =>
  Array.from({ length }, (_, place) => USCC_ALPHABET.charAt(Math.floor(value / 31 ** place) % 31)).join('');

// Valid in every check, and nobody's: real bodies begin with digits or MA, never with EXMP.
export const sampleUscc = (no: number, head = '91'): string => {
  const body = `EXMP${base31(no, 4)}`;
  const seventeen = `${head}440300${body}${orgCheckChar(body)}`;
  return seventeen + usccCheckChar(seventeen);
};

// The address code 440399 was never given to a county, so the number is nobody's.
export const sampleCitizenId = (no: number): string => {
  const year = 1960 + (no % 40);
  const month = String(1 + (no % 12)).padStart(2, '0');
  const date = String(1 + (no % 28)).padStart(2, '0');
  const seventeen = `440399${year}${month}${date}${String(no % 1000).padStart(3, '0')}`;
  return seventeen + idCheckChar(seventeen);
};

export const wrongCheck = (code: string): string => code.slice(0, -1) + (code.endsWith('1') ? '2' : '1');
export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
