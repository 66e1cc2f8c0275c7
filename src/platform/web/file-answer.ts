const OFFICE = 'application/vnd.openxmlformats-officedocument';
export const XLSX = `${OFFICE}.spreadsheetml.sheet`;
export const DOCX = `${OFFICE}.wordprocessingml.document`;

export const fileAnswer = (type: string) => ({
  description: type === XLSX ? 'XLSX' : 'DOCX',
  content: { [type]: { schema: { type: 'string' as const, format: 'binary' } } },
});

export const fileHeaders = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
});
