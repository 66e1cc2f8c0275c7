/** The roles of an agency as clerks call them. */
export const roleWords: Readonly<
  Record<'feeder' | 'window' | 'subscriber' | 'registrar' | 'auditor', string>
> = {
  feeder: '数据报送',
  window: '窗口核查',
  subscriber: '联合奖惩',
  registrar: '登记管理',
  auditor: '审计管理',
};
