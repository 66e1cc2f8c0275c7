// Basis: GB/T 2260, the first two digits.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);
const NATIONAL_REGISTRAR = '100000';
const TAIWAN_RESIDENT = '830000';

export const isProvince = (region2: string): boolean => PROVINCES.has(region2);

export const isRegistrarRegion = (region6: string): boolean =>
  region6 === NATIONAL_REGISTRAR || (/^\d{6}$/.test(region6) && PROVINCES.has(region6.slice(0, 2)));

// 810000, 820000 and 830000 are residence permits of Hong Kong, Macao and Taiwan residents.
export const isAddressRegion = (region6: string): boolean =>
  region6 === TAIWAN_RESIDENT || PROVINCES.has(region6.slice(0, 2));
