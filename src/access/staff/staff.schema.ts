import { z } from '@hono/zod-openapi';
import { roles } from '../policy-row.rules.ts';

export const SessionIn = z
  .strictObject({
    agency: z.string().trim().min(1).openapi({ example: 'FGJ' }),
    name: z.string().trim().min(1).openapi({ example: '窗口一号' }),
    password: z.string().min(1).max(200),
  })
  .openapi('SessionIn');
export const SessionOut = z.object({ agency: z.string(), name: z.string() }).openapi('Session');

const token = z.string().min(1).max(200).openapi({ description: '上一步答复中的 token' });
export const FactorIn = z
  .strictObject({
    token,
    code: z
      .string()
      .min(1)
      .max(60)
      .openapi({ description: '身份验证器上的六位数字，或一个恢复码', example: '492039' }),
  })
  .openapi('SecondFactorIn');
export const DuePasswordIn = z
  .strictObject({ token, password: z.string().min(1).max(200) })
  .openapi('DuePasswordIn');
export const PasswordIn = z
  .strictObject({ current: z.string().min(1).max(200), password: z.string().min(1).max(200) })
  .openapi('PasswordIn');

const recoveryCodes = z
  .array(z.string())
  .openapi({ description: '恢复码，只显示这一次；每个只能用一次，手机不在身边时代替六位数字' });
export const FactorPassed = SessionOut.extend({ recoveryCodes: recoveryCodes.optional() }).openapi(
  'SessionWithFactor',
);
export const FactorBegun = z
  .object({
    token: z.string(),
    otpauth: z.string().openapi({ description: '加入身份验证器的地址，也可画成二维码扫描' }),
  })
  .openapi('SecondFactorBegun');
export const FactorEnrolled = z.object({ recoveryCodes }).openapi('SecondFactorEnrolled');
export const NewCodeOut = z
  .object({
    agency: z.string(),
    name: z.string(),
    code: z.string().openapi({ description: '一次性密码，只显示这一次，当面交给本人' }),
    codeUntil: z.string(),
  })
  .openapi('OneTimePassword');

// The last is a right by name, beside the role `window`.
export const StaffRole = z.enum([...roles, 'check.batch']);

export const StaffIn = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    roles: z
      .array(StaffRole)
      .default([])
      .openapi({ description: '只有命令行可以同时授予角色；网页与接口添加的人员由安全管理员另行授权' }),
    password: z
      .string()
      .max(200)
      .optional()
      .openapi({ description: '不填则给出一次性密码，由本人登录时设置自己的密码' }),
  })
  .openapi('StaffIn');
export const StaffOut = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    code: z.string().optional().openapi({ description: '一次性密码，只显示这一次' }),
    codeUntil: z.string().nullish(),
  })
  .openapi('Staff');

export const StaffAt = StaffIn.pick({ name: true }).extend({ agency: z.string().trim().min(1).max(32) });
export const MoveIn = z.strictObject({ agency: z.string().trim().min(1).max(32) }).openapi('MoveIn');
export const RolesIn = z.strictObject({ roles: z.array(StaffRole).min(1).max(8) }).openapi('RolesIn');
export const RolesOut = z
  .object({
    state: z
      .enum(['confirmed', 'pending'])
      .openapi({ description: 'confirmed 已生效；pending 待另一人复核后生效' }),
    grant: z.uuid().optional().openapi({ description: '待复核的授权编号' }),
    roles: z.array(z.string()).openapi({ description: '现有角色' }),
  })
  .openapi('RolesGiven');

export const PersonOut = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    agencyName: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    disabledAt: z.string().nullable(),
    hasFactor: z.boolean(),
    createdAt: z.string(),
  })
  .openapi('Person');
export const PersonFile = PersonOut.extend({
  history: z.array(
    z.object({ at: z.string(), by: z.string(), step: z.string(), about: z.record(z.string(), z.unknown()) }),
  ),
}).openapi('PersonFile');

export const GrantOut = z
  .object({
    id: z.uuid(),
    kind: z.enum(['roles', 'key']),
    staffId: z.uuid().nullable(),
    name: z.string().nullable(),
    agency: z.string(),
    roles: z.array(z.string()),
    state: z.enum(['pending', 'confirmed', 'refused', 'lapsed']),
    askedByName: z.string(),
    askedAt: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
  })
  .openapi('Grant');
export const GrantConfirmed = z
  .object({
    id: z.uuid(),
    kind: z.enum(['roles', 'key']),
    state: z.literal('confirmed'),
    key: z
      .object({ id: z.uuid(), key: z.string() })
      .nullable()
      .openapi({ description: '新签发的接口密钥，只显示这一次' }),
    roles: z.array(z.string()).nullable().openapi({ description: '该人员现有的角色' }),
  })
  .openapi('GrantConfirmed');

export const SessionLine = z
  .object({
    id: z.uuid(),
    openedAt: z.string(),
    usedAt: z.string().openapi({ description: '最近一次使用，误差不超过一分钟' }),
    endsAt: z.string().openapi({ description: '从现在起不再使用，何时自动退出' }),
    address: z.string(),
    device: z.string(),
    isCurrent: z.boolean().openapi({ description: '是否就是发出本请求的登录' }),
  })
  .openapi('SessionLine');
