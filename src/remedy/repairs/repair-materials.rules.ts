// Papers are ticked off, never stored: the registry keeps what was received, the authority keeps the paper.
// Basis: 信用修复管理办法（发展改革委令第36号）；国办发〔2025〕22号（能共享的不再要求提供）
export const materialNames = {
  'duty-proof': '已履行义务、纠正失信行为的证明',
  'credit-commitment': '信用承诺书',
  'correction-report': '整改情况说明',
  'settlement-ruling': '法院结案、和解或终结执行文书',
} as const;
export type MaterialCode = keyof typeof materialNames;
export const materialCodes = Object.keys(materialNames) as [MaterialCode, ...MaterialCode[]];
export type Material = { code: MaterialCode; name: string; received: boolean };

const always: readonly MaterialCode[] = ['duty-proof', 'credit-commitment'];
const byCatalog: Readonly<Record<string, readonly MaterialCode[]>> = {
  'judgment-defaulter': ['settlement-ruling'],
  'unperformed-judgment': ['settlement-ruling'],
  'work-safety-violation': [...always, 'correction-report'],
  'false-commitment': [...always, 'correction-report'],
};

export const checklistOf = (catalog: string): readonly MaterialCode[] => byCatalog[catalog] ?? always;

export const receive = (asked: readonly MaterialCode[], received: readonly string[]): Material[] =>
  asked.map((code) => ({ code, name: materialNames[code], received: received.includes(code) }));

export const missingMaterials = (materials: readonly Material[]): string[] =>
  materials.filter(({ received }) => !received).map(({ name }) => name);
