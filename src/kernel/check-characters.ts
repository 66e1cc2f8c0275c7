export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ID_ALPHABET = '0123456789';
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const weightedSum = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + alphabet.indexOf(text.charAt(i)) * weight, 0);

// Basis: GB 32100-2015, MOD 31 over the first 17 characters.
export const usccCheckChar = (first17: string): string =>
  USCC_ALPHABET.charAt((31 - (weightedSum(first17, USCC_ALPHABET, USCC_WEIGHTS) % 31)) % 31);

// Basis: GB 11714-1997, MOD 11 over the 8 characters of the body.
export const orgCheckChar = (body8: string): string =>
  '0X987654321'.charAt(weightedSum(body8, ORG_ALPHABET, ORG_WEIGHTS) % 11);

// Basis: GB 11643-1999, ISO 7064 MOD 11-2 over the first 17 digits.
export const idCheckChar = (first17: string): string =>
  '10X98765432'.charAt(weightedSum(first17, ID_ALPHABET, ID_WEIGHTS) % 11);

// Basis: GS 15-2006, ISO 7064 MOD 11,10 over the first 14 digits.
export const registrationCheckDigit = (first14: string): string => {
  const product = [...first14].reduce((p, digit) => (((p + Number(digit)) % 10 || 10) * 2) % 11, 10);
  return String((11 - product) % 10);
};
