import type { ProblemRows } from './row.ts';

export const accessProblems = {
  'access.unauthenticated': {
    status: 401,
    title: '未登录或未携带密钥',
    detail: '请先登录，或在 Authorization 头中携带有效的 Bearer 密钥。',
  },
  'key.unknown': {
    status: 401,
    title: '密钥无效',
    detail: '请核对密钥是否完整；如已遗失，请向系统管理员重新申领。',
  },
  'api-key.unknown': {
    status: 404,
    title: '没有这个密钥',
    detail: '请核对密钥编号；已吊销的密钥不能再次吊销。',
  },
  'key.revoked': { status: 401, title: '密钥已吊销', detail: '该密钥已停用，请向系统管理员申领新密钥。' },
  'key.expired': { status: 401, title: '密钥已到期', detail: '该密钥已过失效日，请改用更换后的新密钥。' },
  'key.address': {
    status: 403,
    title: '不得从此地址使用密钥',
    detail: '该密钥只可从登记的地址使用：请从登记的地址调用，或请安全管理员换发。',
  },
  'key.scope': { status: 422, title: '密钥超出单位范围', detail: '请只选单位现有的职权与目录。' },
  'key.ended': { status: 409, title: '密钥已失效', detail: '已吊销或到期的密钥不能更换，请签发新密钥。' },
  'session.refused': { status: 401, title: '登录失败', detail: '单位、姓名或密码不正确，请核对后重试。' },
  'agency.expired': {
    status: 403,
    title: '单位已停用',
    detail: '该单位已撤并或不在有效期内，请使用承继单位的密钥。',
  },
  'access.denied': { status: 403, title: '无权办理', detail: '您的角色没有此项权限，请联系本单位管理员。' },
  'access.cross-site': { status: 403, title: '拒绝跨站请求', detail: '请在本系统页面内重新提交。' },
  'agency.unknown': { status: 404, title: '没有这个单位', detail: '请核对单位代码。' },
  'agency.duplicate': { status: 409, title: '单位代码已存在', detail: '请换一个单位代码，或修改已有单位。' },
  'agency.uscc': {
    status: 422,
    title: '单位统一社会信用代码不合规',
    detail: '请核对 18 位统一社会信用代码。',
  },
  'agency.uscc-taken': {
    status: 409,
    title: '统一社会信用代码已有单位登记',
    detail: '请核对代码；原单位更名或撤并的，请填写 succeeds（原单位代码与承继日期），一并登记承继。',
  },
  'agency.successor': {
    status: 422,
    title: '承继单位不合规',
    detail: '承继单位不能是该单位自己，也不能是由该单位承继的单位；请改填承继单位代码。',
  },
  'staff.duplicate': { status: 409, title: '该单位已有同名用户', detail: '请换一个登录名。' },
  'staff.password-weak': {
    status: 422,
    title: '密码强度不足',
    detail: '密码至少 10 位，并包含大写字母、小写字母、数字、其他符号中的至少三类，请重新设置。',
  },
  'staff.unknown': { status: 404, title: '没有这个用户', detail: '请核对单位与姓名。' },
  'session.second-factor': {
    status: 401,
    title: '还须输入动态口令',
    detail:
      '密码正确。请在十分钟内用 token 与身份验证器上的六位数字（或一个恢复码）调用 POST /api/v1/session/second-factor。',
  },
  'session.second-factor-setup': {
    status: 401,
    title: '须先启用动态口令',
    detail:
      '您的角色登录须用动态口令。请把 otpauth 加入身份验证器，十分钟内用 token 与其六位数字调用 POST /api/v1/session/second-factor。',
  },
  'session.factor-refused': {
    status: 401,
    title: '动态口令不正确',
    detail:
      '请等身份验证器显示下一组数字后再输入；用过的数字和恢复码不能再用。手机遗失的，请用恢复码，或请安全管理员解除绑定。',
  },
  'session.provider-refused': {
    status: 401,
    title: '统一身份认证没有通过',
    detail: '请重新登录；仍不能登录的，请系统管理员核对单位、姓名，以及该人员是否已停用或调动。',
  },
  'session.provider-away': {
    status: 503,
    title: '统一身份认证平台没有应答',
    detail: '请稍后再试；持续不能登录的，请联系平台管理员。',
  },
  'session.local-off': {
    status: 403,
    title: '不使用本系统的密码登录',
    detail: '请从登录页选择“统一身份认证”登录。',
  },
  'session.step-unknown': {
    status: 401,
    title: '登录步骤已失效',
    detail: '已超过十分钟，或这一步已经完成；请从头重新登录。',
  },
  'session.password-due': {
    status: 401,
    title: '须先设置新密码',
    detail:
      '现用的是一次性密码，或密码已到期。请在十分钟内用 token 与新密码调用 POST /api/v1/session/password 完成登录。',
  },
  'session.unknown': {
    status: 404,
    title: '没有这次登录',
    detail: '该登录已经结束，或不是您的登录；请刷新登录列表。',
  },
  'staff.password-common': {
    status: 422,
    title: '密码过于常见',
    detail: '该密码容易被猜中，请换一个。',
  },
  'staff.password-reused': {
    status: 422,
    title: '密码近期用过',
    detail: '新密码不得与现用的或最近用过的几个密码相同，请换一个。',
  },
  'staff.password-wrong': {
    status: 422,
    title: '现用密码不正确',
    detail: '尚未作任何更改，请核对现用密码后重试。',
  },
  'staff.roles-exclude': {
    status: 422,
    title: '角色不能同归一人',
    detail: '系统管理、安全管理、审计须由三人分任，也不得兼任业务角色；请先收回其他角色，或另选人员。',
  },
  'staff.own-rights': {
    status: 422,
    title: '不能由本人或添加人授权',
    detail: '谁也不能变更自己的权限，添加人员的人也不能为其授予角色；请由另一名安全管理员或审计员办理。',
  },
  'grant.unknown': { status: 404, title: '没有这项授权申请', detail: '请核对编号，或从授权复核列表进入。' },
  'grant.own': {
    status: 409,
    title: '须由另一人复核',
    detail: '提出授权的人不能自己复核；请由另一名安全管理员或审计员复核。',
  },
  'grant.settled': {
    status: 409,
    title: '该授权已经处理',
    detail: '已复核、退回，或因人员调动、停用而失效；如仍需要，请重新提出。',
  },
  'staff.no-factor': {
    status: 409,
    title: '没有启用动态口令',
    detail: '该人员没有绑定身份验证器，无须此项操作。',
  },
  'audit-line.unknown': {
    status: 404,
    title: '没有这一行审计记录',
    detail: '请核对行号；行号见审计记录的查询结果。',
  },
  'audit-line.not-yet-signed': {
    status: 409,
    title: '该行不在已签名的审计记录之中',
    detail: '新的行请在一分钟后再取证明；较早的行若始终取不到，说明它是事后添加的，请执行 cli audit verify。',
  },
  'checkpoint.unknown': {
    status: 404,
    title: '没有这样的检查点',
    detail:
      '请核对 from 与 to：from 不大于 to，to 不大于最新检查点的行数；若见证所持的检查点更大，说明记录的末尾已被截断。',
  },
} as const satisfies ProblemRows;
