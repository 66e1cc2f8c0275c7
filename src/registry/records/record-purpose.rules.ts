// What a record's sealed fields are bound to: they open only beside their own record.
export const recordPurpose = (catalog: string, sourceNo: string): string => `record:${catalog}:${sourceNo}`;
