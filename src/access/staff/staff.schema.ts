import { z } from '@hono/zod-openapi';

export const SessionIn = z
  .strictObject({
    agency: z.string().trim().min(1).openapi({ example: 'FGJ' }),
    name: z.string().trim().min(1).openapi({ example: '窗口一号' }),
    password: z.string().min(1).max(200),
  })
  .openapi('SessionIn');
export const SessionOut = z.object({ agency: z.string(), name: z.string() }).openapi('Session');

export const StaffIn = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    roles: z
      .array(
        z.enum([
          'feeder',
          'window',
          'subscriber',
          'registrar',
          'auditor',
          'system-administrator',
          'security-administrator',
        ]),
      )
      .min(1),
    password: z.string().max(200),
  })
  .openapi('StaffIn');
export const StaffOut = z
  .object({ id: z.uuid(), agency: z.string(), name: z.string(), roles: z.array(z.string()) })
  .openapi('Staff');
